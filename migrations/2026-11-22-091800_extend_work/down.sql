DROP VIEW case_timeline;
ALTER VIEW case_happenings RENAME TO case_timeline;
COMMENT ON VIEW case_timeline IS 'everything in a case, for the one list that shows it all';
DROP VIEW team_work;
DROP POLICY done_for_team ON task_completions;
SET ROLE tandem_guard;
DROP FUNCTION guard.team_tasks();
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
SET ROLE tandem_owner;
ALTER TABLE task_turns DROP CONSTRAINT task_turns_owner_check, DROP CONSTRAINT one_kind_of_owner, DROP CONSTRAINT task_turns_check;
ALTER TABLE task_turns ADD CONSTRAINT task_turns_owner_check CHECK (owner IN ('duo', 'seat', 'person', 'team')),
  ADD CONSTRAINT one_kind_of_owner CHECK ((owner = 'seat') = (seat IS NOT NULL) AND (owner = 'team') = (team_id IS NOT NULL)
    AND (owner = 'person') = (owner_user_id IS NOT NULL) AND (owner = 'person') = (owner_membership_id IS NOT NULL)),
  ADD CONSTRAINT task_turns_check CHECK (turn = 1 OR reason IS NOT NULL);
COMMENT ON COLUMN task_turns.owner IS 'pseudonymous: the duo, a seat of it, a person or a team';
ALTER TABLE tasks DROP CONSTRAINT tasks_cause_check;
ALTER TABLE tasks ADD CONSTRAINT tasks_cause_check
  CHECK (cause IN ('round', 'score', 'phase_change', 'incident', 'red_flag', 'life_event', 'term', 'hand', 'handover'));
