-- Everything that happened in a case, in one order. The policies of the tables below decide what the caller sees;
-- only_for names the organisations that alone see an item, for the program to decide the same by itself.
CREATE VIEW case_timeline WITH (security_invoker = true) AS
  SELECT c.id AS case_id, c.opened_at AS at, 'case_opened' AS kind, c.id AS id, c.opened_by AS by_user_id,
      jsonb_build_object('reason', c.reason) AS detail, '{}'::uuid[] AS only_for
    FROM cases c
  UNION ALL
  SELECT h.case_id, h.since, 'holder_changed', h.team_id, h.recorded_by,
      jsonb_build_object('team', t.name, 'reason', h.reason), '{}'
    FROM view_holders h JOIN teams t ON t.id = h.team_id
  UNION ALL
  SELECT p.case_id, p.starts_at, 'participation_started', p.id, p.added_by,
      jsonb_build_object('team', t.name, 'task', p.task, 'legalGround', p.legal_ground), '{}'
    FROM participations p JOIN teams t ON t.id = p.team_id
  UNION ALL
  SELECT s.case_id, s.starts_at, 'duo_seat_taken', s.id, s.assigned_by,
      jsonb_build_object('seat', s.seat, 'kind', s.kind, 'member', u.display_name, 'until', s.ends_at, 'reason', s.reason),
      '{}'
    FROM duo_seats s JOIN users u ON u.id = s.user_id
  UNION ALL
  SELECT e.case_id, e.happened_at, 'contact', e.id, e.written_by,
      jsonb_build_object('kind', e.kind, 'compartment', e.compartment, 'organisation', e.organisation_id,
        'observed', e.observed, 'agreed', e.agreed, 'next', e.next_step, 'writtenAt', e.written_at,
        'corrects', e.corrects_id,
        'correctedBy', (SELECT k.id FROM contact_entries k WHERE k.corrects_id = e.id),
        'present', coalesce((SELECT jsonb_agg(jsonb_build_object('person', a.person_id, 'presence', a.presence,
          'alone', a.alone) ORDER BY a.person_id) FROM contact_presences a WHERE a.contact_id = e.id), '[]')),
      CASE WHEN e.compartment = 'shared' THEN '{}' ELSE ARRAY[e.organisation_id] END
    FROM contact_entries e
  UNION ALL
  SELECT s.case_id, s.scored_at, 'score', s.id, s.entered_by,
      jsonb_build_object('value', s.value, 'reason', s.reason, 'raterPerson', s.rater_person_id,
        'aboutPerson', s.about_person_id, 'ageAt', s.age_at, 'askedHow', s.asked_how, 'phase', s.phase), '{}'
    FROM safety_scores s
  UNION ALL
  SELECT t.case_id, c.done_at, 'task_done', t.id, c.done_by,
      jsonb_build_object('code', t.kind, 'person', t.person_id, 'text', c.outcome), '{}'
    FROM task_completions c JOIN tasks t ON t.id = c.task_id
  UNION ALL
  SELECT r.case_id, r.opened_at, 'round_opened', r.id, r.opened_by,
      jsonb_build_object('code', r.phase, 'person', NULL, 'text', NULL), '{}'
    FROM scoring_rounds r
  UNION ALL
  SELECT r.case_id, r.closed_at, 'round_closed', r.id, r.closed_by,
      jsonb_build_object('code', r.closed_how, 'person', NULL, 'text', r.closing_reason), '{}'
    FROM scoring_rounds r WHERE r.closed_at IS NOT NULL
  UNION ALL
  SELECT v.case_id, v.adopted_at, 'plan_adopted', v.id, v.adopted_by,
      jsonb_build_object('code', 'adopted', 'person', NULL, 'text', 'Versie ' || v.number), '{}'
    FROM plan_versions v
  UNION ALL
  -- In the words that the part had when it was noted.
  SELECT m.case_id, m.made_at, 'plan_mark', m.id, m.made_by,
      jsonb_build_object('code', m.mark, 'person', r.person_id,
        'text', nullif(concat_ws(E'\n', r.content ->> 'what', m.note), '')), '{}'
    FROM plan_marks m JOIN LATERAL (SELECT t.content, t.person_id FROM plan_revisions t
      WHERE t.item_id = m.item_id AND t.made_at <= m.made_at ORDER BY t.revision DESC LIMIT 1) r ON true;
COMMENT ON VIEW case_timeline IS 'everything in a case, for the one list that shows it all';
GRANT SELECT ON case_timeline TO tandem_app;
