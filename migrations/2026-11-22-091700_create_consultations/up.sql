-- A local team asks; somebody of Blijvend Veilig, or a social psychiatric nurse, answers. Where a consultation stands is
-- apart from what is said in it, so that who may take it up sees only that it waits.
CREATE TABLE consultations (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[2-9A-HJ-NP-Z]{6}$'),
  team_id uuid NOT NULL REFERENCES teams,
  area_id uuid NOT NULL REFERENCES areas,
  case_id uuid REFERENCES cases,
  expertise text NOT NULL CHECK (expertise IN ('partner_violence', 'intimate_terror', 'child_abuse', 'elder_abuse',
    'complex_divorce', 'honour_violence', 'mental_health', 'other')),
  urgency text NOT NULL CHECK (urgency IN ('today', 'soon', 'later')),
  state text NOT NULL CHECK (state IN ('asked', 'claimed', 'answered', 'ended')),
  asked_by uuid NOT NULL,
  asked_as uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  adviser_id uuid,
  adviser_as uuid,
  waits_since timestamptz NOT NULL,
  defined_from date NOT NULL,
  due_on date NOT NULL,
  due_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('advice', 'thinking_along', 'duo', 'report', 'withdrawn')),
  ended_at timestamptz,
  facts_version integer NOT NULL DEFAULT 0 CHECK (facts_version >= 0),
  entries integer NOT NULL DEFAULT 0 CHECK (entries >= 0),
  version bigint NOT NULL DEFAULT 1,
  FOREIGN KEY (asked_as, asked_by) REFERENCES memberships (id, user_id),
  FOREIGN KEY (adviser_as, adviser_id) REFERENCES memberships (id, user_id),
  CONSTRAINT an_adviser_is_somebody_for_a_membership CHECK ((adviser_id IS NULL) = (adviser_as IS NULL)),
  CONSTRAINT what_is_in_hand_has_an_adviser CHECK (state NOT IN ('claimed', 'answered') OR adviser_id IS NOT NULL),
  CONSTRAINT what_waits_for_nobody_has_none CHECK (state <> 'asked' OR adviser_id IS NULL),
  CONSTRAINT an_end_has_an_outcome CHECK ((state = 'ended') = (ended_at IS NOT NULL AND outcome IS NOT NULL)
    AND (ended_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT facts_are_of_a_case CHECK (case_id IS NOT NULL OR facts_version = 0)
);
CREATE INDEX consultations_team ON consultations (team_id);
CREATE INDEX consultations_case ON consultations (case_id);
-- What somebody asked, and what somebody advises on, the latest first; and what waits where somebody works.
CREATE INDEX consultations_asked ON consultations (asked_as, asked_by, asked_at DESC);
CREATE INDEX consultations_adviser ON consultations (adviser_as, adviser_id, asked_at DESC);
CREATE INDEX consultations_area ON consultations (area_id, waits_since) WHERE state <> 'ended';
CREATE INDEX consultations_area_all ON consultations (area_id);
COMMENT ON TABLE consultations IS 'questions of local teams to those who advise: where each stands, not what was said';
COMMENT ON COLUMN consultations.id IS 'pseudonymous: identifier, random so that it tells no time';
COMMENT ON COLUMN consultations.code IS 'pseudonymous: what people call it without naming anybody';
COMMENT ON COLUMN consultations.team_id IS 'pseudonymous: the local team that asks';
COMMENT ON COLUMN consultations.area_id IS 'pseudonymous: where it is';
COMMENT ON COLUMN consultations.case_id IS 'pseudonymous: the case that it is about; null when it is about nobody by name';
COMMENT ON COLUMN consultations.expertise IS 'pseudonymous: on what knowledge is asked for';
COMMENT ON COLUMN consultations.urgency IS 'pseudonymous: how soon an answer is needed';
COMMENT ON COLUMN consultations.state IS 'pseudonymous: asked, in hand, answered or ended';
COMMENT ON COLUMN consultations.asked_by IS 'pseudonymous: who asks';
COMMENT ON COLUMN consultations.asked_as IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN consultations.asked_at IS 'pseudonymous: when';
COMMENT ON COLUMN consultations.adviser_id IS 'pseudonymous: who advises, or advised';
COMMENT ON COLUMN consultations.adviser_as IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN consultations.waits_since IS 'pseudonymous: since when the last question waits for an answer';
COMMENT ON COLUMN consultations.defined_from IS 'plain: the first day of the definition of the term by which it is due';
COMMENT ON COLUMN consultations.due_on IS 'pseudonymous: the last day on which an answer is in time';
COMMENT ON COLUMN consultations.due_at IS 'pseudonymous: the first moment at which it is too late';
COMMENT ON COLUMN consultations.outcome IS 'pseudonymous: what it came to';
COMMENT ON COLUMN consultations.ended_at IS 'pseudonymous: when it ended';
COMMENT ON COLUMN consultations.facts_version IS 'plain: how often facts were frozen for it; 0 for none';
COMMENT ON COLUMN consultations.entries IS 'plain: how much happened in it so far';
COMMENT ON COLUMN consultations.version IS 'plain: grows with every change';

CREATE TABLE consultation_facts (
  consultation_id uuid NOT NULL REFERENCES consultations,
  version integer NOT NULL CHECK (version > 0),
  facts jsonb NOT NULL,
  persons uuid[] NOT NULL,
  legal_ground text NOT NULL CHECK (legal_ground IN ('youth_7_3_11', 'wmo_5_1_1', 'consent')),
  frozen_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  frozen_at timestamptz NOT NULL,
  PRIMARY KEY (consultation_id, version),
  FOREIGN KEY (membership_id, frozen_by) REFERENCES memberships (id, user_id)
);
CREATE INDEX consultation_facts_frozen_by ON consultation_facts (membership_id, frozen_by);
COMMENT ON TABLE consultation_facts IS 'what of a case was shown with a question, as it stood then: only what was chosen';
COMMENT ON COLUMN consultation_facts.consultation_id IS 'pseudonymous: the consultation';
COMMENT ON COLUMN consultation_facts.version IS 'plain: from 1; advice is bound to one';
COMMENT ON COLUMN consultation_facts.facts IS 'personal: the chosen facts';
COMMENT ON COLUMN consultation_facts.persons IS 'pseudonymous: of whom they tell something';
COMMENT ON COLUMN consultation_facts.legal_ground IS 'pseudonymous: the law that allows asking about the case';
COMMENT ON COLUMN consultation_facts.frozen_by IS 'pseudonymous: who chose them';
COMMENT ON COLUMN consultation_facts.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN consultation_facts.frozen_at IS 'pseudonymous: when they stood like this';

CREATE TABLE consultation_entries (
  id uuid NOT NULL UNIQUE,
  consultation_id uuid NOT NULL REFERENCES consultations,
  number integer NOT NULL CHECK (number > 0),
  kind text NOT NULL CHECK (kind IN ('question', 'claimed', 'assigned', 'advice', 'follow_up', 'ended')),
  told text,
  facts_version integer NOT NULL CHECK (facts_version >= 0),
  made_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (consultation_id, number),
  FOREIGN KEY (membership_id, made_by) REFERENCES memberships (id, user_id),
  CONSTRAINT these_entries_have_words CHECK (kind = 'claimed' OR told IS NOT NULL)
);
CREATE INDEX consultation_entries_made_by ON consultation_entries (membership_id, made_by);
COMMENT ON TABLE consultation_entries IS 'what happened in a consultation and what was said in it, in order';
COMMENT ON COLUMN consultation_entries.id IS 'pseudonymous: identifier, by which people are told of it';
COMMENT ON COLUMN consultation_entries.consultation_id IS 'pseudonymous: the consultation';
COMMENT ON COLUMN consultation_entries.number IS 'pseudonymous: place in it, from 1';
COMMENT ON COLUMN consultation_entries.kind IS 'pseudonymous: question, taken up, given to somebody, advice, further question, end';
COMMENT ON COLUMN consultation_entries.told IS 'personal: the words';
COMMENT ON COLUMN consultation_entries.facts_version IS 'plain: the facts as they stood for it; 0 for none';
COMMENT ON COLUMN consultation_entries.made_by IS 'pseudonymous: by whom';
COMMENT ON COLUMN consultation_entries.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN consultation_entries.made_at IS 'pseudonymous: when';

-- Who advises sees no case, so a notice is about the one or the other.
ALTER TABLE notices ALTER COLUMN case_id DROP NOT NULL;
ALTER TABLE notices ADD COLUMN consultation_id uuid REFERENCES consultations;
ALTER TABLE notices ADD CONSTRAINT a_notice_is_about_a_case_or_a_consultation
  CHECK (num_nonnulls(case_id, consultation_id) = 1);
CREATE INDEX notices_consultation ON notices (consultation_id);
COMMENT ON COLUMN notices.consultation_id IS 'pseudonymous: the consultation, for a notice about one';

GRANT SELECT, INSERT, UPDATE (state, adviser_id, adviser_as, waits_since, defined_from, due_on, due_at, outcome, ended_at,
  facts_version, entries, version) ON consultations TO tandem_app;
GRANT SELECT, INSERT ON consultation_facts, consultation_entries TO tandem_app;
GRANT SELECT (id, code, state, area_id, expertise, asked_by, asked_as, adviser_id, adviser_as, case_id, outcome, entries)
  ON consultations TO tandem_guard;
GRANT SELECT (id, consultation_id, number, membership_id) ON consultation_entries TO tandem_guard;
-- On what colleagues may ask somebody: nothing of a household.
GRANT SELECT (expertise) ON users TO tandem_guard;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consultation_facts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consultation_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

SET ROLE tandem_guard;
CREATE FUNCTION guard.organisation_kind() RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN (SELECT o.kind FROM public.organisations o WHERE o.id = guard.organisation());
END $$;
COMMENT ON FUNCTION guard.organisation_kind() IS 'the kind of organisation on whose behalf is acted, null when the membership has ended';

-- A team for a whole municipality works in its districts as well.
CREATE FUNCTION guard.worked_areas() RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN ARRAY(SELECT DISTINCT a.id FROM public.team_areas w
    JOIN public.areas a ON a.id = w.area_id OR a.parent_id = w.area_id WHERE w.team_id = ANY (guard.teams()));
END $$;
COMMENT ON FUNCTION guard.worked_areas() IS 'where the teams of the acting membership work';

CREATE FUNCTION guard.advised_areas() RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $$
BEGIN
  IF coalesce(guard.role() NOT IN ('safety_expert', 'chain_partner', 'supervisor'), true)
    OR coalesce(guard.organisation_kind() NOT IN ('blijvend_veilig', 'mental_health'), true) THEN
    RETURN '{}';
  END IF;
  RETURN guard.worked_areas();
END $$;
COMMENT ON FUNCTION guard.advised_areas() IS 'where the teams of the acting membership may advise, for who advises or divides that work';

-- Whoever advises keeps it until who divides the work gives it to another, and what ended stays as it is.
CREATE FUNCTION guard.keep_consultation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF OLD.state = 'ended' OR (OLD.adviser_as IS NOT NULL AND NEW.adviser_as IS DISTINCT FROM OLD.adviser_as
      AND guard.role() IS DISTINCT FROM 'supervisor') THEN
    RAISE EXCEPTION 'a consultation stays with its adviser and with its end'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'a_consultation_stays';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION guard.keep_consultation() IS 'refuses to take a consultation from its adviser, and to change one that ended';

-- Whom the last step in a consultation is for, nobody when another came after it. The worker reads none of it; this tells it
-- a code and identifiers of professionals.
CREATE FUNCTION guard.called_in_consultation(about text, wanted uuid, entry uuid)
RETURNS TABLE (code text, user_id uuid, membership_id uuid, mail text, expertise text, subjects text[], consultations bigint, cases bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
  moment timestamptz := guard.moment();
BEGIN
  IF guard.errand() <> 'work' THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH step AS (
      SELECT c.code, c.state, c.area_id, c.expertise AS wanted, c.asked_as, c.adviser_as, e.membership_id AS made_as
        FROM public.consultations c JOIN public.consultation_entries e ON e.consultation_id = c.id AND e.number = c.entries
        WHERE c.id = wanted AND e.id = entry),
    called AS (
      SELECT s.asked_as AS membership_id FROM step s
        WHERE (about = 'consultation_answered' AND s.state = 'answered')
          OR (about = 'consultation_ended' AND s.state = 'ended' AND s.made_as <> s.asked_as)
      UNION ALL
      SELECT s.adviser_as FROM step s
        WHERE (about = 'consultation_turn' AND s.state = 'claimed')
          OR (about = 'consultation_ended' AND s.state = 'ended' AND s.made_as <> s.adviser_as)
      UNION ALL
      SELECT b.membership_id FROM step s JOIN public.areas a ON a.id = s.area_id
        JOIN public.team_areas w ON w.area_id IN (a.id, a.parent_id)
        JOIN public.teams t ON t.id = w.team_id JOIN public.organisations o ON o.id = t.organisation_id
        JOIN public.membership_teams b ON b.team_id = t.id
        JOIN public.memberships r ON r.id = b.membership_id AND r.role IN ('safety_expert', 'chain_partner')
        WHERE about IN ('consultation_waits', 'consultation_fits') AND s.state = 'asked'
          AND (o.kind = 'blijvend_veilig' OR (o.kind = 'mental_health' AND s.wanted = 'mental_health'))
          AND (about = 'consultation_waits' OR NOT EXISTS (SELECT 1 FROM public.absences x
            WHERE x.membership_id = b.membership_id AND x.starts_at <= moment AND x.ends_at > moment)))
    SELECT s.code, m.user_id, m.id, coalesce(n.mail, 'daily'), s.wanted, u.expertise,
        (SELECT count(*) FROM public.consultations h WHERE h.adviser_as = m.id AND h.state = 'claimed'),
        (SELECT count(DISTINCT d.case_id) FROM public.duo_seats d JOIN public.cases k ON k.id = d.case_id AND k.state = 'open'
          WHERE d.user_id = m.user_id AND d.membership_id = m.id AND d.starts_at <= moment
            AND (d.ends_at IS NULL OR d.ends_at > moment))
      FROM step s, public.memberships m JOIN public.users u ON u.id = m.user_id
        LEFT JOIN public.notice_choices n ON n.user_id = m.user_id
      WHERE m.id IN (SELECT c.membership_id FROM called c)
        AND m.starts_at <= moment AND (m.ends_at IS NULL OR m.ends_at > moment) AND u.blocked_at IS NULL
      ORDER BY 3;
END $$;
COMMENT ON FUNCTION guard.called_in_consultation IS 'for the worker: whom the last step in a consultation is for, what each knows of and has in hand, and how each wants mail';

-- Who advised no longer sees the consultation, and whoever gives the case its duo never did.
CREATE FUNCTION guard.proposed_for_duo(wanted uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF guard.role() IS DISTINCT FROM 'supervisor' OR NOT guard.works_for_all(wanted) THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(SELECT DISTINCT c.adviser_as FROM public.consultations c
    WHERE c.case_id = wanted AND c.outcome = 'duo' AND c.adviser_as IS NOT NULL ORDER BY 1);
END $$;
COMMENT ON FUNCTION guard.proposed_for_duo IS 'for who assigns the duo of a case: whose advice in a consultation about it came to a duo';

REVOKE EXECUTE ON FUNCTION guard.organisation_kind(), guard.worked_areas(), guard.advised_areas(), guard.proposed_for_duo(uuid),
  guard.keep_consultation(),
  guard.called_in_consultation(text, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.organisation_kind(), guard.worked_areas(), guard.advised_areas(), guard.proposed_for_duo(uuid),
  guard.called_in_consultation(text, uuid, uuid) TO tandem_app, tandem_owner;
GRANT EXECUTE ON FUNCTION guard.keep_consultation() TO tandem_owner;
SET ROLE tandem_owner;
CREATE TRIGGER keep_consultation BEFORE UPDATE ON consultations FOR EACH ROW EXECUTE FUNCTION guard.keep_consultation();

ALTER TABLE consultations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- Who asked about a case and no longer works there has no part in the question either. Who advised goes on seeing that
-- there was one. A social psychiatric nurse is asked about mental health and nothing else.
CREATE POLICY seen ON consultations FOR SELECT TO tandem_app
  USING ((asked_as = (SELECT guard.membership()) AND asked_by = (SELECT guard.actor())
      AND (SELECT guard.role()) IN ('case_worker', 'team_lead')
      AND (case_id IS NULL OR case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id)))
    OR (adviser_as = (SELECT guard.membership()) AND adviser_id = (SELECT guard.actor())
      AND (SELECT guard.role()) IN ('safety_expert', 'chain_partner'))
    OR (state <> 'ended' AND area_id = ANY ((SELECT guard.advised_areas())::uuid[])
      AND ((SELECT guard.organisation_kind()) = 'blijvend_veilig' OR expertise = 'mental_health'))
    -- What came to a report is for Veilig Thuis where it is.
    OR (state = 'ended' AND outcome = 'report' AND (SELECT guard.role()) = 'vt_worker'
      AND (SELECT guard.organisation_kind()) = 'veilig_thuis' AND area_id = ANY ((SELECT guard.worked_areas())::uuid[])));
CREATE POLICY asked ON consultations FOR INSERT TO tandem_app
  WITH CHECK (asked_by = (SELECT guard.actor()) AND asked_as = (SELECT guard.membership()) AND asked_at = (SELECT guard.moment())
    AND state = 'asked' AND team_id = ANY ((SELECT guard.teams())::uuid[])
    AND (SELECT guard.role()) IN ('case_worker', 'team_lead')
    AND (SELECT guard.organisation_kind()) IN ('local_team_youth', 'local_team_adults', 'local_team_social')
    AND (case_id IS NULL OR guard.works_for_all(case_id)));
-- Whoever sees one may lock it; only who asked, who advises from now on, and who divides the work changes it.
CREATE POLICY moved_on ON consultations FOR UPDATE TO tandem_app
  USING ((SELECT guard.role()) IN ('case_worker', 'team_lead', 'safety_expert', 'chain_partner', 'supervisor'))
  WITH CHECK ((asked_as = (SELECT guard.membership()) AND asked_by = (SELECT guard.actor()))
    OR (adviser_as = (SELECT guard.membership()) AND adviser_id = (SELECT guard.actor()))
    OR ((SELECT guard.role()) = 'supervisor' AND state <> 'ended'));

-- What was said is for both sides, and for the adviser until it ends.
ALTER TABLE consultation_entries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_both_sides ON consultation_entries FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM consultations c WHERE c.id = consultation_id
    AND ((c.asked_as = (SELECT guard.membership()) AND c.asked_by = (SELECT guard.actor())
        AND (SELECT guard.role()) IN ('case_worker', 'team_lead'))
      OR (c.state <> 'ended' AND c.adviser_as = (SELECT guard.membership()) AND c.adviser_id = (SELECT guard.actor())
        AND (SELECT guard.role()) IN ('safety_expert', 'chain_partner'))
      OR (c.state = 'ended' AND c.outcome = 'report' AND (SELECT guard.role()) = 'vt_worker'
        AND (SELECT guard.organisation_kind()) = 'veilig_thuis')) OFFSET 0));
CREATE POLICY added ON consultation_entries FOR INSERT TO tandem_app
  WITH CHECK (made_by = (SELECT guard.actor()) AND membership_id = (SELECT guard.membership())
    AND made_at = (SELECT guard.moment())
    AND EXISTS (SELECT 1 FROM consultations c WHERE c.id = consultation_id
      AND CASE kind WHEN 'assigned' THEN (SELECT guard.role()) = 'supervisor'
        WHEN 'ended' THEN guard.membership() IN (c.asked_as, c.adviser_as)
        WHEN 'question' THEN c.asked_as = guard.membership() WHEN 'follow_up' THEN c.asked_as = guard.membership()
        ELSE c.adviser_as = guard.membership() END OFFSET 0));
ALTER TABLE consultation_facts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_both_sides ON consultation_facts FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM consultations c WHERE c.id = consultation_id
    AND ((c.asked_as = (SELECT guard.membership()) AND c.asked_by = (SELECT guard.actor())
        AND (SELECT guard.role()) IN ('case_worker', 'team_lead'))
      OR (c.state <> 'ended' AND c.adviser_as = (SELECT guard.membership()) AND c.adviser_id = (SELECT guard.actor())
        AND (SELECT guard.role()) IN ('safety_expert', 'chain_partner'))
      OR (c.state = 'ended' AND c.outcome = 'report' AND (SELECT guard.role()) = 'vt_worker'
        AND (SELECT guard.organisation_kind()) = 'veilig_thuis')) OFFSET 0));
CREATE POLICY frozen ON consultation_facts FOR INSERT TO tandem_app
  WITH CHECK (frozen_by = (SELECT guard.actor()) AND membership_id = (SELECT guard.membership())
    AND frozen_at = (SELECT guard.moment())
    AND EXISTS (SELECT 1 FROM consultations c WHERE c.id = consultation_id AND c.asked_as = guard.membership() OFFSET 0));
