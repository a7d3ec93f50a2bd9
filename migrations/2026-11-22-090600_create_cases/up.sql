CREATE TABLE cases (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[2-9A-HJ-NP-Z]{6}$'),
  household_id uuid NOT NULL REFERENCES households,
  report_id uuid REFERENCES reports,
  reason text NOT NULL,
  track text CHECK (track IN ('ivh')),
  phase text NOT NULL CHECK (phase IN ('direct', 'stable', 'recovery')),
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  opened_by uuid NOT NULL,
  opened_as uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  FOREIGN KEY (opened_as, opened_by) REFERENCES memberships (id, user_id),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX one_open_case_per_household ON cases (household_id) WHERE state = 'open';
CREATE INDEX cases_household ON cases (household_id);
CREATE UNIQUE INDEX one_case_per_report ON cases (report_id);
CREATE INDEX cases_opened_by ON cases (opened_by, opened_as);
COMMENT ON TABLE cases IS 'one stretch of joint work for a household';
COMMENT ON COLUMN cases.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN cases.code IS 'pseudonymous: what people call it without naming anybody';
COMMENT ON COLUMN cases.household_id IS 'pseudonymous: the household';
COMMENT ON COLUMN cases.report_id IS 'pseudonymous: the report that it was opened from';
COMMENT ON COLUMN cases.reason IS 'personal: why it was opened';
COMMENT ON COLUMN cases.track IS 'pseudonymous: ivh for intensive voluntary help';
COMMENT ON COLUMN cases.phase IS 'pseudonymous: phase of the gefaseerde ketenzorg';
COMMENT ON COLUMN cases.state IS 'pseudonymous: open or closed';
COMMENT ON COLUMN cases.opened_by IS 'pseudonymous: who opened it';
COMMENT ON COLUMN cases.opened_as IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN cases.opened_at IS 'pseudonymous: when';
COMMENT ON COLUMN cases.closed_at IS 'pseudonymous: when it was closed';
COMMENT ON COLUMN cases.version IS 'plain: grows with every change';

-- The holder at any moment is the last row before it: exactly one, by construction.
CREATE TABLE view_holders (
  case_id uuid NOT NULL REFERENCES cases,
  since timestamptz NOT NULL,
  team_id uuid NOT NULL REFERENCES teams,
  reason text NOT NULL,
  recorded_by uuid NOT NULL REFERENCES users,
  PRIMARY KEY (case_id, since)
);
CREATE INDEX view_holders_team ON view_holders (team_id);
CREATE INDEX view_holders_recorded_by ON view_holders (recorded_by);
ALTER TABLE cases ADD CONSTRAINT somebody_holds_the_view_from_the_start
  FOREIGN KEY (id, opened_at) REFERENCES view_holders (case_id, since) DEFERRABLE INITIALLY DEFERRED;
COMMENT ON TABLE view_holders IS 'who holds the view on safety, since when';
COMMENT ON COLUMN view_holders.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN view_holders.since IS 'pseudonymous: from this moment until the next row';
COMMENT ON COLUMN view_holders.team_id IS 'pseudonymous: the team that holds it';
COMMENT ON COLUMN view_holders.reason IS 'pseudonymous: what made it so';
COMMENT ON COLUMN view_holders.recorded_by IS 'pseudonymous: who recorded it';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON view_holders
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE participations (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  team_id uuid NOT NULL REFERENCES teams,
  task text NOT NULL,
  legal_ground text NOT NULL,
  works_for_person_id uuid REFERENCES persons,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz,
  added_by uuid NOT NULL REFERENCES users,
  ended_by uuid REFERENCES users,
  CHECK (ends_at IS NULL OR ends_at >= starts_at),
  CONSTRAINT once_per_team_and_task EXCLUDE USING gist
    -- As text, because a search for the team alone would take this index and read all of it.
    (case_id WITH =, (team_id::text) WITH =, task WITH =, tstzrange(starts_at, ends_at) WITH &&)
);
CREATE INDEX participations_case ON participations (case_id, team_id);
CREATE INDEX participations_team ON participations (team_id, case_id);
CREATE INDEX participations_works_for_person ON participations (works_for_person_id);
CREATE INDEX participations_added_by ON participations (added_by);
CREATE INDEX participations_ended_by ON participations (ended_by);
COMMENT ON TABLE participations IS 'the dated task of a team in a case, with its legal ground';
COMMENT ON COLUMN participations.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN participations.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN participations.team_id IS 'pseudonymous: the team';
COMMENT ON COLUMN participations.task IS 'pseudonymous: what it does in this case';
COMMENT ON COLUMN participations.legal_ground IS 'pseudonymous: the law that allows it';
COMMENT ON COLUMN participations.works_for_person_id IS 'pseudonymous: the one person whom it works for; null for the household as a whole';
COMMENT ON COLUMN participations.starts_at IS 'pseudonymous: from when';
COMMENT ON COLUMN participations.ends_at IS 'pseudonymous: until when';
COMMENT ON COLUMN participations.added_by IS 'pseudonymous: who added it';
COMMENT ON COLUMN participations.ended_by IS 'pseudonymous: who ended it';

CREATE TABLE duo_seats (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  seat smallint NOT NULL CHECK (seat IN (1, 2)),
  kind text NOT NULL CHECK (kind IN ('member', 'cover', 'overlap')),
  user_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz,
  reason text,
  assigned_by uuid NOT NULL REFERENCES users,
  FOREIGN KEY (membership_id, user_id) REFERENCES memberships (id, user_id),
  CHECK (ends_at IS NULL OR ends_at >= starts_at),
  CHECK (kind = 'member' OR ends_at IS NOT NULL),
  CONSTRAINT one_member_per_seat EXCLUDE USING gist
    (case_id WITH =, seat WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (kind = 'member'),
  CONSTRAINT one_seat_per_member EXCLUDE USING gist
    (case_id WITH =, (user_id::text) WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (kind = 'member')
);
CREATE INDEX duo_seats_case ON duo_seats (case_id);
CREATE INDEX duo_seats_user ON duo_seats (user_id, membership_id, case_id);
CREATE INDEX duo_seats_membership ON duo_seats (membership_id, user_id);
CREATE INDEX duo_seats_assigned_by ON duo_seats (assigned_by);
COMMENT ON TABLE duo_seats IS 'the two seats of a duo and who sits in them, from when until when';
COMMENT ON COLUMN duo_seats.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN duo_seats.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN duo_seats.seat IS 'plain: first or second';
COMMENT ON COLUMN duo_seats.kind IS 'pseudonymous: member, cover, or the overlap of who leaves';
COMMENT ON COLUMN duo_seats.user_id IS 'pseudonymous: the professional';
COMMENT ON COLUMN duo_seats.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN duo_seats.starts_at IS 'pseudonymous: from when';
COMMENT ON COLUMN duo_seats.ends_at IS 'pseudonymous: until when';
COMMENT ON COLUMN duo_seats.reason IS 'pseudonymous: why the seat changed hands';
COMMENT ON COLUMN duo_seats.assigned_by IS 'pseudonymous: the supervisor';

GRANT SELECT, INSERT, UPDATE (phase, state, closed_at, version) ON cases TO tandem_app;
GRANT SELECT, INSERT ON view_holders TO tandem_app;
GRANT SELECT, INSERT, UPDATE (ends_at, ended_by) ON participations TO tandem_app;
GRANT SELECT, INSERT, UPDATE (ends_at, reason) ON duo_seats TO tandem_app;
GRANT SELECT ON cases, participations, duo_seats TO tandem_guard;

SET ROLE tandem_guard;
CREATE FUNCTION guard.sees_case(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  -- Asked once here and not once for each row that is looked at.
  acts_as text := guard.role();
  actor uuid := guard.actor();
  membership uuid := guard.membership();
  moment timestamptz := guard.moment();
BEGIN
  IF acts_as IS NULL THEN
    RETURN false;
  END IF;
  IF acts_as IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner') AND EXISTS (
    SELECT 1 FROM public.duo_seats s
    WHERE s.case_id = wanted AND s.user_id = actor AND s.membership_id = membership
      AND s.starts_at <= moment AND (s.ends_at IS NULL OR s.ends_at > moment)) THEN
    RETURN true;
  END IF;
  IF acts_as IN ('team_lead', 'supervisor', 'vt_worker', 'chain_partner') AND EXISTS (
    SELECT 1 FROM public.participations p JOIN public.membership_teams t ON t.team_id = p.team_id
    WHERE p.case_id = wanted AND t.membership_id = membership
      AND p.starts_at <= moment AND (p.ends_at IS NULL OR p.ends_at > moment)) THEN
    RETURN true;
  END IF;
  RETURN acts_as IN ('case_worker', 'safety_expert') AND EXISTS (
    SELECT 1 FROM public.cases c
    WHERE c.id = wanted AND c.opened_as = membership
      AND NOT EXISTS (SELECT 1 FROM public.duo_seats s WHERE s.case_id = c.id));
END $$;
COMMENT ON FUNCTION guard.sees_case IS 'whether the acting membership may see a case; written apart from the policy table of the program';

CREATE FUNCTION guard.sits_in(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  moment timestamptz := guard.moment();
BEGIN
  RETURN coalesce(guard.role() IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner'), false) AND EXISTS (
    SELECT 1 FROM public.duo_seats s
    WHERE s.case_id = wanted AND s.user_id = guard.actor() AND s.membership_id = guard.membership()
      AND s.starts_at <= moment AND (s.ends_at IS NULL OR s.ends_at > moment));
END $$;
COMMENT ON FUNCTION guard.sits_in IS 'whether the acting membership has a seat in the duo of a case';

-- A team that takes part for one person only is on the side of that person, and a chain partner outside the duo knows
-- what its own task needs.
CREATE FUNCTION guard.works_for_all(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  acts_as text := coalesce(guard.role(), '');
  membership uuid := guard.membership();
  moment timestamptz := guard.moment();
BEGIN
  IF guard.sits_in(wanted) THEN
    RETURN true;
  END IF;
  IF acts_as IN ('team_lead', 'supervisor', 'vt_worker') AND EXISTS (
    SELECT 1 FROM public.participations p JOIN public.membership_teams t ON t.team_id = p.team_id
    WHERE p.case_id = wanted AND t.membership_id = membership AND p.works_for_person_id IS NULL
      AND p.starts_at <= moment AND (p.ends_at IS NULL OR p.ends_at > moment)) THEN
    RETURN true;
  END IF;
  RETURN acts_as IN ('case_worker', 'safety_expert') AND EXISTS (
    SELECT 1 FROM public.cases c
    WHERE c.id = wanted AND c.opened_as = membership
      AND NOT EXISTS (SELECT 1 FROM public.duo_seats s WHERE s.case_id = c.id));
END $$;
COMMENT ON FUNCTION guard.works_for_all IS 'whether the acting membership works for the household of a case as a whole';

CREATE FUNCTION guard.arranges(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN coalesce(guard.role() IN ('case_worker', 'safety_expert', 'vt_worker') AND guard.sits_in(wanted)
    OR guard.role() = 'supervisor' AND guard.works_for_all(wanted), false);
END $$;
COMMENT ON FUNCTION guard.arranges IS 'whether the acting membership says which teams take part in a case: its duo and its supervisor';

-- Written apart from the rule of the program. The table of suspicions comes with a later migration.
CREATE FUNCTION guard.hears(wanted uuid, voice uuid, confided boolean) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  membership uuid := guard.membership();
  moment timestamptz := guard.moment();
BEGIN
  IF guard.works_for_all(wanted) THEN
    RETURN true;
  END IF;
  IF NOT guard.sees_case(wanted) THEN
    RETURN false;
  END IF;
  IF voice IS NULL OR EXISTS (
    SELECT 1 FROM public.participations p JOIN public.membership_teams t ON t.team_id = p.team_id
    WHERE p.case_id = wanted AND t.membership_id = membership AND p.works_for_person_id = voice
      AND p.starts_at <= moment AND (p.ends_at IS NULL OR p.ends_at > moment)) THEN
    RETURN true;
  END IF;
  RETURN NOT confided AND NOT EXISTS (
    SELECT 1 FROM public.terror_suspicions x
    WHERE x.case_id = wanted AND x.victim_id = voice AND x.ended_at IS NULL);
END $$;
COMMENT ON FUNCTION guard.hears IS 'whether the acting membership sees a case and may hear in it what somebody said, in confidence or not; a voice of nobody is for all';

-- Who works for the accused may not even see that there is a suspicion, and still the program must keep the voice of the
-- victim from such a person by itself.
CREATE FUNCTION guard.protected_in(wanted uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  victims uuid[] := ARRAY(SELECT DISTINCT x.victim_id FROM public.terror_suspicions x
    WHERE x.case_id = wanted AND x.ended_at IS NULL ORDER BY 1);
BEGIN
  IF victims <> '{}' AND guard.sees_case(wanted) THEN
    RETURN victims;
  END IF;
  RETURN '{}';
END $$;
COMMENT ON FUNCTION guard.protected_in IS 'the victims in the suspicions of intieme terreur that run in a case which the acting membership sees: for the rule of the program, never for a page';

-- Whoever opens a case of which an own team has yet to become part may finish opening it, in the same act only.
CREATE FUNCTION guard.opens_case(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN guard.role() IN ('vt_worker', 'case_worker', 'safety_expert') AND EXISTS (
    SELECT 1 FROM public.cases c
    WHERE c.id = wanted AND c.opened_by = guard.actor() AND c.opened_as = guard.membership()
      AND c.opened_at = guard.moment()
      AND NOT EXISTS (SELECT 1 FROM public.participations p WHERE p.case_id = c.id));
END $$;
COMMENT ON FUNCTION guard.opens_case IS 'whether the acting membership is opening this case right now: nobody takes part in it yet';

CREATE FUNCTION guard.sees_report(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  membership uuid := guard.membership();
BEGIN
  RETURN guard.role() IN ('vt_worker', 'team_lead', 'supervisor') AND EXISTS (
    SELECT 1 FROM public.reports r JOIN public.membership_teams t ON t.team_id = r.team_id
    WHERE r.id = wanted AND t.membership_id = membership);
END $$;
COMMENT ON FUNCTION guard.sees_report IS 'whether the acting membership handles a report';

CREATE FUNCTION guard.works_with(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF guard.role() IS NULL THEN
    RETURN false;
  END IF;
  RETURN EXISTS (SELECT 1 FROM public.cases c WHERE c.household_id = wanted AND guard.sees_case(c.id))
    OR EXISTS (SELECT 1 FROM public.reports r WHERE r.household_id = wanted AND guard.sees_report(r.id));
END $$;
COMMENT ON FUNCTION guard.works_with IS 'whether the acting membership may see a household through a case or a report';

CREATE FUNCTION guard.registers(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.households h WHERE h.id = wanted
    AND h.registered_as = guard.membership() AND h.registered_at > guard.registered_after()
    AND guard.role() IN ('case_worker', 'safety_expert', 'vt_worker')
    AND NOT EXISTS (SELECT 1 FROM public.cases c WHERE c.household_id = h.id)
    AND NOT EXISTS (SELECT 1 FROM public.reports r WHERE r.household_id = h.id));
END $$;
COMMENT ON FUNCTION guard.registers IS 'whether the acting membership registered a household some days ago at most, and nothing came of it yet';

CREATE FUNCTION guard.sees_household(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN guard.works_with(wanted) OR guard.registers(wanted);
END $$;
COMMENT ON FUNCTION guard.sees_household IS 'whether the acting membership may see a household: through a case, a report, or because it has just registered it';

-- A person is seen through the households of now: who left one is no longer for those who work with it. Having
-- registered somebody is no window on where else that person lives.
CREATE FUNCTION guard.sees_person(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.household_members m
      WHERE m.person_id = wanted AND m.left_on IS NULL AND guard.works_with(m.household_id))
    OR EXISTS (SELECT 1 FROM public.household_members m
      WHERE m.person_id = wanted AND m.left_on IS NULL AND guard.registers(m.household_id))
      AND NOT EXISTS (SELECT 1 FROM public.household_members m
        WHERE m.person_id = wanted AND m.left_on IS NULL AND NOT guard.sees_household(m.household_id))
    OR EXISTS (SELECT 1 FROM public.persons p WHERE p.id = wanted AND p.registered_by = guard.actor()
      AND p.registered_at = guard.moment() AND guard.role() IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM public.household_members m WHERE m.person_id = p.id));
END $$;
COMMENT ON FUNCTION guard.sees_person IS 'whether the acting membership may see a person: through a household of now, or because it registers the person in this very act';

CREATE FUNCTION guard.edits_household(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF guard.role() IN ('case_worker', 'safety_expert', 'vt_worker') THEN
    RETURN EXISTS (SELECT 1 FROM public.cases c WHERE c.household_id = wanted AND guard.sees_case(c.id))
      OR EXISTS (SELECT 1 FROM public.reports r
        WHERE r.household_id = wanted AND r.state <> 'closed' AND guard.sees_report(r.id))
      OR guard.registers(wanted);
  END IF;
  RETURN false;
END $$;
COMMENT ON FUNCTION guard.edits_household IS 'whether the acting membership may change a household: through a case, a report that is not closed, or because it has just registered it';

CREATE FUNCTION guard.edits_person(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN guard.sees_person(wanted) AND EXISTS (SELECT 1 FROM public.household_members m
    WHERE m.person_id = wanted AND m.left_on IS NULL AND guard.edits_household(m.household_id));
END $$;
COMMENT ON FUNCTION guard.edits_person IS 'whether the acting membership may change a person: who is seen, through a household of now that it may change';

CREATE FUNCTION guard.begins_for(wanted uuid, through uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF through IS NOT NULL THEN
    RETURN guard.role() = 'vt_worker' AND EXISTS (SELECT 1 FROM public.reports r
      WHERE r.id = through AND r.household_id = wanted AND guard.sees_report(r.id));
  END IF;
  RETURN guard.role() IN ('case_worker', 'safety_expert') AND (guard.registers(wanted)
    OR EXISTS (SELECT 1 FROM public.cases c WHERE c.household_id = wanted
      AND c.opened_as = guard.membership()
      AND NOT EXISTS (SELECT 1 FROM public.duo_seats s WHERE s.case_id = c.id)));
END $$;
COMMENT ON FUNCTION guard.begins_for IS 'whether the acting membership may open a case for a household: from a report, or because it registered it';

-- Hit or no hit on a person in a household outside what the caller may see: no content, only whom to call, and for the
-- audit log who was hit. A shelter is never named, because its name tells where somebody is. Where anybody in the home
-- has a shielded address, the desk of Veilig Thuis is all that is told: it is the same for the whole region.
CREATE FUNCTION guard.recognise(surname text, born date, given text) RETURNS TABLE (team_id uuid, person_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  today date := (guard.moment() AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
  IF guard.role() IS NULL OR guard.role() NOT IN ('case_worker', 'safety_expert', 'vt_worker') THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT DISTINCT found.team, found.person FROM (
      SELECT p.id AS person, CASE
        WHEN p.address_shielded OR EXISTS (SELECT 1 FROM public.household_members o
          JOIN public.persons s ON s.id = o.person_id
          WHERE o.household_id = m.household_id AND o.left_on IS NULL AND s.address_shielded)
        THEN (SELECT t.id FROM public.teams t JOIN public.organisations o ON o.id = t.organisation_id
          WHERE o.kind = 'veilig_thuis' AND t.valid_from <= today AND (t.valid_until IS NULL OR t.valid_until >= today)
          ORDER BY t.key LIMIT 1)
        ELSE coalesce(
          (SELECT pa.team_id FROM public.cases c
            JOIN public.participations pa ON pa.case_id = c.id
            JOIN public.teams t ON t.id = pa.team_id
            JOIN public.organisations o ON o.id = t.organisation_id
            WHERE c.household_id = m.household_id AND c.state = 'open' AND o.kind <> 'shelter'
              AND pa.works_for_person_id IS NULL
              AND pa.starts_at <= guard.moment() AND (pa.ends_at IS NULL OR pa.ends_at > guard.moment())
            ORDER BY pa.starts_at, pa.id LIMIT 1),
          (SELECT r.team_id FROM public.reports r WHERE r.household_id = m.household_id
            ORDER BY r.received_at DESC, r.id LIMIT 1))
        END AS team
      FROM public.persons p JOIN public.household_members m ON m.person_id = p.id
      WHERE p.surname_key = surname AND p.given_key = given AND NOT p.expected
        AND p.born_from <= born AND p.born_until >= born
        AND m.left_on IS NULL AND NOT guard.sees_household(m.household_id)) AS found
    WHERE found.team IS NOT NULL;
END $$;
COMMENT ON FUNCTION guard.recognise IS 'the teams to call about a person who meets three identifying items, and that person for the audit log';

-- What a supervisor weighs before giving a case its duo: counts of work, nothing about any household.
CREATE FUNCTION guard.load_of(professional uuid) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF guard.role() IS DISTINCT FROM 'supervisor' THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT count(DISTINCT s.case_id) FROM public.duo_seats s JOIN public.cases c ON c.id = s.case_id
    WHERE s.user_id = professional AND c.state = 'open'
      AND s.starts_at <= guard.moment() AND (s.ends_at IS NULL OR s.ends_at > guard.moment()));
END $$;
COMMENT ON FUNCTION guard.load_of IS 'in how many open cases somebody has a seat now; null for whoever does not assign duos';

-- Asked at once for all of them, not for each case of a list.
CREATE FUNCTION guard.short_of_duo(after uuid, most bigint) RETURNS TABLE (case_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  moment timestamptz := guard.moment();
BEGIN
  IF guard.role() IS NULL OR guard.role() NOT IN ('team_lead', 'supervisor') THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT c.id FROM public.cases c
      WHERE c.state = 'open' AND c.id > after AND c.id IN (SELECT p.case_id FROM public.participations p
          WHERE p.team_id = ANY (guard.teams()) AND p.works_for_person_id IS NULL
            AND p.starts_at <= moment AND (p.ends_at IS NULL OR p.ends_at > moment))
        AND (SELECT count(*) FROM public.duo_seats s JOIN public.memberships m ON m.id = s.membership_id
          WHERE s.case_id = c.id AND s.kind = 'member'
            AND s.starts_at <= moment AND (s.ends_at IS NULL OR s.ends_at > moment)
            AND (m.ends_at IS NULL OR m.ends_at > moment)) < 2
      ORDER BY c.id LIMIT most;
END $$;
COMMENT ON FUNCTION guard.short_of_duo IS 'the open cases of the teams of the acting lead with fewer than two members in the duo who still work there, oldest first, at most so many';

-- A transaction is about one case, or about a page of a list. What these functions say of it is asked once and kept for the
-- transaction, because the policies would ask it again for each row. Nothing is kept that the functions deny.
CREATE FUNCTION guard.enter_cases(wanted uuid[]) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  moment timestamptz := guard.moment();
  -- guard.sits_in for all at once: whoever has a seat sees the case and works for all.
  seated uuid[] := ARRAY(SELECT DISTINCT s.case_id FROM public.duo_seats s
    WHERE s.case_id = ANY (wanted) AND s.user_id = guard.actor() AND s.membership_id = guard.membership()
      AND s.starts_at <= moment AND (s.ends_at IS NULL OR s.ends_at > moment)
      AND guard.role() IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner'));
  seen uuid[] := seated || ARRAY(SELECT c.id FROM public.cases c
    WHERE c.id = ANY (wanted) AND c.id <> ALL (seated) AND guard.sees_case(c.id));
  for_all uuid[] := seated || ARRAY(SELECT c FROM unnest(seen) c WHERE c <> ALL (seated) AND guard.works_for_all(c));
  households uuid[] := ARRAY(SELECT c.household_id FROM public.cases c WHERE c.id = ANY (seen));
  persons uuid[] := ARRAY(SELECT m.person_id FROM public.household_members m
    WHERE m.household_id = ANY (households) AND m.left_on IS NULL);
BEGIN
  PERFORM set_config('tandem.entered_cases', seen::text, true),
    set_config('tandem.entered_for_all', for_all::text, true),
    set_config('tandem.entered_households', households::text, true),
    set_config('tandem.entered_persons', persons::text, true);
  RETURN cardinality(seen) = cardinality(wanted);
END $$;
COMMENT ON FUNCTION guard.enter_cases IS 'keeps for the transaction what the acting membership sees of these cases; whether it sees them all';

CREATE FUNCTION guard.enter_seats() RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  moment timestamptz := guard.moment();
BEGIN
  RETURN guard.enter_cases(ARRAY(SELECT DISTINCT s.case_id FROM public.duo_seats s
    WHERE s.user_id = guard.actor() AND s.membership_id = guard.membership()
      AND s.starts_at <= moment AND (s.ends_at IS NULL OR s.ends_at > moment)));
END $$;
COMMENT ON FUNCTION guard.enter_seats() IS 'does the same for all cases in which the acting membership has a seat';

CREATE FUNCTION guard.entered_cases() RETURNS uuid[] LANGUAGE sql STABLE
  RETURN coalesce(nullif(current_setting('tandem.entered_cases', true), ''), '{}')::uuid[];
COMMENT ON FUNCTION guard.entered_cases() IS 'of the cases that were entered those that the acting membership sees';

CREATE FUNCTION guard.entered_for_all() RETURNS uuid[] LANGUAGE sql STABLE
  RETURN coalesce(nullif(current_setting('tandem.entered_for_all', true), ''), '{}')::uuid[];
COMMENT ON FUNCTION guard.entered_for_all() IS 'of the cases that were entered those for whose household as a whole the acting membership works';

CREATE FUNCTION guard.entered_households() RETURNS uuid[] LANGUAGE sql STABLE
  RETURN coalesce(nullif(current_setting('tandem.entered_households', true), ''), '{}')::uuid[];
COMMENT ON FUNCTION guard.entered_households() IS 'the households of the cases that were entered and are seen';

CREATE FUNCTION guard.entered_persons() RETURNS uuid[] LANGUAGE sql STABLE
  RETURN coalesce(nullif(current_setting('tandem.entered_persons', true), ''), '{}')::uuid[];
COMMENT ON FUNCTION guard.entered_persons() IS 'who belongs to the households of the cases that were entered and are seen';
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA guard FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA guard TO tandem_app, tandem_owner;
SET ROLE tandem_owner;

ALTER TABLE persons ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON persons FOR SELECT TO tandem_app
  USING (id = ANY ((SELECT guard.entered_persons())::uuid[]) OR guard.sees_person(id));
CREATE POLICY registered ON persons FOR INSERT TO tandem_app
  WITH CHECK (registered_by = guard.actor() AND registered_at = guard.moment()
    AND guard.role() IN ('case_worker', 'safety_expert', 'vt_worker'));
CREATE POLICY changed ON persons FOR UPDATE TO tandem_app
  USING (id = ANY ((SELECT guard.entered_persons())::uuid[]) OR guard.sees_person(id)) WITH CHECK (guard.edits_person(id));
ALTER TABLE households ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON households FOR SELECT TO tandem_app
  USING (id = ANY ((SELECT guard.entered_households())::uuid[]) OR guard.sees_household(id));
CREATE POLICY registered ON households FOR INSERT TO tandem_app
  WITH CHECK (registered_by = guard.actor() AND registered_as = guard.membership() AND registered_at = guard.moment()
    AND guard.role() IN ('case_worker', 'safety_expert', 'vt_worker'));
-- Who may look and locks a household hears that the step is not for looking, not that there is no household.
CREATE POLICY changed ON households FOR UPDATE TO tandem_app
  USING (id = ANY ((SELECT guard.entered_households())::uuid[]) OR guard.sees_household(id))
  WITH CHECK (guard.edits_household(id));
ALTER TABLE household_members ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_household ON household_members FOR SELECT TO tandem_app
  USING (household_id = ANY ((SELECT guard.entered_households())::uuid[]) OR guard.sees_household(household_id));
-- A member makes a person visible to whoever sees the household, so only somebody who is visible already may join.
CREATE POLICY joined ON household_members FOR INSERT TO tandem_app
  WITH CHECK (recorded_by = guard.actor() AND guard.edits_household(household_id) AND guard.sees_person(person_id));
CREATE POLICY left_behind ON household_members FOR UPDATE TO tandem_app
  USING (guard.edits_household(household_id)) WITH CHECK (guard.edits_household(household_id));
ALTER TABLE relationships ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_household ON relationships TO tandem_app
  USING (household_id = ANY ((SELECT guard.entered_households())::uuid[]) OR guard.sees_household(household_id))
  WITH CHECK (guard.edits_household(household_id));

ALTER TABLE reports ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY handled ON reports FOR SELECT TO tandem_app
  USING (team_id = ANY ((SELECT guard.teams())::uuid[]) AND (SELECT guard.role()) IN ('vt_worker', 'team_lead', 'supervisor'));
-- A report makes its household visible to the team, so it may only be about one that is visible already.
CREATE POLICY taken_in ON reports FOR INSERT TO tandem_app
  WITH CHECK (team_id = ANY ((SELECT guard.teams())::uuid[]) AND (SELECT guard.role()) = 'vt_worker'
    AND recorded_by = guard.actor() AND guard.sees_household(household_id));
-- A lead who locks a report hears that the step is not for leads, not that there is no report.
CREATE POLICY moved_on ON reports FOR UPDATE TO tandem_app
  USING (team_id = ANY ((SELECT guard.teams())::uuid[]) AND (SELECT guard.role()) IN ('vt_worker', 'team_lead', 'supervisor'))
  WITH CHECK (team_id = ANY ((SELECT guard.teams())::uuid[]) AND (SELECT guard.role()) = 'vt_worker');
ALTER TABLE report_contents ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY handled ON report_contents FOR SELECT TO tandem_app USING (guard.sees_report(report_id));
CREATE POLICY taken_in ON report_contents FOR INSERT TO tandem_app
  WITH CHECK (guard.sees_report(report_id) AND (SELECT guard.role()) = 'vt_worker');
ALTER TABLE assessments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY handled ON assessments FOR SELECT TO tandem_app USING (guard.sees_report(report_id));
CREATE POLICY decided ON assessments FOR INSERT TO tandem_app
  WITH CHECK (decided_by = guard.actor() AND membership_id = guard.membership()
    AND guard.sees_report(report_id) AND (SELECT guard.role()) = 'vt_worker');
ALTER TABLE advice_requests ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY handled ON advice_requests TO tandem_app
  USING (team_id = ANY ((SELECT guard.teams())::uuid[]) AND (SELECT guard.role()) IN ('vt_worker', 'team_lead', 'supervisor'))
  WITH CHECK (team_id = ANY ((SELECT guard.teams())::uuid[]) AND (SELECT guard.role()) = 'vt_worker');

ALTER TABLE cases ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON cases FOR SELECT TO tandem_app
  USING (id = ANY ((SELECT guard.entered_cases())::uuid[]) OR guard.sees_case(id));
CREATE POLICY opened ON cases FOR INSERT TO tandem_app
  WITH CHECK (opened_by = guard.actor() AND opened_as = guard.membership() AND opened_at = guard.moment()
    AND guard.begins_for(household_id, report_id));
-- Whoever writes in a case locks it first; only who assigns its duo changes the row itself.
CREATE POLICY changed ON cases FOR UPDATE TO tandem_app
  USING (id = ANY ((SELECT guard.entered_cases())::uuid[]) OR guard.sees_case(id))
  WITH CHECK ((SELECT guard.role()) = 'supervisor' AND guard.sees_case(id));
ALTER TABLE view_holders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON view_holders FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_cases())::uuid[]) OR guard.sees_case(case_id));
CREATE POLICY opened ON view_holders FOR INSERT TO tandem_app
  WITH CHECK (recorded_by = guard.actor() AND guard.opens_case(case_id));
ALTER TABLE participations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- The first half decides a list without asking about each case; it never says more than the second half. Who helps one
-- person is a confidence of that person: the name of a shelter tells where somebody is.
CREATE POLICY of_case ON participations FOR SELECT TO tandem_app
  USING ((team_id = ANY ((SELECT guard.teams())::uuid[])
      AND (SELECT guard.role()) IN ('team_lead', 'supervisor', 'vt_worker', 'chain_partner')
      AND starts_at <= (SELECT guard.moment()) AND (ends_at IS NULL OR ends_at > (SELECT guard.moment())))
    OR case_id = ANY ((SELECT guard.entered_for_all())::uuid[])
    OR guard.hears(case_id, works_for_person_id, true));
CREATE POLICY opened ON participations FOR INSERT TO tandem_app
  WITH CHECK (added_by = guard.actor() AND guard.opens_case(case_id));
CREATE POLICY added ON participations FOR INSERT TO tandem_app
  WITH CHECK (added_by = guard.actor() AND guard.arranges(case_id));
CREATE POLICY ended ON participations FOR UPDATE TO tandem_app
  USING (guard.arranges(case_id)) WITH CHECK (guard.arranges(case_id) AND ended_by = guard.actor());
ALTER TABLE duo_seats ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON duo_seats FOR SELECT TO tandem_app
  USING ((user_id = (SELECT guard.actor()) AND membership_id = (SELECT guard.membership())
      AND (SELECT guard.role()) IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner')
      AND starts_at <= (SELECT guard.moment()) AND (ends_at IS NULL OR ends_at > (SELECT guard.moment())))
    OR case_id = ANY ((SELECT guard.entered_cases())::uuid[])
    OR guard.sees_case(case_id));
CREATE POLICY assigned ON duo_seats FOR INSERT TO tandem_app
  WITH CHECK (assigned_by = guard.actor() AND (SELECT guard.role()) = 'supervisor' AND guard.sees_case(case_id));
CREATE POLICY ended ON duo_seats FOR UPDATE TO tandem_app
  USING ((SELECT guard.role()) = 'supervisor' AND guard.sees_case(case_id))
  WITH CHECK ((SELECT guard.role()) = 'supervisor' AND guard.sees_case(case_id));
