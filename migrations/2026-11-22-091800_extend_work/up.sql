ALTER TABLE tasks DROP CONSTRAINT tasks_cause_check;
ALTER TABLE tasks ADD CONSTRAINT tasks_cause_check CHECK (cause IN ('round', 'score', 'phase_change', 'incident', 'red_flag',
  'life_event', 'check_in', 'term', 'hand', 'handover'));

-- What became of the terms of a case, beside everything else that happened in it. When a term was over is told by its end as
-- it stands: what is over is never made longer, so one that was made longer in time was never late.
ALTER VIEW case_timeline RENAME TO case_happenings;
CREATE VIEW case_timeline WITH (security_invoker = true) AS
  SELECT h.case_id, h.at, h.kind, h.id, h.by_user_id, h.detail, h.only_for FROM case_happenings h
  UNION ALL
  SELECT t.case_id, e.at, 'term', e.id, e.by_user_id,
      jsonb_build_object('step', e.step, 'term', t.kind, 'definedFrom', t.defined_from, 'due', e.due_on, 'reason', e.reason), '{}'
    FROM terms t CROSS JOIN LATERAL (
      SELECT t.started_at AS at, t.id, t.recorded_by AS by_user_id, 'started' AS step, NULL AS reason,
          CASE WHEN NOT EXISTS (SELECT 1 FROM term_steps m WHERE m.term_id = t.id AND m.due_on IS NOT NULL) THEN t.due_on END AS due_on
      UNION ALL
      SELECT s.happened_at, md5('step ' || s.step || ' ' || t.id)::uuid, s.taken_by, s.kind, s.reason, s.due_on
        FROM term_steps s WHERE s.term_id = t.id
      UNION ALL
      SELECT t.due_at, md5('overdue ' || t.id)::uuid, t.recorded_by, 'overdue', NULL, t.due_on
        WHERE t.due_at <= guard.moment() AND t.state <> 'suspended' AND NOT EXISTS (SELECT 1 FROM term_steps s
          WHERE s.term_id = t.id AND s.kind IN ('met', 'stopped') AND s.happened_at < t.due_at)) e
    WHERE t.case_id IS NOT NULL;
COMMENT ON VIEW case_happenings IS 'everything in a case but its terms';
COMMENT ON VIEW case_timeline IS 'everything in a case, for the one list that shows it all';
GRANT SELECT ON case_timeline TO tandem_app;
