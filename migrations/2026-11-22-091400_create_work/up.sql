-- Whoever is away, from when until when, and which covers were arranged for that. Why is nobody's business.
CREATE TABLE absences (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_as uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  ended_by uuid REFERENCES users,
  FOREIGN KEY (membership_id, user_id) REFERENCES memberships (id, user_id),
  FOREIGN KEY (recorded_as, recorded_by) REFERENCES memberships (id, user_id),
  CHECK (ends_at >= starts_at),
  CONSTRAINT away_once_at_a_time EXCLUDE USING gist ((membership_id::text) WITH =, tstzrange(starts_at, ends_at) WITH &&)
);
CREATE INDEX absences_membership ON absences (membership_id, user_id);
CREATE INDEX absences_recorded_by ON absences (recorded_as, recorded_by);
CREATE INDEX absences_ended_by ON absences (ended_by);
COMMENT ON TABLE absences IS 'when somebody is away from work; never why';
COMMENT ON COLUMN absences.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN absences.user_id IS 'pseudonymous: who is away';
COMMENT ON COLUMN absences.membership_id IS 'pseudonymous: from which work';
COMMENT ON COLUMN absences.starts_at IS 'pseudonymous: from when';
COMMENT ON COLUMN absences.ends_at IS 'pseudonymous: until when; earlier when somebody is back sooner';
COMMENT ON COLUMN absences.recorded_by IS 'pseudonymous: who recorded it';
COMMENT ON COLUMN absences.recorded_as IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN absences.recorded_at IS 'pseudonymous: when it was recorded';
COMMENT ON COLUMN absences.ended_by IS 'pseudonymous: who ended it early';

CREATE TABLE absence_covers (
  seat_id uuid PRIMARY KEY REFERENCES duo_seats,
  absence_id uuid NOT NULL REFERENCES absences
);
CREATE INDEX absence_covers_absence ON absence_covers (absence_id);
COMMENT ON TABLE absence_covers IS 'the covers of duo seats that were arranged for an absence, so that they end with it';
COMMENT ON COLUMN absence_covers.seat_id IS 'pseudonymous: the cover';
COMMENT ON COLUMN absence_covers.absence_id IS 'pseudonymous: the absence';

GRANT SELECT, INSERT, UPDATE (ends_at, ended_by) ON absences TO tandem_app;
GRANT SELECT, INSERT ON absence_covers TO tandem_app;
GRANT SELECT ON absences TO tandem_guard;
-- For how long too little happens: days of what was done, and of what was planned the day on which it should begin.
GRANT SELECT (case_id, scored_at) ON safety_scores TO tandem_guard;
GRANT SELECT (case_id, adopted_at) ON plan_versions TO tandem_guard;
GRANT SELECT (id, case_id, kind) ON plan_items TO tandem_guard;
GRANT SELECT (item_id, case_id, revision, content, removed) ON plan_revisions TO tandem_guard;
GRANT SELECT (item_id, case_id, mark) ON plan_marks TO tandem_guard;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON absence_covers
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

SET ROLE tandem_guard;
CREATE FUNCTION guard.arranges_absence(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF wanted = guard.membership() THEN
    RETURN coalesce(guard.role() IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner', 'team_lead', 'supervisor'), false);
  END IF;
  RETURN coalesce(guard.role() IN ('team_lead', 'supervisor'), false) AND EXISTS (
    SELECT 1 FROM public.membership_teams t WHERE t.membership_id = wanted AND t.team_id = ANY (guard.teams()));
END $$;
COMMENT ON FUNCTION guard.arranges_absence IS 'whether the acting membership may say that a membership is away: its own, or one of the team that it leads';

CREATE FUNCTION guard.arranges_cover(wanted uuid, place smallint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN guard.works_for_all(wanted) AND EXISTS (SELECT 1 FROM public.duo_seats s
    WHERE s.case_id = wanted AND s.seat = place AND s.kind = 'member'
      AND (s.ends_at IS NULL OR s.ends_at > guard.moment()) AND guard.arranges_absence(s.membership_id));
END $$;
COMMENT ON FUNCTION guard.arranges_cover IS 'whether the acting membership may let somebody stand in in a seat of a duo: its own, or that of somebody of the team that it leads';

-- For the board of a team: how much work everybody has, as numbers and nothing about any household.
CREATE FUNCTION guard.board() RETURNS TABLE (membership_id uuid, cases bigint, tasks bigint, overdue bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  moment timestamptz := guard.moment();
  today date := (moment AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
  IF guard.role() IS NULL OR guard.role() NOT IN ('team_lead', 'supervisor') THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH people AS MATERIALIZED (
      SELECT DISTINCT m.id, m.user_id FROM public.membership_teams t JOIN public.memberships m ON m.id = t.membership_id
        WHERE t.team_id = ANY (guard.teams()) AND m.role IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner')
          AND m.starts_at <= moment AND (m.ends_at IS NULL OR m.ends_at > moment)),
    seated AS MATERIALIZED (
      SELECT DISTINCT p.id, s.case_id, s.seat FROM people p
        JOIN public.duo_seats s ON s.user_id = p.user_id AND s.membership_id = p.id
        JOIN public.cases c ON c.id = s.case_id AND c.state = 'open'
        WHERE s.starts_at <= moment AND (s.ends_at IS NULL OR s.ends_at > moment)),
    -- From each seat to the tasks of its case: what a task has to do with a seat is asked there, and never of all others.
    waiting AS MATERIALIZED (
      SELECT s.id, count(*) AS tasks, count(*) FILTER (WHERE t.due_on < today) AS overdue
        FROM seated s JOIN public.tasks t ON t.case_id = s.case_id
          LEFT JOIN LATERAL (SELECT u.owner, u.seat, u.owner_membership_id FROM public.task_turns u
            WHERE u.task_id = t.id ORDER BY u.turn DESC LIMIT 1) o ON true
        WHERE o.owner IS DISTINCT FROM 'team'
          AND NOT EXISTS (SELECT 1 FROM public.task_completions c WHERE c.task_id = t.id)
          AND s.seat = coalesce(o.seat, (SELECT d.seat FROM public.duo_seats d
            WHERE d.case_id = t.case_id AND d.membership_id = o.owner_membership_id AND d.starts_at <= moment
              AND (d.ends_at IS NULL OR d.ends_at > moment) ORDER BY d.kind, d.id LIMIT 1), s.seat)
        GROUP BY s.id)
    SELECT p.id, coalesce(h.cases, 0), coalesce(w.tasks, 0), coalesce(w.overdue, 0)
      FROM people p LEFT JOIN waiting w ON w.id = p.id
        LEFT JOIN (SELECT s.id, count(DISTINCT s.case_id) AS cases FROM seated s GROUP BY s.id) h ON h.id = p.id;
END $$;
COMMENT ON FUNCTION guard.board IS 'how many open cases, tasks and overdue tasks everybody of the teams of the acting lead has, as numbers';

-- What happened last in cases, for who was found to work for their households as a whole. One statement for all of them,
-- so that a lead gets the number of silent cases without reading everything that is in them.
CREATE FUNCTION guard.signs_in(wanted uuid[])
RETURNS TABLE (case_id uuid, opened_at timestamptz, children uuid[], detail jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
  own uuid := guard.organisation();
BEGIN
  RETURN QUERY
    SELECT c.id, c.opened_at, coalesce(k.persons, '{}'), jsonb_build_object('code', c.code, 'contact', e.last, 'score', s.last,
        'children', coalesce(k.seen, '[]'), 'plan', v.last, 'round', r.opened_at, 'help', h.first, 'phase', p.last)
      FROM public.cases c
      -- Whom nobody reached, nobody spoke, and what was corrected no longer stands.
      LEFT JOIN LATERAL (SELECT e.happened_at AS last FROM public.contact_entries e
        WHERE e.case_id = c.id AND (e.compartment <> 'own_organisation' OR e.organisation_id = own)
          AND NOT EXISTS (SELECT 1 FROM public.contact_entries l WHERE l.corrects_id = e.id)
          AND (NOT EXISTS (SELECT 1 FROM public.contact_presences a WHERE a.contact_id = e.id AND a.presence = 'not_reached')
            OR EXISTS (SELECT 1 FROM public.contact_presences a WHERE a.contact_id = e.id AND a.presence <> 'not_reached'))
        ORDER BY e.happened_at DESC LIMIT 1) e ON true
      -- What was given in a round counts once that is closed.
      LEFT JOIN LATERAL (SELECT s.scored_at AS last FROM public.safety_scores s
        WHERE s.case_id = c.id AND (s.round_id IS NULL
          OR EXISTS (SELECT 1 FROM public.scoring_rounds o WHERE o.id = s.round_id AND o.closed_at IS NOT NULL))
        ORDER BY s.scored_at DESC LIMIT 1) s ON true
      LEFT JOIN LATERAL (SELECT array_agg(m.person_id ORDER BY x.born_from, x.id) AS persons,
          jsonb_agg(jsonb_build_object('person', m.person_id, 'seen', z.last) ORDER BY x.born_from, x.id) AS seen
        FROM public.household_members m JOIN public.persons x ON x.id = m.person_id
          -- From the newest entry back: whoever looks up all of a child's presences first reads everything.
          LEFT JOIN LATERAL (SELECT e.happened_at AS last FROM public.contact_entries e
            WHERE e.case_id = c.id AND (e.compartment <> 'own_organisation' OR e.organisation_id = own)
              AND EXISTS (SELECT 1 FROM public.contact_presences a
                WHERE a.contact_id = e.id AND a.person_id = m.person_id AND a.presence = 'seen' OFFSET 0)
              AND NOT EXISTS (SELECT 1 FROM public.contact_entries l WHERE l.corrects_id = e.id OFFSET 0)
            ORDER BY e.happened_at DESC LIMIT 1) z ON true
        WHERE m.household_id = c.household_id AND m.left_on IS NULL AND m.role = 'child'
          AND NOT x.expected AND x.died_on IS NULL) k ON true
      LEFT JOIN LATERAL (SELECT max(v.adopted_at) AS last FROM public.plan_versions v WHERE v.case_id = c.id) v ON true
      LEFT JOIN public.scoring_rounds r ON r.case_id = c.id AND r.closed_at IS NULL
        AND EXISTS (SELECT 1 FROM public.scoring_round_raters q WHERE q.round_id = r.id AND q.case_id = c.id AND q.answered_at IS NULL)
      -- Help that is in the plan and neither started nor ended; the latest words about it count.
      LEFT JOIN LATERAL (SELECT min(w.content ->> 'plannedStart') AS first FROM public.plan_items i
          JOIN LATERAL (SELECT n.content, n.removed FROM public.plan_revisions n WHERE n.item_id = i.id AND n.case_id = i.case_id
            ORDER BY n.revision DESC LIMIT 1) w ON NOT w.removed
        WHERE i.case_id = c.id AND i.kind = 'measure' AND NOT EXISTS (SELECT 1 FROM public.plan_marks m
          WHERE m.case_id = i.case_id AND m.item_id = i.id AND m.mark IN ('started', 'ended'))) h ON true
      LEFT JOIN LATERAL (SELECT max(p.changed_at) AS last FROM public.phase_changes p WHERE p.case_id = c.id) p ON true
      WHERE c.id = ANY (wanted) AND c.state = 'open';
END $$;
COMMENT ON FUNCTION guard.signs_in IS 'what happened last in cases; asks nothing, so only the two functions beside it may call it';

CREATE FUNCTION guard.signs_of_entered() RETURNS TABLE (case_id uuid, opened_at timestamptz, children uuid[], detail jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN QUERY SELECT s.case_id, s.opened_at, s.children, s.detail FROM guard.signs_in(guard.entered_for_all()) s;
END $$;
COMMENT ON FUNCTION guard.signs_of_entered IS 'what happened last in the cases that were entered and for whose household as a whole the acting membership works';

CREATE FUNCTION guard.signs_of_teams() RETURNS TABLE (case_id uuid, opened_at timestamptz, detail jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  moment timestamptz := guard.moment();
BEGIN
  IF guard.role() IS NULL OR guard.role() NOT IN ('team_lead', 'supervisor') THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT s.case_id, s.opened_at, s.detail FROM guard.signs_in(ARRAY(
    SELECT DISTINCT p.case_id FROM public.participations p
      WHERE p.team_id = ANY (guard.teams()) AND p.works_for_person_id IS NULL
        AND p.starts_at <= moment AND (p.ends_at IS NULL OR p.ends_at > moment))) s;
END $$;
COMMENT ON FUNCTION guard.signs_of_teams IS 'what happened last in the open cases of the teams of the acting lead, without anybody''s name';

REVOKE EXECUTE ON FUNCTION guard.arranges_absence(uuid), guard.arranges_cover(uuid, smallint), guard.board(),
    guard.signs_in(uuid[]), guard.signs_of_entered(), guard.signs_of_teams()
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.arranges_absence(uuid), guard.arranges_cover(uuid, smallint), guard.board(),
    guard.signs_of_entered(), guard.signs_of_teams()
  TO tandem_app, tandem_owner;
SET ROLE tandem_owner;

ALTER TABLE absences ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY arranged ON absences FOR SELECT TO tandem_app USING (guard.arranges_absence(membership_id));
CREATE POLICY recorded ON absences FOR INSERT TO tandem_app
  WITH CHECK (guard.arranges_absence(membership_id) AND recorded_by = guard.actor() AND recorded_as = guard.membership()
    AND recorded_at = guard.moment());
CREATE POLICY ended ON absences FOR UPDATE TO tandem_app
  USING (guard.arranges_absence(membership_id)) WITH CHECK (guard.arranges_absence(membership_id) AND ended_by = guard.actor());
ALTER TABLE absence_covers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_absence ON absence_covers FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM absences a WHERE a.id = absence_id OFFSET 0));
CREATE POLICY arranged ON absence_covers FOR INSERT TO tandem_app
  WITH CHECK (EXISTS (SELECT 1 FROM absences a WHERE a.id = absence_id AND a.recorded_by = guard.actor()
      AND a.recorded_at = guard.moment() OFFSET 0)
    AND EXISTS (SELECT 1 FROM duo_seats s WHERE s.id = seat_id AND s.kind = 'cover' AND s.assigned_by = guard.actor() OFFSET 0));

-- Who is away, or the lead of the team, arranges who stands in; giving a case its duo stays with the supervisor.
CREATE POLICY covered ON duo_seats FOR INSERT TO tandem_app
  WITH CHECK (kind = 'cover' AND assigned_by = guard.actor() AND guard.arranges_cover(case_id, seat));
CREATE POLICY uncovered ON duo_seats FOR UPDATE TO tandem_app
  USING (kind = 'cover' AND guard.arranges_cover(case_id, seat))
  WITH CHECK (kind = 'cover' AND guard.arranges_cover(case_id, seat));

-- Everything that waits in a case, in one list. What is agreed in the plan is referred to, never copied.
CREATE VIEW open_work WITH (security_invoker = true) AS
  SELECT t.case_id, 'task' AS kind, t.id, t.opened_at AS since,
      jsonb_build_object('due', t.due_on, 'code', t.kind, 'told', t.told, 'cause', t.cause, 'origin', t.origin_id,
        'person', t.person_id, 'name', (SELECT concat_ws(' ', p.given_name, p.infix, p.family_name) FROM persons p
          WHERE p.id = t.person_id),
        'owner', o.owner, 'user', o.owner_user_id, 'team', o.team_id,
        -- Whoever stands in for the owner has the same seat.
        'seat', coalesce(o.seat, (SELECT s.seat FROM duo_seats s
          WHERE o.owner = 'person' AND s.case_id = t.case_id AND s.membership_id = o.owner_membership_id
            AND s.starts_at <= guard.moment() AND (s.ends_at IS NULL OR s.ends_at > guard.moment())
          ORDER BY s.kind, s.id LIMIT 1))) AS detail
    FROM tasks t LEFT JOIN LATERAL (SELECT u.owner, u.seat, u.owner_user_id, u.owner_membership_id, u.team_id
      FROM task_turns u WHERE u.task_id = t.id ORDER BY u.turn DESC LIMIT 1) o ON true
    WHERE NOT EXISTS (SELECT 1 FROM task_completions c WHERE c.task_id = t.id)
  UNION ALL
  SELECT i.case_id, 'agreement', i.id, r.made_at,
      jsonb_build_object('due', r.content ->> 'byWhen', 'told', r.content ->> 'what', 'user', r.user_id,
        'person', r.person_id, 'name', coalesce((SELECT concat_ws(' ', p.given_name, p.infix, p.family_name) FROM persons p
          WHERE p.id = r.person_id), r.content -> 'who' ->> 'name'), 'checkedBy', r.content ->> 'checkedBy')
    FROM plan_items i JOIN LATERAL (SELECT v.content, v.person_id, v.user_id, v.removed, v.made_at FROM plan_revisions v
      WHERE v.item_id = i.id AND v.case_id = i.case_id ORDER BY v.revision DESC LIMIT 1) r ON NOT r.removed
    WHERE i.kind = 'agreement' AND r.content ? 'byWhen'
      AND EXISTS (SELECT 1 FROM cases c WHERE c.id = i.case_id AND c.state = 'open')
      -- Whoever noted what became of it on the day itself or later has looked.
      AND NOT EXISTS (SELECT 1 FROM plan_marks m WHERE m.case_id = i.case_id AND m.item_id = i.id
        AND (m.on_day >= (r.content ->> 'byWhen')::date OR m.mark = 'withdrawn'))
  UNION ALL
  SELECT k.case_id, 'check_in', k.id, p.changed_at, jsonb_build_object('due', k.due_on)
    FROM check_ins k JOIN phase_changes p ON p.id = k.closing_id
    WHERE NOT EXISTS (SELECT 1 FROM check_in_answers a WHERE a.check_in_id = k.id)
      AND NOT EXISTS (SELECT 1 FROM phase_changes n WHERE n.case_id = k.case_id AND n.step > p.step)
  UNION ALL
  SELECT r.case_id, 'round', r.id, r.opened_at, jsonb_build_object('user', q.user_id)
    FROM scoring_rounds r JOIN scoring_round_raters q ON q.round_id = r.id AND q.case_id = r.case_id
    WHERE r.closed_at IS NULL AND q.answered_at IS NULL
      AND q.user_id = guard.actor() AND q.membership_id = guard.membership()
  UNION ALL
  -- What happened last in the open cases that were entered; whether that is long ago is for the program.
  SELECT s.case_id, 'signs', s.case_id, s.opened_at, s.detail || jsonb_build_object('names',
      (SELECT coalesce(jsonb_object_agg(p.id, concat_ws(' ', p.given_name, p.infix, p.family_name)), '{}') FROM persons p
        WHERE p.id = ANY (s.children)))
    FROM guard.signs_of_entered() s;
COMMENT ON VIEW open_work IS 'everything that waits in a case: tasks, agreements with a day, check-ins, scores that the reader is asked for, and what happened last in the cases that were entered';
GRANT SELECT ON open_work TO tandem_app;
