CREATE TABLE notices (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  kind text NOT NULL,
  case_id uuid NOT NULL REFERENCES cases,
  code text NOT NULL,
  origin_id uuid NOT NULL,
  user_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  rung smallint NOT NULL CHECK (rung BETWEEN 1 AND 3),
  urgent boolean NOT NULL,
  told_at timestamptz NOT NULL,
  read_at timestamptz CHECK (read_at >= told_at),
  climbed smallint NOT NULL DEFAULT 1 CHECK (climbed BETWEEN 1 AND 3),
  FOREIGN KEY (membership_id, user_id) REFERENCES memberships (id, user_id),
  -- Told once, however often it is looked at.
  CONSTRAINT told_once UNIQUE (origin_id, kind, membership_id)
);
CREATE INDEX notices_of_somebody ON notices (membership_id, user_id, number DESC);
CREATE INDEX notices_case ON notices (case_id);
CREATE INDEX notices_unread_and_urgent ON notices (told_at) WHERE urgent AND read_at IS NULL AND rung = 1 AND climbed < 3;
CREATE INDEX notices_unread ON notices (told_at) WHERE read_at IS NULL;
CREATE INDEX notices_read ON notices (read_at) WHERE read_at IS NOT NULL;
-- What runs in a case and ends on a day or before, for the worker that tells of it.
CREATE INDEX terms_that_end ON terms (due_on, id) WHERE state = 'running' AND case_id IS NOT NULL;
COMMENT ON TABLE notices IS 'that something waits for somebody, without a word of what it is about';
COMMENT ON COLUMN notices.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN notices.number IS 'plain: the order in which they were told';
COMMENT ON COLUMN notices.kind IS 'pseudonymous: what waits';
COMMENT ON COLUMN notices.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN notices.code IS 'pseudonymous: what people call the case without naming anybody';
COMMENT ON COLUMN notices.origin_id IS 'pseudonymous: the task, round, seat, proposal or term that waits';
COMMENT ON COLUMN notices.user_id IS 'pseudonymous: who is told';
COMMENT ON COLUMN notices.membership_id IS 'pseudonymous: under which membership';
COMMENT ON COLUMN notices.rung IS 'pseudonymous: 1 whom it is for, 2 the other of the duo, 3 the lead';
COMMENT ON COLUMN notices.urgent IS 'pseudonymous: whether it may not wait';
COMMENT ON COLUMN notices.told_at IS 'pseudonymous: when';
COMMENT ON COLUMN notices.read_at IS 'pseudonymous: when it was read';
COMMENT ON COLUMN notices.climbed IS 'pseudonymous: the highest rung that was told because nobody had read it';

CREATE TABLE notice_choices (
  user_id uuid PRIMARY KEY REFERENCES users,
  mail text NOT NULL CHECK (mail IN ('at_once', 'daily', 'none')),
  chosen_at timestamptz NOT NULL
);
COMMENT ON TABLE notice_choices IS 'how people want to be told by mail; without a choice once a day, and what is urgent always at once';
COMMENT ON COLUMN notice_choices.user_id IS 'pseudonymous: the professional';
COMMENT ON COLUMN notice_choices.mail IS 'pseudonymous: at_once, daily or none';
COMMENT ON COLUMN notice_choices.chosen_at IS 'pseudonymous: when it was chosen';

-- Apart from the account, because colleagues may read each other's account.
CREATE TABLE mail_addresses (
  user_id uuid PRIMARY KEY REFERENCES users,
  address bytea NOT NULL,
  set_at timestamptz NOT NULL
);
COMMENT ON TABLE mail_addresses IS 'where mail goes; set by an operator and read by the worker, and by nobody else';
COMMENT ON COLUMN mail_addresses.user_id IS 'pseudonymous: the professional';
COMMENT ON COLUMN mail_addresses.address IS 'personal: mail address, sealed';
COMMENT ON COLUMN mail_addresses.set_at IS 'pseudonymous: since when';

CREATE TABLE mails (
  id uuid PRIMARY KEY,
  key text NOT NULL UNIQUE,
  user_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  notice_id uuid UNIQUE REFERENCES notices,
  number_of_notices integer NOT NULL CHECK (number_of_notices > 0),
  added_at timestamptz NOT NULL,
  ended_at timestamptz,
  ending text CHECK (ending IN ('sent', 'no_address', 'left', 'switched_off')),
  FOREIGN KEY (membership_id, user_id) REFERENCES memberships (id, user_id),
  CHECK ((ended_at IS NULL) = (ending IS NULL))
);
CREATE INDEX mails_membership ON mails (membership_id, user_id);
CREATE INDEX mails_ended ON mails (ended_at) WHERE ended_at IS NOT NULL;
COMMENT ON TABLE mails IS 'the outbox: one row for each mail, whatever becomes of it';
COMMENT ON COLUMN mails.id IS 'pseudonymous: identifier; the Message-ID is made of it';
COMMENT ON COLUMN mails.key IS 'pseudonymous: the same key is never mailed twice';
COMMENT ON COLUMN mails.user_id IS 'pseudonymous: to whom';
COMMENT ON COLUMN mails.membership_id IS 'pseudonymous: under which membership';
COMMENT ON COLUMN mails.notice_id IS 'pseudonymous: the notice that it is about; null for a digest';
COMMENT ON COLUMN mails.number_of_notices IS 'pseudonymous: how many notices it is about';
COMMENT ON COLUMN mails.added_at IS 'pseudonymous: when it was made';
COMMENT ON COLUMN mails.ended_at IS 'pseudonymous: when it was sent or given up';
COMMENT ON COLUMN mails.ending IS 'pseudonymous: sent, or why not: no address, the membership has ended, mail is switched off';

GRANT SELECT, INSERT, DELETE, UPDATE (read_at, climbed) ON notices TO tandem_app;
GRANT SELECT, INSERT, UPDATE (mail, chosen_at) ON notice_choices TO tandem_app;
GRANT SELECT, INSERT, UPDATE (address, set_at) ON mail_addresses TO tandem_app;
GRANT SELECT, INSERT, DELETE, UPDATE (ended_at, ending) ON mails TO tandem_app;
GRANT SELECT ON notice_choices TO tandem_guard;
GRANT SELECT (origin_id, kind) ON notices TO tandem_guard;
GRANT SELECT (id, blocked_at) ON users TO tandem_guard;
GRANT SELECT (id, case_id) ON tasks TO tandem_guard;
GRANT SELECT (task_id) ON task_completions TO tandem_guard;
GRANT SELECT (id, case_id, after_step, seat) ON phase_proposals TO tandem_guard;

SET ROLE tandem_guard;
-- Whom something in a case is for and who comes after them, as it is now: nobody when it no longer waits. The worker
-- sees no case; this tells it codes and identifiers of professionals.
CREATE FUNCTION guard.called_for(about text, wanted uuid, origin uuid)
RETURNS TABLE (code text, rung smallint, user_id uuid, membership_id uuid, mail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
  moment timestamptz := guard.moment();
  waits boolean;
  proposed_from smallint;
  whose record;
BEGIN
  IF guard.errand() <> 'work' THEN
    RETURN;
  END IF;
  waits := CASE
    WHEN about IN ('task', 'urgent_task', 'task_passed_on') THEN EXISTS (SELECT 1 FROM public.tasks t WHERE t.id = origin AND t.case_id = wanted
      AND NOT EXISTS (SELECT 1 FROM public.task_completions d WHERE d.task_id = t.id))
    WHEN about = 'round_asks' THEN EXISTS (SELECT 1 FROM public.scoring_rounds r WHERE r.id = origin AND r.case_id = wanted
      AND r.closed_at IS NULL)
    WHEN about = 'duo_assigned' THEN EXISTS (SELECT 1 FROM public.duo_seats s WHERE s.id = origin AND s.case_id = wanted
      AND s.starts_at <= moment AND (s.ends_at IS NULL OR s.ends_at > moment))
    WHEN about = 'phase_proposed' THEN EXISTS (SELECT 1 FROM public.phase_proposals p WHERE p.id = origin AND p.case_id = wanted
      AND NOT EXISTS (SELECT 1 FROM public.phase_changes c WHERE c.case_id = wanted AND c.step > p.after_step))
    WHEN about = 'term_near' THEN EXISTS (SELECT 1 FROM public.terms t WHERE t.id = origin AND t.case_id = wanted
      AND t.state = 'running')
    WHEN about = 'term_over' THEN EXISTS (SELECT 1 FROM public.terms t WHERE t.id = origin AND t.case_id = wanted
      AND t.state = 'running' AND t.due_at <= moment)
    ELSE false END;
  IF NOT waits THEN
    RETURN;
  END IF;
  SELECT p.seat INTO proposed_from FROM public.phase_proposals p WHERE p.id = origin AND about = 'phase_proposed';
  -- Whose turn a task is: a seat, the seat of the person who was asked, or a team; without one the duo.
  SELECT coalesce(u.seat, (SELECT s.seat FROM public.duo_seats s
      WHERE u.owner = 'person' AND s.case_id = wanted AND s.membership_id = u.owner_membership_id
        AND s.starts_at <= moment AND (s.ends_at IS NULL OR s.ends_at > moment) ORDER BY s.kind, s.id LIMIT 1)) AS seat,
      u.team_id INTO whose
    FROM (SELECT 1) one LEFT JOIN LATERAL (SELECT t.owner, t.seat, t.owner_membership_id, t.team_id FROM public.task_turns t
      WHERE t.task_id = origin AND about IN ('task', 'urgent_task', 'task_passed_on') ORDER BY t.turn DESC LIMIT 1) u ON true;
  RETURN QUERY
    WITH seated AS (
      SELECT s.id, s.seat, s.user_id, s.membership_id FROM public.duo_seats s
      WHERE s.case_id = wanted AND s.starts_at <= moment AND (s.ends_at IS NULL OR s.ends_at > moment)),
    asked AS (
      SELECT 1 AS rung, s.user_id, s.membership_id FROM seated s WHERE CASE about
        WHEN 'round_asks' THEN false
        WHEN 'duo_assigned' THEN s.id = origin
        WHEN 'phase_proposed' THEN s.seat <> proposed_from
        ELSE (whose.seat IS NULL OR s.seat = whose.seat) AND (whose.team_id IS NULL OR EXISTS (
          SELECT 1 FROM public.membership_teams b WHERE b.membership_id = s.membership_id AND b.team_id = whose.team_id)) END
      UNION ALL
      -- Of a team outside the duo those who see the case: who leads it, and Veilig Thuis.
      SELECT 1, m.user_id, m.id FROM public.membership_teams b
        JOIN public.memberships m ON m.id = b.membership_id AND m.role IN ('team_lead', 'vt_worker')
      WHERE b.team_id = whose.team_id AND EXISTS (SELECT 1 FROM public.participations p
        WHERE p.case_id = wanted AND p.team_id = b.team_id AND p.works_for_person_id IS NULL
          AND p.starts_at <= moment AND (p.ends_at IS NULL OR p.ends_at > moment))
      UNION ALL
      SELECT 1, r.user_id, r.membership_id FROM public.scoring_round_raters r
      WHERE about = 'round_asks' AND r.round_id = origin AND r.user_id IS NOT NULL AND r.answered_at IS NULL),
    called AS (
      SELECT a.rung, a.user_id, a.membership_id FROM asked a
      UNION ALL
      -- What was given to somebody who is no longer there is for the duo again.
      SELECT 1, s.user_id, s.membership_id FROM seated s
      WHERE about IN ('task', 'urgent_task', 'task_passed_on') AND NOT EXISTS (SELECT 1 FROM asked)
      UNION ALL
      SELECT 2, s.user_id, s.membership_id FROM seated s
      UNION ALL
      SELECT CASE m.role WHEN 'team_lead' THEN 3 ELSE 4 END, m.user_id, m.id
      FROM public.participations p JOIN public.membership_teams t ON t.team_id = p.team_id
        JOIN public.memberships m ON m.id = t.membership_id AND m.role IN ('team_lead', 'supervisor')
      WHERE p.case_id = wanted AND p.works_for_person_id IS NULL
        AND p.starts_at <= moment AND (p.ends_at IS NULL OR p.ends_at > moment))
    SELECT c.code, min(x.rung)::smallint, m.user_id, m.id, coalesce(min(n.mail), 'daily')
    FROM called x JOIN public.memberships m ON m.id = x.membership_id JOIN public.users u ON u.id = m.user_id
      JOIN public.cases c ON c.id = wanted LEFT JOIN public.notice_choices n ON n.user_id = m.user_id
    WHERE m.starts_at <= moment AND (m.ends_at IS NULL OR m.ends_at > moment) AND u.blocked_at IS NULL
    GROUP BY c.code, m.user_id, m.id ORDER BY 2, 3;
END $$;
COMMENT ON FUNCTION guard.called_for IS 'for the worker: whom something that waits in a case is for (1), the others of the duo (2), the leads (3) and supervisors (4) of the teams that take part, and how each wants mail';

-- Each is told of once before its end and once after. Nobody is told of a case without a duo; the board shows that one.
CREATE FUNCTION guard.terms_to_tell(until date, most bigint)
RETURNS TABLE (about text, case_id uuid, term_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
  moment timestamptz := guard.moment();
BEGIN
  IF guard.errand() <> 'work' THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT k.about, t.case_id, t.id FROM public.terms t,
        LATERAL (SELECT CASE WHEN t.due_at <= moment THEN 'term_over' ELSE 'term_near' END AS about) k
      WHERE t.state = 'running' AND t.case_id IS NOT NULL AND t.due_on <= until
        AND NOT EXISTS (SELECT 1 FROM public.notices n WHERE n.origin_id = t.id AND n.kind = k.about)
        AND EXISTS (SELECT 1 FROM public.duo_seats s WHERE s.case_id = t.case_id
          AND s.starts_at <= moment AND (s.ends_at IS NULL OR s.ends_at > moment))
      ORDER BY t.due_on, t.id LIMIT most;
END $$;
COMMENT ON FUNCTION guard.terms_to_tell IS 'for the worker: which terms of cases end by a day or are over and were not told of yet';

CREATE FUNCTION guard.still_works(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN guard.errand() = 'work' AND EXISTS (
    SELECT 1 FROM public.memberships m JOIN public.users u ON u.id = m.user_id
    WHERE m.id = wanted AND u.blocked_at IS NULL
      AND m.starts_at <= guard.moment() AND (m.ends_at IS NULL OR m.ends_at > guard.moment()));
END $$;
COMMENT ON FUNCTION guard.still_works IS 'for the worker: whether a membership holds and its account is open, at the moment of sending';
REVOKE EXECUTE ON FUNCTION guard.called_for, guard.terms_to_tell, guard.still_works FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.called_for, guard.terms_to_tell, guard.still_works TO tandem_app, tandem_owner;
SET ROLE tandem_owner;

ALTER TABLE notices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY told ON notices FOR INSERT TO tandem_app WITH CHECK (guard.errand() = 'work' AND read_at IS NULL);
CREATE POLICY seen ON notices FOR SELECT TO tandem_app
  USING (user_id = (SELECT guard.actor()) AND membership_id = (SELECT guard.membership())
    OR (SELECT guard.errand()) = 'work');
CREATE POLICY read ON notices FOR UPDATE TO tandem_app
  USING (user_id = (SELECT guard.actor()) AND membership_id = (SELECT guard.membership())
    OR (SELECT guard.errand()) = 'work');
CREATE POLICY swept ON notices FOR DELETE TO tandem_app
  USING ((SELECT guard.errand()) = 'work' AND read_at IS NOT NULL);
ALTER TABLE notice_choices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON notice_choices TO tandem_app
  USING (user_id = (SELECT guard.actor()) OR (SELECT guard.errand()) = 'work')
  WITH CHECK (user_id = (SELECT guard.actor()));
ALTER TABLE mail_addresses ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON mail_addresses FOR SELECT TO tandem_app
  USING (guard.actor() IS NULL AND guard.errand() IN ('work', 'accounts'));
CREATE POLICY set_first ON mail_addresses FOR INSERT TO tandem_app
  WITH CHECK (guard.actor() IS NULL AND guard.errand() = 'accounts');
CREATE POLICY set_anew ON mail_addresses FOR UPDATE TO tandem_app
  USING (guard.actor() IS NULL AND guard.errand() = 'accounts');
ALTER TABLE mails ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY worked ON mails TO tandem_app
  USING ((SELECT guard.errand()) = 'work') WITH CHECK ((SELECT guard.errand()) = 'work');
