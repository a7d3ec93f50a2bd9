-- Handing the view on safety over. The giver holds it until the receiver has accepted; the acceptance and the next holder are
-- written in one transaction, and neither is possible without the other.
CREATE TABLE handovers (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  from_team_id uuid NOT NULL REFERENCES teams,
  to_team_id uuid NOT NULL REFERENCES teams,
  legal_ground text NOT NULL,
  why text NOT NULL,
  monitoring text,
  informed_on date,
  not_informed_reason text,
  meet_on date,
  state text NOT NULL CHECK (state IN ('draft', 'offered', 'accepted', 'refused', 'withdrawn', 'lapsed', 'completed')),
  prepared_by uuid NOT NULL,
  prepared_as uuid NOT NULL,
  prepared_at timestamptz NOT NULL,
  phase text,
  adults smallint CHECK (adults >= 0),
  children smallint CHECK (children >= 0),
  conditions smallint CHECK (conditions >= 0),
  lowest_score smallint CHECK (lowest_score BETWEEN 1 AND 10),
  offered_by uuid,
  offered_as uuid,
  offered_at timestamptz,
  answer_by timestamptz,
  decided_by uuid,
  decided_as uuid,
  decided_at timestamptz,
  accepted_at timestamptz,
  reason text,
  talked_over_on date,
  version bigint NOT NULL DEFAULT 1,
  FOREIGN KEY (prepared_as, prepared_by) REFERENCES memberships (id, user_id),
  FOREIGN KEY (offered_as, offered_by) REFERENCES memberships (id, user_id),
  FOREIGN KEY (decided_as, decided_by) REFERENCES memberships (id, user_id),
  -- Whoever accepts holds the view from that moment on, or nothing is accepted.
  CONSTRAINT an_acceptance_makes_a_holder FOREIGN KEY (case_id, accepted_at) REFERENCES view_holders (case_id, since)
    DEFERRABLE INITIALLY DEFERRED,
  CHECK (from_team_id <> to_team_id),
  CHECK (num_nonnulls(informed_on, not_informed_reason) = 1),
  CHECK (answer_by > offered_at),
  CONSTRAINT an_offer_says_what_and_by_when CHECK (state IN ('draft', 'withdrawn')
    OR num_nulls(offered_by, offered_as, offered_at, answer_by, phase, adults, children, conditions) = 0),
  CONSTRAINT what_ended_says_when CHECK ((state IN ('draft', 'offered')) = (decided_at IS NULL)),
  CONSTRAINT only_the_clock_decides_without_a_name CHECK ((decided_by IS NULL) = (state IN ('draft', 'offered', 'lapsed'))),
  CHECK ((accepted_at IS NOT NULL) = (state IN ('accepted', 'completed'))),
  CHECK (accepted_at = decided_at),
  CONSTRAINT a_refusal_has_a_reason CHECK (state <> 'refused' OR reason IS NOT NULL),
  CONSTRAINT what_is_completed_was_talked_over CHECK (state <> 'completed' OR talked_over_on IS NOT NULL)
);
CREATE UNIQUE INDEX one_open_handover ON handovers (case_id) WHERE state IN ('draft', 'offered');
CREATE INDEX handovers_case ON handovers (case_id, prepared_at DESC);
CREATE INDEX handovers_accepted ON handovers (case_id, accepted_at);
CREATE INDEX handovers_from_team ON handovers (from_team_id);
CREATE INDEX handovers_to_team ON handovers (to_team_id, state, answer_by, id);
CREATE INDEX handovers_over ON handovers (answer_by) WHERE state = 'offered';
CREATE INDEX handovers_prepared_by ON handovers (prepared_as, prepared_by);
CREATE INDEX handovers_offered_by ON handovers (offered_as, offered_by);
CREATE INDEX handovers_decided_by ON handovers (decided_as, decided_by);
COMMENT ON TABLE handovers IS 'handing the view on safety over from one team to another, with what the receiver sees before deciding';
COMMENT ON COLUMN handovers.id IS 'pseudonymous: identifier, random so that it tells no time';
COMMENT ON COLUMN handovers.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN handovers.from_team_id IS 'pseudonymous: the team that holds the view until the acceptance';
COMMENT ON COLUMN handovers.to_team_id IS 'pseudonymous: the team that holds it from the acceptance on';
COMMENT ON COLUMN handovers.legal_ground IS 'pseudonymous: the law under which the receiver takes part';
COMMENT ON COLUMN handovers.why IS 'personal: what is asked and why, without names; the receiver reads it before deciding';
COMMENT ON COLUMN handovers.monitoring IS 'personal: what was agreed on looking again later';
COMMENT ON COLUMN handovers.informed_on IS 'pseudonymous: when the household was told what goes to whom';
COMMENT ON COLUMN handovers.not_informed_reason IS 'personal: why it was not told yet';
COMMENT ON COLUMN handovers.meet_on IS 'pseudonymous: when the two teams meet';
COMMENT ON COLUMN handovers.state IS 'pseudonymous: where it stands';
COMMENT ON COLUMN handovers.prepared_by IS 'pseudonymous: who wrote it';
COMMENT ON COLUMN handovers.prepared_as IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN handovers.prepared_at IS 'pseudonymous: when';
COMMENT ON COLUMN handovers.phase IS 'pseudonymous: for the preview, the phase at the offer';
COMMENT ON COLUMN handovers.adults IS 'pseudonymous: for the preview, how many adults';
COMMENT ON COLUMN handovers.children IS 'pseudonymous: for the preview, how many children';
COMMENT ON COLUMN handovers.conditions IS 'pseudonymous: for the preview, how many safety conditions';
COMMENT ON COLUMN handovers.lowest_score IS 'pseudonymous: for the preview, the lowest of the latest scores';
COMMENT ON COLUMN handovers.offered_by IS 'pseudonymous: who offered it';
COMMENT ON COLUMN handovers.offered_as IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN handovers.offered_at IS 'pseudonymous: when';
COMMENT ON COLUMN handovers.answer_by IS 'pseudonymous: by when the receiver answers';
COMMENT ON COLUMN handovers.decided_by IS 'pseudonymous: who accepted, refused or withdrew it; null when the clock did';
COMMENT ON COLUMN handovers.decided_as IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN handovers.decided_at IS 'pseudonymous: when the offer ended';
COMMENT ON COLUMN handovers.accepted_at IS 'pseudonymous: since when the receiver holds the view by it';
COMMENT ON COLUMN handovers.reason IS 'personal: why it was refused or withdrawn';
COMMENT ON COLUMN handovers.talked_over_on IS 'pseudonymous: the day on which the two teams talked it over';
COMMENT ON COLUMN handovers.version IS 'plain: grows with every change';

CREATE TABLE handover_contents (
  handover_id uuid PRIMARY KEY REFERENCES handovers,
  case_id uuid NOT NULL REFERENCES cases,
  plan_version_id uuid REFERENCES plan_versions,
  assessment_id uuid REFERENCES assessments,
  snapshot jsonb NOT NULL CHECK (jsonb_typeof(snapshot) = 'object'),
  content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32)
);
CREATE INDEX handover_contents_case ON handover_contents (case_id);
CREATE INDEX handover_contents_plan_version ON handover_contents (plan_version_id);
CREATE INDEX handover_contents_assessment ON handover_contents (assessment_id);
COMMENT ON TABLE handover_contents IS 'what goes along with a handover, frozen at the offer; never for the receiver before the acceptance';
COMMENT ON COLUMN handover_contents.handover_id IS 'pseudonymous: the handover';
COMMENT ON COLUMN handover_contents.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN handover_contents.plan_version_id IS 'pseudonymous: the version of the safety plan that held, with its conditions';
COMMENT ON COLUMN handover_contents.assessment_id IS 'pseudonymous: the assessment of the report from which the case was opened';
COMMENT ON COLUMN handover_contents.snapshot IS 'personal: scores and terms as they were shown, and who can be asked';
COMMENT ON COLUMN handover_contents.content_hash IS 'pseudonymous: SHA-256 of all of it';

CREATE TABLE handover_steps (
  handover_id uuid NOT NULL REFERENCES handovers,
  step integer NOT NULL CHECK (step >= 1),
  case_id uuid NOT NULL REFERENCES cases,
  kind text NOT NULL CHECK (kind IN ('prepare', 'offer', 'accept', 'refuse', 'withdraw', 'lapse', 'talk_over', 'complete')),
  side text NOT NULL CHECK (side IN ('giver', 'receiver', 'clock')),
  reason text,
  taken_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (handover_id, step),
  FOREIGN KEY (membership_id, taken_by) REFERENCES memberships (id, user_id)
);
CREATE INDEX handover_steps_case ON handover_steps (case_id, taken_at DESC);
CREATE INDEX handover_steps_taken_by ON handover_steps (membership_id, taken_by);
COMMENT ON TABLE handover_steps IS 'the steps of a handover, one after the other; never changed';
COMMENT ON COLUMN handover_steps.handover_id IS 'pseudonymous: the handover';
COMMENT ON COLUMN handover_steps.step IS 'pseudonymous: counts from 1 within the handover';
COMMENT ON COLUMN handover_steps.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN handover_steps.kind IS 'pseudonymous: what was done';
COMMENT ON COLUMN handover_steps.side IS 'pseudonymous: by the giver, the receiver or the clock';
COMMENT ON COLUMN handover_steps.reason IS 'personal: why';
COMMENT ON COLUMN handover_steps.taken_by IS 'pseudonymous: who; of what the clock did, who had offered it';
COMMENT ON COLUMN handover_steps.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN handover_steps.taken_at IS 'pseudonymous: when';

ALTER TABLE view_holders ADD COLUMN handover_id uuid;
COMMENT ON COLUMN view_holders.handover_id IS 'pseudonymous: the handover that was accepted; null for the first holder';
ALTER TABLE view_holders ADD CONSTRAINT a_handover_makes_one_holder UNIQUE (handover_id);
ALTER TABLE view_holders ADD CONSTRAINT view_holders_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handovers;

-- A handover is a disclosure as well, to a team: it stands in the same register.
ALTER TABLE disclosures ADD COLUMN handover_id uuid UNIQUE REFERENCES handovers;
COMMENT ON COLUMN disclosures.handover_id IS 'pseudonymous: the handover with which it was given';
ALTER TABLE disclosures DROP CONSTRAINT disclosures_reader_check, DROP CONSTRAINT disclosures_sheet_check,
  DROP CONSTRAINT disclosures_ground_check;
ALTER TABLE disclosures ADD CONSTRAINT disclosures_reader_check
    CHECK (reader IN ('duo', 'adult', 'child', 'school', 'police', 'team')),
  ADD CONSTRAINT disclosures_sheet_check CHECK (sheet IN ('plan', 'fridge', 'handover')),
  ADD CONSTRAINT disclosures_ground_check CHECK (ground IN ('concerns_reader', 'consent', 'youth_7_3_11', 'wmo_5_1_1',
    'wmo_5_1_6', 'wmo_5_2_6', 'bw_1_240', 'own_task')),
  ADD CONSTRAINT a_team_gets_a_handover CHECK ((reader = 'team') = (handover_id IS NOT NULL)
    AND (sheet = 'handover') = (handover_id IS NOT NULL)),
  -- A handover may come before the first plan.
  ALTER COLUMN plan_version DROP NOT NULL,
  ADD CONSTRAINT a_paper_is_of_a_version CHECK (plan_version IS NOT NULL OR handover_id IS NOT NULL);
COMMENT ON COLUMN disclosures.plan_version IS 'plain: which version of the plan was given; null when there was none yet at a handover';

ALTER TABLE tasks DROP CONSTRAINT tasks_cause_check;
ALTER TABLE tasks ADD CONSTRAINT tasks_cause_check
  CHECK (cause IN ('round', 'score', 'phase_change', 'incident', 'red_flag', 'term', 'hand', 'handover'));

GRANT SELECT, INSERT, UPDATE (state, phase, adults, children, conditions, lowest_score, offered_by, offered_as, offered_at,
  answer_by, decided_by, decided_as, decided_at, accepted_at, reason, talked_over_on, version) ON handovers TO tandem_app;
GRANT SELECT, INSERT ON handover_contents, handover_steps TO tandem_app;
GRANT SELECT ON handovers, view_holders TO tandem_guard;
GRANT INSERT ON term_steps TO tandem_guard;
-- To lock a row, and for nothing else.
GRANT UPDATE (version) ON cases TO tandem_guard;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON handover_contents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON handover_steps
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

SET ROLE tandem_guard;
CREATE FUNCTION guard.takes_over(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN guard.role() IN ('team_lead', 'supervisor', 'vt_worker') AND EXISTS (
    SELECT 1 FROM public.handovers h
    WHERE h.case_id = wanted AND h.accepted_at = guard.moment() AND h.decided_by = guard.actor()
      AND h.decided_as = guard.membership());
END $$;
COMMENT ON FUNCTION guard.takes_over IS 'whether the acting membership is accepting a handover of this case right now';

CREATE FUNCTION guard.ends_offer(wanted uuid, of_case uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.handovers h
    WHERE h.id = wanted AND h.case_id = of_case AND h.decided_at = guard.moment()
      AND CASE WHEN h.state = 'lapsed' THEN guard.errand() = 'work'
        ELSE h.decided_by = guard.actor() AND h.decided_as = guard.membership() END);
END $$;
COMMENT ON FUNCTION guard.ends_offer IS 'whether the acting membership, or the worker, is ending this offer right now';

-- Whoever changes a case holds its lock, and an answer changes it: who takes part, who sits in the duo, who holds the view. So
-- the answer takes the lock as well, before it may see the case, and in the same order as the giver: the case comes first.
CREATE FUNCTION guard.lock_case_of_offer(wanted uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM public.cases c WHERE c.id = (SELECT h.case_id FROM public.handovers h
      WHERE h.id = wanted AND h.state = 'offered' AND (guard.errand() = 'work' OR h.to_team_id = ANY (guard.teams())
        AND guard.role() IN ('team_lead', 'supervisor', 'vt_worker')))
    FOR NO KEY UPDATE;
  RETURN FOUND;
END $$;
COMMENT ON FUNCTION guard.lock_case_of_offer IS 'locks the case of an offer for who answers it, and for the worker that lets it lapse; tells only whether there is one';

-- Who has yet to answer sees no case, and still the program must know by itself whether the giver holds the view.
CREATE FUNCTION guard.around_offer(wanted uuid) RETURNS TABLE (holder uuid, case_open boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN QUERY SELECT (SELECT v.team_id FROM public.view_holders v WHERE v.case_id = h.case_id ORDER BY v.since DESC LIMIT 1),
      c.state = 'open'
    FROM public.handovers h JOIN public.cases c ON c.id = h.case_id
    WHERE h.id = wanted AND h.state = 'offered' AND h.to_team_id = ANY (guard.teams())
      AND guard.role() IN ('team_lead', 'supervisor', 'vt_worker');
END $$;
COMMENT ON FUNCTION guard.around_offer IS 'for the rule of the program, never for a page: who holds the view on safety in the case of an offer to a team of the acting membership, and whether the case is open';

-- Whoever comes too late sees the handover no longer, and still hears what became of it: one word, and only as addressee.
CREATE FUNCTION guard.became_of_offer(wanted uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF coalesce(guard.role() NOT IN ('team_lead', 'supervisor', 'vt_worker'), true) THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT h.state FROM public.handovers h
    WHERE h.id = wanted AND h.state <> 'draft' AND h.offered_at IS NOT NULL AND h.to_team_id = ANY (guard.teams()));
END $$;
COMMENT ON FUNCTION guard.became_of_offer IS 'in which state a handover is that was offered to a team of the acting membership; nothing else of it';

CREATE FUNCTION guard.can_receive(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  moment timestamptz := guard.moment();
  today date := (moment AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
  RETURN guard.role() IS NOT NULL AND EXISTS (
    SELECT 1 FROM public.teams t JOIN public.organisations o ON o.id = t.organisation_id
      JOIN public.membership_teams b ON b.team_id = t.id JOIN public.memberships m ON m.id = b.membership_id
      JOIN public.users u ON u.id = m.user_id
    WHERE t.id = wanted AND t.valid_from <= today AND (t.valid_until IS NULL OR t.valid_until >= today)
      AND o.valid_from <= today AND (o.valid_until IS NULL OR o.valid_until >= today) AND o.tasks <> '{}'
      AND m.role IN ('team_lead', 'supervisor', 'vt_worker') AND u.blocked_at IS NULL
      AND m.starts_at <= moment AND (m.ends_at IS NULL OR m.ends_at > moment));
END $$;
COMMENT ON FUNCTION guard.can_receive IS 'whether a team takes part in cases now and somebody there may accept a handover';

-- The second net under the steps: what the program may not do by mistake, the table does not take.
CREATE FUNCTION guard.follow_handover() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  holder uuid := (SELECT h.team_id FROM public.view_holders h WHERE h.case_id = NEW.case_id ORDER BY h.since DESC LIMIT 1);
BEGIN
  IF NOT (OLD.state = NEW.state AND NEW.state IN ('draft', 'offered', 'accepted')
      OR OLD.state = 'draft' AND NEW.state IN ('offered', 'withdrawn')
      OR OLD.state = 'offered' AND NEW.state IN ('accepted', 'refused', 'withdrawn', 'lapsed')
      OR OLD.state = 'accepted' AND NEW.state = 'completed') THEN
    RAISE EXCEPTION 'a handover goes on from where it stands'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'a_handover_goes_on_from_where_it_stands';
  END IF;
  IF OLD.state <> NEW.state AND NEW.state IN ('offered', 'accepted') AND (holder IS DISTINCT FROM NEW.from_team_id
      OR NOT EXISTS (SELECT 1 FROM public.cases c WHERE c.id = NEW.case_id AND c.state = 'open')) THEN
    RAISE EXCEPTION 'only who holds the view on safety of an open case hands it over'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'only_the_holder_hands_over';
  END IF;
  IF OLD.state = 'offered' AND (NEW.state = 'accepted' AND NEW.accepted_at >= OLD.answer_by
      OR NEW.state = 'lapsed' AND NEW.decided_at < OLD.answer_by
      OR NEW.state IN ('accepted', 'refused') AND NOT EXISTS (SELECT 1 FROM public.membership_teams t
        WHERE t.membership_id = NEW.decided_as AND t.team_id = NEW.to_team_id)) THEN
    RAISE EXCEPTION 'the receiver answers, within the term'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'the_receiver_answers_within_the_term';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION guard.follow_handover() IS 'lets a handover go on only from where it stands, and only from the holder of an open case';

-- Who answers or withdraws does not always see the term of the case that ends by it.
CREATE FUNCTION guard.end_answer_term() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO public.term_steps (term_id, step, kind, happened_at, taken_by, membership_id, taken_at)
    SELECT t.id, t.steps + 1, CASE WHEN NEW.state IN ('accepted', 'refused') THEN 'met' ELSE 'stopped' END,
        NEW.decided_at, coalesce(NEW.decided_by, NEW.offered_by), coalesce(NEW.decided_as, NEW.offered_as), NEW.decided_at
      FROM public.terms t
      WHERE t.origin_id = NEW.id AND t.kind = 'handover_answer' AND t.state IN ('running', 'suspended');
  RETURN NULL;
END $$;
COMMENT ON FUNCTION guard.end_answer_term() IS 'ends the term for an answer with the offer';

CREATE FUNCTION guard.require_handover() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  latest timestamptz := (SELECT max(h.since) FROM public.view_holders h WHERE h.case_id = NEW.case_id);
BEGIN
  IF latest IS NOT NULL AND (NEW.since < latest OR NOT EXISTS (SELECT 1 FROM public.handovers h
      WHERE h.id = NEW.handover_id AND h.case_id = NEW.case_id AND h.to_team_id = NEW.team_id AND h.accepted_at = NEW.since)) THEN
    RAISE EXCEPTION 'the view on safety moves by a handover that is accepted, and only then'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'a_holder_follows_by_handover';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION guard.require_handover() IS 'lets a next holder follow only by an accepted handover, and never earlier than the last';

-- Whom a handover is for and who comes after them, as guard.called_for does for what waits in a case.
CREATE FUNCTION guard.called_to_handover(about text, wanted uuid, origin uuid)
RETURNS TABLE (code text, rung smallint, user_id uuid, membership_id uuid, mail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
  moment timestamptz := guard.moment();
BEGIN
  IF guard.errand() <> 'work' OR NOT EXISTS (SELECT 1 FROM public.handovers h WHERE h.id = origin AND h.case_id = wanted
      AND CASE about WHEN 'handover_offered' THEN h.state = 'offered' ELSE h.state NOT IN ('draft', 'offered') END) THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH handover AS (SELECT h.* FROM public.handovers h WHERE h.id = origin),
    called AS (
      SELECT CASE WHEN about <> 'handover_offered' THEN NULL WHEN m.role = 'supervisor' THEN 3 ELSE 1 END AS rung, m.id
        FROM handover h JOIN public.membership_teams t ON t.team_id = h.to_team_id
          JOIN public.memberships m ON m.id = t.membership_id AND m.role IN ('team_lead', 'vt_worker', 'supervisor')
      UNION ALL
      SELECT CASE about WHEN 'handover_offered' THEN 2 ELSE 1 END, h.offered_as FROM handover h
      UNION ALL
      SELECT CASE about WHEN 'handover_offered' THEN 4 ELSE 3 END, m.id
        FROM handover h JOIN public.membership_teams t ON t.team_id = h.from_team_id
          JOIN public.memberships m ON m.id = t.membership_id AND m.role IN ('team_lead', 'supervisor'))
    SELECT c.code, min(x.rung)::smallint, m.user_id, m.id, coalesce(min(n.mail), 'daily')
    FROM called x JOIN public.memberships m ON m.id = x.id JOIN public.users u ON u.id = m.user_id
      JOIN public.cases c ON c.id = wanted LEFT JOIN public.notice_choices n ON n.user_id = m.user_id
    WHERE x.rung IS NOT NULL AND m.starts_at <= moment AND (m.ends_at IS NULL OR m.ends_at > moment) AND u.blocked_at IS NULL
    GROUP BY c.code, m.user_id, m.id ORDER BY 2, 3;
END $$;
COMMENT ON FUNCTION guard.called_to_handover IS 'for the worker: whom a handover is for (1), who comes after them (2) and the leads (3, 4), and how each wants mail';

REVOKE EXECUTE ON FUNCTION guard.lock_case_of_offer, guard.takes_over, guard.ends_offer, guard.around_offer, guard.became_of_offer, guard.can_receive, guard.follow_handover,
  guard.end_answer_term, guard.require_handover, guard.called_to_handover FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.lock_case_of_offer, guard.takes_over, guard.ends_offer, guard.around_offer, guard.became_of_offer, guard.can_receive,
  guard.called_to_handover TO tandem_app, tandem_owner;
GRANT EXECUTE ON FUNCTION guard.follow_handover, guard.end_answer_term, guard.require_handover TO tandem_owner;
SET ROLE tandem_owner;
CREATE TRIGGER follow_handover BEFORE UPDATE ON handovers FOR EACH ROW EXECUTE FUNCTION guard.follow_handover();
CREATE TRIGGER end_answer_term AFTER UPDATE ON handovers FOR EACH ROW WHEN (OLD.state = 'offered' AND NEW.state <> 'offered')
  EXECUTE FUNCTION guard.end_answer_term();
CREATE TRIGGER require_handover BEFORE INSERT ON view_holders FOR EACH ROW EXECUTE FUNCTION guard.require_handover();

ALTER TABLE handovers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON handovers FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
-- The receiver sees an offer while it lives, and the one that it is answering right now.
CREATE POLICY offered ON handovers FOR SELECT TO tandem_app
  USING (to_team_id = ANY ((SELECT guard.teams())::uuid[]) AND (SELECT guard.role()) IN ('team_lead', 'supervisor', 'vt_worker')
    AND (state = 'offered' OR decided_at = (SELECT guard.moment()) AND decided_by = (SELECT guard.actor())));
CREATE POLICY worked ON handovers FOR SELECT TO tandem_app
  USING ((SELECT guard.errand()) = 'work' AND (state = 'offered' OR state = 'lapsed' AND decided_at = (SELECT guard.moment())));
CREATE POLICY prepared ON handovers FOR INSERT TO tandem_app
  WITH CHECK (guard.works_for_all(case_id) AND state = 'draft' AND prepared_by = guard.actor()
    AND prepared_as = guard.membership() AND prepared_at = guard.moment() AND from_team_id = ANY ((SELECT guard.teams())::uuid[])
    AND (SELECT guard.role()) IN ('case_worker', 'safety_expert', 'vt_worker', 'supervisor'));
CREATE POLICY kept ON handovers FOR UPDATE TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id))
  WITH CHECK (guard.works_for_all(case_id) AND state IN ('draft', 'offered', 'withdrawn', 'accepted', 'completed')
    AND (decided_at IS DISTINCT FROM guard.moment() OR state = 'withdrawn'));
CREATE POLICY answered ON handovers FOR UPDATE TO tandem_app
  USING (to_team_id = ANY ((SELECT guard.teams())::uuid[]) AND (SELECT guard.role()) IN ('team_lead', 'supervisor', 'vt_worker')
    AND state = 'offered')
  WITH CHECK (to_team_id = ANY ((SELECT guard.teams())::uuid[]) AND state IN ('accepted', 'refused')
    AND decided_by = guard.actor() AND decided_as = guard.membership() AND decided_at = guard.moment());
CREATE POLICY lapsed ON handovers FOR UPDATE TO tandem_app
  USING ((SELECT guard.errand()) = 'work' AND state = 'offered')
  WITH CHECK ((SELECT guard.errand()) = 'work' AND state = 'lapsed' AND decided_at = guard.moment());

ALTER TABLE handover_contents ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON handover_contents FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
CREATE POLICY frozen ON handover_contents FOR INSERT TO tandem_app
  WITH CHECK (guard.works_for_all(case_id) AND (SELECT guard.role()) IN ('case_worker', 'safety_expert', 'vt_worker', 'supervisor'));
ALTER TABLE handover_steps ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON handover_steps FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
CREATE POLICY kept ON handover_steps FOR INSERT TO tandem_app
  WITH CHECK (guard.works_for_all(case_id) AND taken_by = guard.actor() AND membership_id = guard.membership()
    AND taken_at = guard.moment() AND side <> 'clock');
CREATE POLICY ended ON handover_steps FOR INSERT TO tandem_app
  WITH CHECK (guard.ends_offer(handover_id, case_id) AND taken_at = guard.moment()
    AND (side = 'clock') = (kind = 'lapse') AND (side = 'clock' OR taken_by = guard.actor() AND membership_id = guard.membership()));

-- What the acceptance does to the case, in its own transaction.
CREATE POLICY taken_over ON view_holders FOR INSERT TO tandem_app
  WITH CHECK (recorded_by = guard.actor() AND guard.takes_over(case_id) AND team_id = ANY ((SELECT guard.teams())::uuid[]));
CREATE POLICY taken_over ON participations FOR INSERT TO tandem_app
  WITH CHECK (added_by = guard.actor() AND guard.takes_over(case_id) AND team_id = ANY ((SELECT guard.teams())::uuid[]));
CREATE POLICY left_over ON participations FOR UPDATE TO tandem_app
  USING (guard.takes_over(case_id)) WITH CHECK (guard.takes_over(case_id) AND ended_by = guard.actor());
CREATE POLICY left_over ON duo_seats FOR UPDATE TO tandem_app
  USING (guard.takes_over(case_id)) WITH CHECK (guard.takes_over(case_id) AND ends_at = guard.moment());
CREATE POLICY taken_over ON terms FOR INSERT TO tandem_app
  WITH CHECK (guard.takes_over(case_id) AND recorded_by = guard.actor() AND membership_id = guard.membership()
    AND recorded_at = guard.moment() AND state = 'running' AND steps = 0);
CREATE POLICY with_handover ON disclosures FOR INSERT TO tandem_app
  WITH CHECK (guard.takes_over(case_id) AND handover_id IS NOT NULL AND given_at = guard.moment());
-- A refusal, and silence, wake the giver.
CREATE POLICY after_offer ON tasks FOR INSERT TO tandem_app
  WITH CHECK (cause = 'handover' AND guard.ends_offer(origin_id, case_id) AND opened_at = guard.moment());
-- Who notes the meeting ends the task for it, also where the lead ends no other.
CREATE POLICY talked_over ON task_completions FOR INSERT TO tandem_app
  WITH CHECK (guard.works_for_all(case_id) AND (SELECT guard.role()) = 'team_lead' AND done_by = guard.actor()
    AND membership_id = guard.membership() AND done_at = guard.moment() AND EXISTS (
      SELECT 1 FROM tasks t JOIN handovers h ON h.id = t.origin_id
      WHERE t.id = task_id AND t.kind = 'handover_meeting' AND h.talked_over_on IS NOT NULL OFFSET 0));

ALTER VIEW case_timeline RENAME TO case_events;
CREATE VIEW case_timeline WITH (security_invoker = true) AS
  SELECT e.case_id, e.at, e.kind, e.id, e.by_user_id, e.detail, e.only_for FROM case_events e
  UNION ALL
  SELECT s.case_id, s.taken_at, 'handover', md5('step ' || s.step || ' ' || h.id)::uuid, s.taken_by,
      jsonb_build_object('code', s.kind, 'person', NULL, 'text', concat_ws(': ', t.name, s.reason)), '{}'
    FROM handover_steps s JOIN handovers h ON h.id = s.handover_id JOIN teams t ON t.id = h.to_team_id
    WHERE s.kind <> 'prepare';
COMMENT ON VIEW case_events IS 'everything in a case but its handovers';
COMMENT ON VIEW case_timeline IS 'everything in a case, for the one list that shows it all';
GRANT SELECT ON case_timeline TO tandem_app;
