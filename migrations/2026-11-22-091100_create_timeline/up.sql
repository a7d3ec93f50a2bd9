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
    FROM safety_scores s;
COMMENT ON VIEW case_timeline IS 'everything in a case, for the one list that shows it all';
GRANT SELECT ON case_timeline TO tandem_app;
