ALTER TABLE tasks DROP CONSTRAINT tasks_cause_check;
ALTER TABLE tasks ADD CONSTRAINT tasks_cause_check CHECK (cause IN ('round', 'score', 'phase_change', 'incident', 'red_flag',
  'life_event', 'check_in', 'term', 'hand', 'handover'));

-- Whoever of a team takes its task needs no seat, and who takes one needs no reason.
ALTER TABLE task_turns DROP CONSTRAINT task_turns_owner_check, DROP CONSTRAINT one_kind_of_owner, DROP CONSTRAINT task_turns_check;
ALTER TABLE task_turns
  ADD CONSTRAINT task_turns_owner_check CHECK (owner IN ('duo', 'seat', 'person', 'team', 'member')),
  ADD CONSTRAINT one_kind_of_owner CHECK ((owner = 'seat') = (seat IS NOT NULL)
    AND (owner IN ('team', 'member')) = (team_id IS NOT NULL)
    AND (owner IN ('person', 'member')) = (owner_user_id IS NOT NULL)
    AND (owner IN ('person', 'member')) = (owner_membership_id IS NOT NULL)),
  ADD CONSTRAINT task_turns_check CHECK (turn = 1 OR reason IS NOT NULL OR owner_membership_id = membership_id);
COMMENT ON COLUMN task_turns.owner IS 'pseudonymous: the duo, a seat of it, a person, a team, or somebody of a team who took it';

SET ROLE tandem_guard;
-- From the turns of a team and from the cases in which nobody sits to their tasks, never from all tasks to whom they wait for.
CREATE FUNCTION guard.team_tasks() RETURNS TABLE (task_id uuid, case_id uuid, team_id uuid, taken_by uuid, taken_as uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
  acts_as text := coalesce(guard.role(), '');
  own uuid[] := guard.teams();
  membership uuid := guard.membership();
  moment timestamptz := guard.moment();
BEGIN
  RETURN QUERY
    WITH worked AS MATERIALIZED (
      SELECT DISTINCT p.case_id FROM public.participations p
      WHERE acts_as IN ('team_lead', 'supervisor', 'vt_worker') AND p.team_id = ANY (own) AND p.works_for_person_id IS NULL
        AND p.starts_at <= moment AND (p.ends_at IS NULL OR p.ends_at > moment)),
    -- Nobody sits there: what waits for the duo waits for the holder, and for who opened a case that never had a duo.
    alone AS MATERIALIZED (
      SELECT w.case_id, h.team_id FROM worked w CROSS JOIN LATERAL (SELECT v.team_id FROM public.view_holders v
          WHERE v.case_id = w.case_id ORDER BY v.since DESC LIMIT 1) h
        WHERE h.team_id = ANY (own) AND NOT EXISTS (SELECT 1 FROM public.duo_seats s
          WHERE s.case_id = w.case_id AND s.starts_at <= moment AND (s.ends_at IS NULL OR s.ends_at > moment))
      UNION ALL
      SELECT c.id, h.team_id FROM public.cases c CROSS JOIN LATERAL (SELECT v.team_id FROM public.view_holders v
          WHERE v.case_id = c.id ORDER BY v.since DESC LIMIT 1) h
        WHERE acts_as IN ('case_worker', 'safety_expert') AND c.opened_as = membership
          AND NOT EXISTS (SELECT 1 FROM public.duo_seats s WHERE s.case_id = c.id)),
    asked AS (
      SELECT DISTINCT u.task_id, u.case_id, NULL::uuid AS holder FROM public.task_turns u JOIN worked w ON w.case_id = u.case_id
        WHERE u.team_id = ANY (own)
          AND NOT EXISTS (SELECT 1 FROM alone a WHERE a.case_id = u.case_id)
      UNION ALL
      SELECT t.id, t.case_id, a.team_id FROM alone a JOIN public.tasks t ON t.case_id = a.case_id)
    SELECT a.task_id, a.case_id, coalesce(o.team_id, a.holder), m.user_id, m.id
    FROM asked a
      LEFT JOIN LATERAL (SELECT u.owner, u.team_id, u.owner_membership_id FROM public.task_turns u
        WHERE u.task_id = a.task_id ORDER BY u.turn DESC LIMIT 1) o ON true
      -- What was taken by somebody who is no longer in the team waits for the team again.
      LEFT JOIN public.memberships m ON o.owner = 'member' AND m.id = o.owner_membership_id
        AND m.starts_at <= moment AND (m.ends_at IS NULL OR m.ends_at > moment) AND EXISTS (SELECT 1
          FROM public.membership_teams b WHERE b.membership_id = m.id AND b.team_id = o.team_id)
    WHERE coalesce(o.team_id, a.holder) = ANY (own || CASE WHEN acts_as IN ('case_worker', 'safety_expert')
        THEN ARRAY(SELECT l.team_id FROM alone l) ELSE '{}' END)
      AND NOT EXISTS (SELECT 1 FROM public.task_completions d WHERE d.task_id = a.task_id);
END $$;
COMMENT ON FUNCTION guard.team_tasks() IS 'the open tasks that wait for a team of the acting membership, also because nobody sits in the duo, and who of the team took them';
-- As before, but that what somebody of a team took waits for no seat.
CREATE OR REPLACE FUNCTION guard.board() RETURNS TABLE (membership_id uuid, cases bigint, tasks bigint, overdue bigint)
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
        WHERE coalesce(o.owner, 'duo') NOT IN ('team', 'member')
          AND NOT EXISTS (SELECT 1 FROM public.task_completions c WHERE c.task_id = t.id)
          AND s.seat = coalesce(o.seat, (SELECT d.seat FROM public.duo_seats d
            WHERE d.case_id = t.case_id AND d.membership_id = o.owner_membership_id AND d.starts_at <= moment
              AND (d.ends_at IS NULL OR d.ends_at > moment) ORDER BY d.kind, d.id LIMIT 1), s.seat)
        GROUP BY s.id)
    SELECT p.id, coalesce(h.cases, 0), coalesce(w.tasks, 0), coalesce(w.overdue, 0)
      FROM people p LEFT JOIN waiting w ON w.id = p.id
        LEFT JOIN (SELECT s.id, count(DISTINCT s.case_id) AS cases FROM seated s GROUP BY s.id) h ON h.id = p.id;
END $$;
REVOKE EXECUTE ON FUNCTION guard.team_tasks() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.team_tasks() TO tandem_app, tandem_owner;
SET ROLE tandem_owner;

-- Who leads a team ends what waits for it, and no other task.
CREATE POLICY done_for_team ON task_completions FOR INSERT TO tandem_app
  WITH CHECK (guard.works_for_all(case_id) AND (SELECT guard.role()) = 'team_lead' AND done_by = guard.actor()
    AND membership_id = guard.membership() AND done_at = guard.moment() AND EXISTS (SELECT 1 FROM guard.team_tasks() g
      WHERE g.task_id = task_completions.task_id AND coalesce(g.taken_as, guard.membership()) = guard.membership() OFFSET 0));

CREATE VIEW team_work WITH (security_invoker = true) AS
  SELECT t.id, t.case_id, c.code, t.opened_at AS since, t.due_on, t.kind, t.cause, t.origin_id, g.team_id,
      jsonb_build_object('told', t.told, 'user', g.taken_by, 'membership', g.taken_as, 'name', u.display_name) AS detail
    FROM guard.team_tasks() g JOIN tasks t ON t.id = g.task_id JOIN cases c ON c.id = t.case_id
      LEFT JOIN users u ON u.id = g.taken_by;
COMMENT ON VIEW team_work IS 'the open tasks that wait for a team of the reader, and who of the team took them';
GRANT SELECT ON team_work TO tandem_app;

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
