-- Everything that happened in a case, in one order. The policies of the tables below decide what the caller sees;
-- only_for names the organisations that alone see an item, for the program to decide the same by itself. Whose voice an
-- item is stands in its detail.
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
      jsonb_build_object('team', t.name, 'task', p.task, 'legalGround', p.legal_ground,
        'worksFor', p.works_for_person_id), '{}'
    FROM participations p JOIN teams t ON t.id = p.team_id
  UNION ALL
  SELECT p.case_id, p.ends_at, 'participation_ended', md5('ended ' || p.id)::uuid, p.ended_by,
      jsonb_build_object('code', p.task, 'person', p.works_for_person_id, 'text', t.name), '{}'
    FROM participations p JOIN teams t ON t.id = p.team_id
    WHERE p.ends_at <= guard.moment() AND p.ended_by IS NOT NULL
  UNION ALL
  SELECT s.case_id, s.starts_at, 'duo_seat_taken', s.id, s.assigned_by,
      jsonb_build_object('seat', s.seat, 'kind', s.kind, 'member', u.display_name, 'until', s.ends_at, 'reason', s.reason),
      '{}'
    FROM duo_seats s JOIN users u ON u.id = s.user_id
  UNION ALL
  SELECT e.case_id, e.happened_at, 'contact', e.id, e.written_by,
      jsonb_build_object('kind', e.kind, 'compartment', e.compartment, 'person', e.person_id, 'organisation', e.organisation_id,
        'observed', e.observed, 'agreed', e.agreed, 'next', e.next_step, 'writtenAt', e.written_at,
        'corrects', e.corrects_id,
        'jointReason', (SELECT j.reason FROM joint_meetings j WHERE j.contact_id = e.id),
        'correctedBy', (SELECT k.id FROM contact_entries k WHERE k.corrects_id = e.id),
        'present', coalesce((SELECT jsonb_agg(jsonb_build_object('person', a.person_id, 'presence', a.presence,
          'alone', a.alone) ORDER BY a.person_id) FROM contact_presences a WHERE a.contact_id = e.id), '[]')),
      CASE WHEN e.compartment = 'own_organisation' THEN ARRAY[e.organisation_id] ELSE '{}' END
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
  SELECT c.case_id, c.changed_at, 'phase_changed', c.id, c.changed_by,
      jsonb_build_object('code', CASE WHEN c.cause IS NULL THEN c.kind || '_' || c.to_phase ELSE c.kind END,
        'person', NULL, 'text', coalesce(c.reason, p.note)), '{}'
    FROM phase_changes c LEFT JOIN phase_proposals p ON p.id = c.proposal_id
  UNION ALL
  SELECT i.case_id, least(i.happened_until, i.recorded_at), 'incident', i.id, i.recorded_by,
      jsonb_build_object('code', CASE WHEN EXISTS (SELECT 1 FROM incidents k WHERE k.corrects_id = i.id) THEN 'corrected'
        WHEN i.acute THEN 'acute' WHEN i.corrects_id IS NOT NULL THEN 'correction' ELSE 'incident' END,
        'person', NULL, 'text', i.told), '{}'
    FROM incidents i
  UNION ALL
  SELECT c.case_id, a.answered_at, 'check_in', c.id, a.answered_by,
      jsonb_build_object('code', CASE WHEN a.safe THEN 'safe' ELSE 'not_safe' END, 'person', NULL, 'text', a.notes), '{}'
    FROM check_ins c JOIN check_in_answers a ON a.check_in_id = c.id
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
      WHERE t.item_id = m.item_id AND t.made_at <= m.made_at ORDER BY t.revision DESC LIMIT 1) r ON true
  UNION ALL
  SELECT r.case_id, r.opened_at, 'round_opened', r.id, r.opened_by,
      jsonb_build_object('code', r.phase, 'person', NULL, 'text', NULL), '{}'
    FROM scoring_rounds r
  UNION ALL
  SELECT r.case_id, r.closed_at, 'round_closed', r.id, r.closed_by,
      jsonb_build_object('code', r.closed_how, 'person', NULL, 'text', r.closing_reason), '{}'
    FROM scoring_rounds r WHERE r.closed_at IS NOT NULL
  UNION ALL
  SELECT f.case_id, f.recorded_at, 'red_flag', f.id, f.recorded_by,
      jsonb_build_object('code', f.kind, 'person', f.person_id, 'text', f.note), '{}'
    FROM red_flags f
  UNION ALL
  SELECT x.case_id, x.raised_at, 'terror_suspicion', x.id, x.raised_by,
      jsonb_build_object('code', 'raised', 'person', x.victim_id, 'text', x.reason), '{}'
    FROM terror_suspicions x
  UNION ALL
  SELECT x.case_id, x.ended_at, 'terror_suspicion', md5('withdrawn ' || x.id)::uuid, x.ended_by,
      jsonb_build_object('code', 'withdrawn', 'person', x.victim_id, 'text', x.end_reason), '{}'
    FROM terror_suspicions x WHERE x.ended_at IS NOT NULL
  UNION ALL
  SELECT k.case_id, k.noted_at, 'safe_contact', k.id, k.noted_by,
      jsonb_build_object('code', k.channel, 'person', k.person_id, 'text', NULL), '{}'
    FROM safe_contacts k;
COMMENT ON VIEW case_timeline IS 'everything in a case, for the one list that shows it all';
GRANT SELECT ON case_timeline TO tandem_app;
