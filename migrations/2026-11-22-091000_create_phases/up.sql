CREATE TABLE incidents (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  happened text NOT NULL CHECK (happened ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2})?)?$'),
  happened_from timestamptz NOT NULL,
  happened_until timestamptz NOT NULL,
  kinds text[] NOT NULL CHECK (cardinality(kinds) > 0),
  told text NOT NULL,
  done text,
  acute boolean NOT NULL,
  police boolean NOT NULL,
  stay_reason text,
  corrects_id uuid UNIQUE REFERENCES incidents,
  recorded_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  recorded_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, recorded_by) REFERENCES memberships (id, user_id),
  CHECK (happened_from <= happened_until AND happened_from <= recorded_at),
  CONSTRAINT acute_danger_gives_no_reason_to_stay CHECK (NOT acute OR stay_reason IS NULL)
);
CREATE INDEX incidents_case ON incidents (case_id, happened_until DESC, id);
CREATE INDEX incidents_recorded_by ON incidents (membership_id, recorded_by);
CREATE INDEX incidents_organisation ON incidents (organisation_id);
COMMENT ON TABLE incidents IS 'what happened to whom; corrections are entries that point at what they correct';
COMMENT ON COLUMN incidents.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN incidents.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN incidents.happened IS 'personal: when it happened, as far as known';
COMMENT ON COLUMN incidents.happened_from IS 'personal: the first moment at which it can have happened';
COMMENT ON COLUMN incidents.happened_until IS 'personal: the last moment at which it can have happened';
COMMENT ON COLUMN incidents.kinds IS 'personal: kinds of violence';
COMMENT ON COLUMN incidents.told IS 'personal: what happened';
COMMENT ON COLUMN incidents.done IS 'personal: what was done about it';
COMMENT ON COLUMN incidents.acute IS 'personal: whether there is acute danger';
COMMENT ON COLUMN incidents.police IS 'personal: whether the police came into it';
COMMENT ON COLUMN incidents.stay_reason IS 'personal: why there is no new danger, so that the case stays in its phase';
COMMENT ON COLUMN incidents.corrects_id IS 'pseudonymous: the incident that this one corrects';
COMMENT ON COLUMN incidents.recorded_by IS 'pseudonymous: the professional';
COMMENT ON COLUMN incidents.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN incidents.organisation_id IS 'pseudonymous: the organisation of who recorded it';
COMMENT ON COLUMN incidents.recorded_at IS 'pseudonymous: when it was recorded';

CREATE TABLE incident_people (
  incident_id uuid NOT NULL REFERENCES incidents,
  person_id uuid NOT NULL REFERENCES persons,
  part text NOT NULL CHECK (part IN ('did', 'harmed', 'saw')),
  PRIMARY KEY (incident_id, person_id, part)
);
CREATE INDEX incident_people_person ON incident_people (person_id);
COMMENT ON TABLE incident_people IS 'who did it, who was harmed, who saw it';
COMMENT ON COLUMN incident_people.incident_id IS 'pseudonymous: the incident';
COMMENT ON COLUMN incident_people.person_id IS 'pseudonymous: the person';
COMMENT ON COLUMN incident_people.part IS 'personal: did, harmed or saw';

CREATE TABLE phase_proposals (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  after_step integer NOT NULL CHECK (after_step >= 0),
  from_phase text NOT NULL,
  to_phase text NOT NULL,
  note text,
  proposed_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  seat smallint NOT NULL CHECK (seat IN (1, 2)),
  proposed_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, proposed_by) REFERENCES memberships (id, user_id),
  CONSTRAINT one_phase_proposal_at_a_time UNIQUE (case_id, after_step),
  CONSTRAINT a_proposal_goes_one_step_on
    CHECK ((from_phase, to_phase) IN (('direct', 'stable'), ('stable', 'recovery'), ('recovery', 'closed')))
);
CREATE INDEX phase_proposals_proposed_by ON phase_proposals (membership_id, proposed_by);
CREATE INDEX phase_proposals_organisation ON phase_proposals (organisation_id);
COMMENT ON TABLE phase_proposals IS 'one member of the duo wants the case to pass; it waits as long as the phase does not change';
COMMENT ON COLUMN phase_proposals.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN phase_proposals.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN phase_proposals.after_step IS 'pseudonymous: the step in the history of phases after which it was made';
COMMENT ON COLUMN phase_proposals.from_phase IS 'pseudonymous: where the case was';
COMMENT ON COLUMN phase_proposals.to_phase IS 'pseudonymous: where it should go';
COMMENT ON COLUMN phase_proposals.note IS 'personal: what the other member should know';
COMMENT ON COLUMN phase_proposals.proposed_by IS 'pseudonymous: the professional';
COMMENT ON COLUMN phase_proposals.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN phase_proposals.organisation_id IS 'pseudonymous: the organisation of who proposed it';
COMMENT ON COLUMN phase_proposals.seat IS 'pseudonymous: the seat in the duo of who proposed it';
COMMENT ON COLUMN phase_proposals.proposed_at IS 'pseudonymous: when';

CREATE TABLE phase_changes (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  step integer NOT NULL CHECK (step > 0),
  from_phase text NOT NULL,
  to_phase text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('passage', 'override', 'fallback', 'reopening')),
  cause text CHECK (cause IN ('judgement', 'incident', 'acute_danger', 'broken_condition', 'check_in')),
  reason text,
  criteria jsonb NOT NULL CHECK (jsonb_typeof(criteria) = 'array'),
  plan_version integer,
  proposal_id uuid UNIQUE REFERENCES phase_proposals,
  incident_id uuid UNIQUE REFERENCES incidents,
  changed_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  changed_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, changed_by) REFERENCES memberships (id, user_id),
  CONSTRAINT one_phase_change_at_a_time UNIQUE (case_id, step),
  CONSTRAINT a_phase_follows_from_its_kind CHECK (CASE kind
    WHEN 'fallback' THEN from_phase IN ('direct', 'stable', 'recovery') AND to_phase = 'direct'
    WHEN 'reopening' THEN from_phase = 'closed' AND to_phase = 'direct'
    ELSE (from_phase, to_phase) IN (('direct', 'stable'), ('stable', 'recovery'), ('recovery', 'closed')) END),
  CONSTRAINT a_passage_was_proposed CHECK ((kind = 'passage') = (proposal_id IS NOT NULL)),
  CONSTRAINT everything_else_has_a_reason CHECK (kind = 'passage' OR reason IS NOT NULL),
  CONSTRAINT the_way_back_has_a_cause CHECK ((kind IN ('fallback', 'reopening')) = (cause IS NOT NULL))
);
CREATE INDEX phase_changes_changed_by ON phase_changes (membership_id, changed_by);
CREATE INDEX phase_changes_organisation ON phase_changes (organisation_id);
COMMENT ON TABLE phase_changes IS 'every step of a case from a phase into a phase; the phase of the case is the last one';
COMMENT ON COLUMN phase_changes.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN phase_changes.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN phase_changes.step IS 'pseudonymous: place in the history of the case, from 1';
COMMENT ON COLUMN phase_changes.from_phase IS 'pseudonymous: where the case was';
COMMENT ON COLUMN phase_changes.to_phase IS 'pseudonymous: where it is since';
COMMENT ON COLUMN phase_changes.kind IS 'pseudonymous: passage, override, fallback or reopening';
COMMENT ON COLUMN phase_changes.cause IS 'personal: what made it go back';
COMMENT ON COLUMN phase_changes.reason IS 'personal: why';
COMMENT ON COLUMN phase_changes.criteria IS 'personal: the gate as it stood, with who had not been heard';
COMMENT ON COLUMN phase_changes.plan_version IS 'pseudonymous: the version of the safety plan that held';
COMMENT ON COLUMN phase_changes.proposal_id IS 'pseudonymous: the proposal that was agreed with';
COMMENT ON COLUMN phase_changes.incident_id IS 'pseudonymous: the incident that made it go back';
COMMENT ON COLUMN phase_changes.changed_by IS 'pseudonymous: who agreed, let it pass, or sent it back';
COMMENT ON COLUMN phase_changes.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN phase_changes.organisation_id IS 'pseudonymous: the organisation of that professional';
COMMENT ON COLUMN phase_changes.changed_at IS 'pseudonymous: when';

CREATE TABLE check_ins (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  closing_id uuid NOT NULL REFERENCES phase_changes,
  due_on date NOT NULL,
  UNIQUE (closing_id, due_on)
);
CREATE INDEX check_ins_case ON check_ins (case_id, due_on, id);
COMMENT ON TABLE check_ins IS 'the days on which somebody asks after a case that was closed';
COMMENT ON COLUMN check_ins.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN check_ins.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN check_ins.closing_id IS 'pseudonymous: the closing after which it comes';
COMMENT ON COLUMN check_ins.due_on IS 'pseudonymous: the day on which it is due';

CREATE TABLE check_in_answers (
  check_in_id uuid PRIMARY KEY REFERENCES check_ins,
  safe boolean NOT NULL,
  score smallint CHECK (score BETWEEN 1 AND 10),
  notes text NOT NULL,
  answered_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  answered_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, answered_by) REFERENCES memberships (id, user_id)
);
CREATE INDEX check_in_answers_answered_by ON check_in_answers (membership_id, answered_by);
CREATE INDEX check_in_answers_organisation ON check_in_answers (organisation_id);
COMMENT ON TABLE check_in_answers IS 'how it was when somebody asked after a closed case';
COMMENT ON COLUMN check_in_answers.check_in_id IS 'pseudonymous: the check-in';
COMMENT ON COLUMN check_in_answers.safe IS 'personal: whether it was still safe';
COMMENT ON COLUMN check_in_answers.score IS 'personal: how safe, 1 to 10';
COMMENT ON COLUMN check_in_answers.notes IS 'personal: what was heard';
COMMENT ON COLUMN check_in_answers.answered_by IS 'pseudonymous: the professional';
COMMENT ON COLUMN check_in_answers.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN check_in_answers.organisation_id IS 'pseudonymous: the organisation of that professional';
COMMENT ON COLUMN check_in_answers.answered_at IS 'pseudonymous: when';

GRANT SELECT, INSERT ON incidents, incident_people, phase_proposals, phase_changes, check_ins, check_in_answers
  TO tandem_app;
GRANT SELECT ON phase_changes TO tandem_guard;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incidents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incident_people
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON phase_proposals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON phase_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON check_ins
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON check_in_answers
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

SET ROLE tandem_guard;
-- The last net under the phases: a case is where its history says, whoever changes the row, and by whatever way.
CREATE FUNCTION guard.moves_case(wanted uuid, to_phase text, to_state text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  latest text := coalesce(
    (SELECT p.to_phase FROM public.phase_changes p WHERE p.case_id = wanted ORDER BY p.step DESC LIMIT 1), 'direct');
BEGIN
  RETURN guard.role() IN ('supervisor', 'case_worker', 'safety_expert', 'vt_worker', 'chain_partner')
    AND guard.works_for_all(wanted)
    AND (latest = 'closed') = (to_state = 'closed') AND (to_state = 'closed' OR latest = to_phase);
END $$;
COMMENT ON FUNCTION guard.moves_case IS 'whether the acting membership may leave a case in this phase and state: only where its history of phases ends';
REVOKE EXECUTE ON FUNCTION guard.moves_case FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.moves_case TO tandem_app, tandem_owner;
SET ROLE tandem_owner;

-- Only phase, state, moment of closing and version can be changed at all, by the grant on the columns.
DROP POLICY changed ON cases;
CREATE POLICY changed ON cases FOR UPDATE TO tandem_app
  USING (id = ANY ((SELECT guard.entered_cases())::uuid[]) OR guard.sees_case(id)) WITH CHECK (guard.moves_case(id, phase, state));

ALTER TABLE incidents ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON incidents FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
CREATE POLICY recorded ON incidents FOR INSERT TO tandem_app
  WITH CHECK (guard.works_for_all(case_id) AND recorded_by = guard.actor() AND membership_id = guard.membership()
    AND organisation_id = (SELECT guard.organisation())
    AND (SELECT guard.role()) IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner'));
ALTER TABLE incident_people ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_incident ON incident_people TO tandem_app
  USING (EXISTS (SELECT 1 FROM incidents i WHERE i.id = incident_id OFFSET 0))
  WITH CHECK (EXISTS (SELECT 1 FROM incidents i WHERE i.id = incident_id AND i.recorded_by = guard.actor()
    AND i.recorded_at = guard.moment() OFFSET 0));
ALTER TABLE phase_proposals ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON phase_proposals FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
CREATE POLICY proposed ON phase_proposals FOR INSERT TO tandem_app
  WITH CHECK (guard.sits_in(case_id) AND proposed_by = guard.actor() AND membership_id = guard.membership()
    AND organisation_id = (SELECT guard.organisation()));
ALTER TABLE phase_changes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON phase_changes FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
-- Nobody who works in the case is kept from sending it back to direct safety.
CREATE POLICY changed ON phase_changes FOR INSERT TO tandem_app
  WITH CHECK (changed_by = guard.actor() AND membership_id = guard.membership()
    AND organisation_id = (SELECT guard.organisation()) AND changed_at = guard.moment()
    AND CASE kind
      WHEN 'override' THEN (SELECT guard.role()) = 'supervisor' AND guard.works_for_all(case_id)
      WHEN 'fallback' THEN (SELECT guard.role()) IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner')
        AND guard.works_for_all(case_id)
      ELSE guard.sits_in(case_id) END);
ALTER TABLE check_ins ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON check_ins FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
CREATE POLICY planned ON check_ins FOR INSERT TO tandem_app
  WITH CHECK (guard.works_for_all(case_id) AND EXISTS (SELECT 1 FROM phase_changes p
    WHERE p.id = closing_id AND p.case_id = check_ins.case_id AND p.to_phase = 'closed'
      AND p.changed_by = guard.actor() AND p.changed_at = guard.moment() OFFSET 0));
ALTER TABLE check_in_answers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON check_in_answers FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM check_ins c WHERE c.id = check_in_id OFFSET 0));
CREATE POLICY answered ON check_in_answers FOR INSERT TO tandem_app
  WITH CHECK (answered_by = guard.actor() AND membership_id = guard.membership()
    AND organisation_id = (SELECT guard.organisation())
    AND EXISTS (SELECT 1 FROM check_ins c WHERE c.id = check_in_id AND guard.sits_in(c.case_id) OFFSET 0));
