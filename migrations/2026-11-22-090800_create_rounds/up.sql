CREATE TABLE scoring_rounds (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  phase text NOT NULL,
  scale_version integer NOT NULL,
  waiting smallint NOT NULL CHECK (waiting >= 0),
  opened_by uuid NOT NULL,
  opened_as uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by uuid,
  closed_as uuid,
  closed_how text CHECK (closed_how IN ('all_answered', 'closed_early')),
  closing_reason text,
  version bigint NOT NULL DEFAULT 1,
  UNIQUE (id, case_id),
  FOREIGN KEY (opened_as, opened_by) REFERENCES memberships (id, user_id),
  FOREIGN KEY (closed_as, closed_by) REFERENCES memberships (id, user_id),
  CONSTRAINT closed_as_a_whole CHECK (num_nulls(closed_at, closed_by, closed_as, closed_how) IN (0, 4)),
  CONSTRAINT closes_with_the_last_answer CHECK ((waiting = 0) = (closed_how IS NOT DISTINCT FROM 'all_answered')),
  CHECK ((closed_how IS NOT DISTINCT FROM 'closed_early') = (closing_reason IS NOT NULL))
);
CREATE UNIQUE INDEX one_open_round ON scoring_rounds (case_id) WHERE closed_at IS NULL;
CREATE INDEX scoring_rounds_case ON scoring_rounds (case_id, opened_at DESC);
CREATE INDEX scoring_rounds_opened_by ON scoring_rounds (opened_as, opened_by);
CREATE INDEX scoring_rounds_closed_by ON scoring_rounds (closed_as, closed_by);
COMMENT ON TABLE scoring_rounds IS 'everybody involved in a case is asked for a score at once; blind until all have answered or it is closed';
COMMENT ON COLUMN scoring_rounds.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN scoring_rounds.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN scoring_rounds.phase IS 'pseudonymous: phase of the case when it was opened';
COMMENT ON COLUMN scoring_rounds.scale_version IS 'plain: version of the scale';
COMMENT ON COLUMN scoring_rounds.waiting IS 'plain: how many have yet to answer';
COMMENT ON COLUMN scoring_rounds.opened_by IS 'pseudonymous: the member of the duo who opened it';
COMMENT ON COLUMN scoring_rounds.opened_as IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN scoring_rounds.opened_at IS 'pseudonymous: when';
COMMENT ON COLUMN scoring_rounds.closed_at IS 'pseudonymous: when it was closed';
COMMENT ON COLUMN scoring_rounds.closed_by IS 'pseudonymous: who closed it or gave the last answer';
COMMENT ON COLUMN scoring_rounds.closed_as IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN scoring_rounds.closed_how IS 'pseudonymous: with the last answer, or early';
COMMENT ON COLUMN scoring_rounds.closing_reason IS 'personal: why nobody waited for the rest';
COMMENT ON COLUMN scoring_rounds.version IS 'plain: grows with every answer';

CREATE TABLE scoring_round_raters (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('duo_member', 'professional', 'adult', 'child', 'network')),
  user_id uuid,
  membership_id uuid,
  person_id uuid REFERENCES persons,
  answered_at timestamptz,
  answered_by uuid,
  answered_as uuid,
  FOREIGN KEY (round_id, case_id) REFERENCES scoring_rounds (id, case_id),
  FOREIGN KEY (membership_id, user_id) REFERENCES memberships (id, user_id),
  FOREIGN KEY (answered_as, answered_by) REFERENCES memberships (id, user_id),
  CONSTRAINT asked_once_in_a_round UNIQUE NULLS NOT DISTINCT (round_id, user_id, person_id),
  CHECK ((user_id IS NULL) = (membership_id IS NULL)),
  CHECK ((user_id IS NULL) <> (person_id IS NULL)),
  CHECK ((user_id IS NULL) = (kind IN ('adult', 'child', 'network'))),
  CHECK (num_nulls(answered_at, answered_by, answered_as) IN (0, 3))
);
CREATE INDEX scoring_round_raters_round ON scoring_round_raters (round_id, case_id);
CREATE INDEX scoring_round_raters_user ON scoring_round_raters (user_id, membership_id);
CREATE INDEX scoring_round_raters_membership ON scoring_round_raters (membership_id, user_id);
CREATE INDEX scoring_round_raters_person ON scoring_round_raters (person_id);
CREATE INDEX scoring_round_raters_answered_by ON scoring_round_raters (answered_as, answered_by);
COMMENT ON TABLE scoring_round_raters IS 'who is asked in a round, and whether they answered; what they answered is elsewhere';
COMMENT ON COLUMN scoring_round_raters.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN scoring_round_raters.round_id IS 'pseudonymous: the round';
COMMENT ON COLUMN scoring_round_raters.case_id IS 'pseudonymous: its case';
COMMENT ON COLUMN scoring_round_raters.kind IS 'pseudonymous: as what';
COMMENT ON COLUMN scoring_round_raters.user_id IS 'pseudonymous: the professional who is asked';
COMMENT ON COLUMN scoring_round_raters.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN scoring_round_raters.person_id IS 'pseudonymous: the member of the household who is asked';
COMMENT ON COLUMN scoring_round_raters.answered_at IS 'pseudonymous: when there was an answer, of whatever kind';
COMMENT ON COLUMN scoring_round_raters.answered_by IS 'pseudonymous: who entered it';
COMMENT ON COLUMN scoring_round_raters.answered_as IS 'pseudonymous: on whose behalf it was entered';

-- Apart from whether somebody answered: that it was no score is as blind as a score.
CREATE TABLE scoring_round_declines (
  rater_id uuid PRIMARY KEY REFERENCES scoring_round_raters,
  kind text NOT NULL CHECK (kind IN ('declined', 'could_not_be_asked')),
  reason text NOT NULL
);
COMMENT ON TABLE scoring_round_declines IS 'who gave no score in a round, and why';
COMMENT ON COLUMN scoring_round_declines.rater_id IS 'pseudonymous: who was asked';
COMMENT ON COLUMN scoring_round_declines.kind IS 'personal: would rather not, or could not be asked';
COMMENT ON COLUMN scoring_round_declines.reason IS 'personal: why';

ALTER TABLE safety_scores ADD COLUMN round_id uuid,
  ADD CONSTRAINT of_a_round_of_the_case FOREIGN KEY (round_id, case_id) REFERENCES scoring_rounds (id, case_id);
CREATE INDEX safety_scores_round ON safety_scores (round_id, case_id);
CREATE UNIQUE INDEX once_in_a_round ON safety_scores (round_id, rater_user_id, rater_person_id, about_person_id)
  NULLS NOT DISTINCT WHERE round_id IS NOT NULL;
COMMENT ON COLUMN safety_scores.round_id IS 'pseudonymous: the round in which it was given; as long as that is open nobody sees the score';

GRANT SELECT, INSERT ON scoring_rounds, scoring_round_raters, scoring_round_declines TO tandem_app;
GRANT UPDATE (waiting, closed_at, closed_by, closed_as, closed_how, closing_reason, version) ON scoring_rounds TO tandem_app;
GRANT UPDATE (answered_at, answered_by, answered_as) ON scoring_round_raters TO tandem_app;
GRANT SELECT ON scoring_rounds, scoring_round_raters TO tandem_guard;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON scoring_round_declines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

SET ROLE tandem_guard;
-- Who is asked stays somebody who is asked as long as a team of theirs takes part, also after the answer.
CREATE FUNCTION guard.asked_in(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN guard.role() IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner', 'team_lead', 'supervisor')
    AND EXISTS (SELECT 1 FROM public.scoring_round_raters r
      JOIN public.participations p ON p.case_id = r.case_id
      JOIN public.membership_teams t ON t.team_id = p.team_id AND t.membership_id = r.membership_id
      WHERE r.round_id = wanted AND r.membership_id = guard.membership()
        AND p.starts_at <= guard.moment() AND (p.ends_at IS NULL OR p.ends_at > guard.moment()));
END $$;
COMMENT ON FUNCTION guard.asked_in IS 'whether the acting membership is asked for a score in a round, a team of it takes part in the case, and it may see a round for that alone';

CREATE FUNCTION guard.asked_in_case(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.scoring_round_raters r
    WHERE r.case_id = wanted AND r.membership_id = guard.membership() AND guard.asked_in(r.round_id));
END $$;
COMMENT ON FUNCTION guard.asked_in_case IS 'whether the acting membership is asked for a score in some round of a case';

CREATE FUNCTION guard.sees_round(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN guard.asked_in(wanted)
    OR EXISTS (SELECT 1 FROM public.scoring_rounds r WHERE r.id = wanted AND guard.works_for_all(r.case_id));
END $$;
COMMENT ON FUNCTION guard.sees_round IS 'whether the acting membership may see that there is a round: through the case, or because it is asked; written apart from the policy table of the program';

CREATE FUNCTION guard.round_is_closed(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.scoring_rounds r WHERE r.id = wanted AND r.closed_at IS NOT NULL);
END $$;
COMMENT ON FUNCTION guard.round_is_closed IS 'whether what was answered in a round may be seen by who may see the case';

-- Whoever gives the last answer looks at all of them once, in the same act, to see what they ask for.
CREATE FUNCTION guard.closes_round(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.scoring_rounds r
    WHERE r.case_id = wanted AND r.closed_at = guard.moment() AND r.closed_by = guard.actor()
      AND r.closed_as = guard.membership() AND guard.sees_round(r.id));
END $$;
COMMENT ON FUNCTION guard.closes_round IS 'whether the acting membership closes a round of a case right now';

CREATE FUNCTION guard.answers_as(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.scoring_round_raters r JOIN public.scoring_rounds s ON s.id = r.round_id
    WHERE r.id = wanted AND s.closed_at IS NULL AND r.answered_at IS NULL
      AND (r.person_id IS NOT NULL AND guard.sits_in(r.case_id)
        OR r.user_id = guard.actor() AND r.membership_id = guard.membership() AND guard.sees_round(r.round_id)));
END $$;
COMMENT ON FUNCTION guard.answers_as IS 'whether the acting membership may answer for somebody who is asked in an open round and has not answered: itself, or a member of the household for whose duo it works';

CREATE FUNCTION guard.answers_now(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.scoring_round_raters r WHERE r.round_id = wanted
    AND r.answered_at = guard.moment() AND r.answered_by = guard.actor() AND r.answered_as = guard.membership());
END $$;
COMMENT ON FUNCTION guard.answers_now IS 'whether the acting membership gives an answer in a round right now';

CREATE FUNCTION guard.code_of_case(wanted uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF guard.sees_case(wanted) OR guard.asked_in_case(wanted) THEN
    RETURN (SELECT c.code FROM public.cases c WHERE c.id = wanted);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION guard.code_of_case IS 'what people call a case, for who sees it or is asked for a score in it and sees nothing else';
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA guard FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA guard TO tandem_app, tandem_owner;
SET ROLE tandem_owner;

ALTER TABLE scoring_rounds ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON scoring_rounds FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.sees_round(id));
CREATE POLICY opened ON scoring_rounds FOR INSERT TO tandem_app
  WITH CHECK (opened_by = guard.actor() AND opened_as = guard.membership() AND opened_at = guard.moment()
    AND closed_at IS NULL AND guard.sits_in(case_id));
ALTER TABLE scoring_round_raters ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- Whoever is asked and sees nothing else of the case sees only that.
CREATE POLICY seen ON scoring_round_raters FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[])
    OR guard.works_for_all(case_id)
    OR user_id = (SELECT guard.actor()) AND membership_id = (SELECT guard.membership()) AND guard.asked_in(round_id)
    OR guard.closes_round(case_id));
-- Who may look and locks a round hears that the step is not for looking, not that there is no round. It moves on with an
-- answer that the same act gave, or by the duo.
CREATE POLICY moved_on ON scoring_rounds FOR UPDATE TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.sees_round(id))
  WITH CHECK (guard.sits_in(case_id) OR guard.answers_now(id));
CREATE POLICY asked ON scoring_round_raters FOR INSERT TO tandem_app
  WITH CHECK (answered_at IS NULL AND guard.sits_in(case_id));
CREATE POLICY answered ON scoring_round_raters FOR UPDATE TO tandem_app
  USING (guard.answers_as(id))
  WITH CHECK (answered_at = guard.moment() AND answered_by = guard.actor() AND answered_as = guard.membership());
ALTER TABLE scoring_round_declines ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY closed ON scoring_round_declines FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM scoring_round_raters r WHERE r.id = rater_id
    AND guard.round_is_closed(r.round_id) AND (guard.works_for_all(r.case_id) OR guard.closes_round(r.case_id)) OFFSET 0));
CREATE POLICY declined ON scoring_round_declines FOR INSERT TO tandem_app WITH CHECK (guard.answers_as(rater_id));

-- A score of an open round is for nobody, whoever entered it included.
DROP POLICY of_case ON safety_scores;
CREATE POLICY of_case ON safety_scores FOR SELECT TO tandem_app
  USING ((round_id IS NULL OR guard.round_is_closed(round_id))
    AND (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.hears(case_id, rater_person_id, false)
      OR entered_by = (SELECT guard.actor()) AND membership_id = (SELECT guard.membership())
        AND guard.asked_in_case(case_id)
      OR guard.closes_round(case_id)));
CREATE POLICY given ON safety_scores FOR INSERT TO tandem_app
  WITH CHECK (entered_by = guard.actor() AND membership_id = guard.membership() AND CASE
    WHEN round_id IS NULL THEN guard.hears(case_id, rater_person_id, false)
    ELSE EXISTS (SELECT 1 FROM scoring_round_raters r WHERE r.round_id = safety_scores.round_id
      AND r.case_id = safety_scores.case_id AND r.user_id IS NOT DISTINCT FROM safety_scores.rater_user_id
      AND r.person_id IS NOT DISTINCT FROM safety_scores.rater_person_id AND guard.answers_as(r.id) OFFSET 0) END);
-- The last answer asks for tasks in a case that its giver may not see.
CREATE POLICY opened_by_round ON tasks FOR INSERT TO tandem_app
  WITH CHECK (guard.closes_round(case_id) AND opened_by = guard.actor() AND membership_id = guard.membership()
    AND opened_at = guard.moment());
-- Whoever is asked sees that a team of theirs takes part, and nothing else of the case.
CREATE POLICY of_who_is_asked ON participations FOR SELECT TO tandem_app
  USING (team_id = ANY ((SELECT guard.teams())::uuid[]) AND guard.asked_in_case(case_id));
