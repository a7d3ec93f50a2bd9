CREATE TABLE terms (
  id uuid PRIMARY KEY,
  case_id uuid REFERENCES cases,
  report_id uuid REFERENCES reports,
  team_id uuid REFERENCES teams,
  kind text NOT NULL,
  defined_from date NOT NULL,
  origin_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  due_on date NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'suspended', 'met', 'stopped')),
  steps integer NOT NULL DEFAULT 0,
  recorded_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, recorded_by) REFERENCES memberships (id, user_id),
  CONSTRAINT a_term_is_of_a_case_or_of_a_report
    CHECK (num_nonnulls(case_id, report_id) = 1 AND (report_id IS NULL) = (team_id IS NULL)),
  CONSTRAINT a_term_ends_after_it_starts CHECK (due_at > started_at),
  -- One thing starts one kind of term once.
  CONSTRAINT a_term_starts_once UNIQUE (origin_id, kind)
);
-- What runs in a case, or at the desk of a team, in the order in which it is due.
CREATE INDEX terms_case ON terms (case_id, state, due_on, id);
CREATE INDEX terms_team ON terms (team_id, state, due_on, id);
CREATE INDEX terms_report ON terms (report_id, kind);
CREATE INDEX terms_recorded_by ON terms (membership_id, recorded_by);
COMMENT ON TABLE terms IS 'by when something has to be done; how it stands follows from its steps';
COMMENT ON COLUMN terms.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN terms.case_id IS 'pseudonymous: the case, for a term of a case';
COMMENT ON COLUMN terms.report_id IS 'pseudonymous: the report, for a term of a report';
COMMENT ON COLUMN terms.team_id IS 'pseudonymous: the team that handles that report';
COMMENT ON COLUMN terms.kind IS 'pseudonymous: what has to be done';
COMMENT ON COLUMN terms.defined_from IS 'plain: the first day of the definition by which it started';
COMMENT ON COLUMN terms.origin_id IS 'pseudonymous: what made it start, of a kind that follows from the term: a report, a plan version, a check-in';
COMMENT ON COLUMN terms.started_at IS 'pseudonymous: the moment of the event from which it is counted';
COMMENT ON COLUMN terms.due_on IS 'pseudonymous: the last day on which it is in time';
COMMENT ON COLUMN terms.due_at IS 'pseudonymous: the first moment at which it is too late';
COMMENT ON COLUMN terms.state IS 'pseudonymous: running, suspended, met or stopped';
COMMENT ON COLUMN terms.steps IS 'plain: how many steps it had; its version';
COMMENT ON COLUMN terms.recorded_by IS 'pseudonymous: whose step started it';
COMMENT ON COLUMN terms.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN terms.recorded_at IS 'pseudonymous: when that was written down';

CREATE TABLE term_steps (
  term_id uuid NOT NULL REFERENCES terms,
  step integer NOT NULL CHECK (step > 0),
  kind text NOT NULL CHECK (kind IN ('extended', 'suspended', 'resumed', 'explained', 'met', 'stopped')),
  reason text,
  happened_at timestamptz NOT NULL,
  due_on date,
  due_at timestamptz,
  taken_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (term_id, step),
  FOREIGN KEY (membership_id, taken_by) REFERENCES memberships (id, user_id),
  CONSTRAINT what_moves_the_end_says_where_to CHECK ((kind IN ('extended', 'resumed')) = (due_on IS NOT NULL AND due_at IS NOT NULL)
    AND (due_on IS NULL) = (due_at IS NULL)),
  CONSTRAINT these_steps_have_a_reason CHECK (kind NOT IN ('extended', 'suspended', 'explained') OR reason IS NOT NULL)
);
CREATE INDEX term_steps_taken_by ON term_steps (membership_id, taken_by);
COMMENT ON TABLE term_steps IS 'what happened to a term: made longer, on hold, going on, explained, met, no longer needed';
COMMENT ON COLUMN term_steps.term_id IS 'pseudonymous: the term';
COMMENT ON COLUMN term_steps.step IS 'pseudonymous: place in the history of the term, from 1';
COMMENT ON COLUMN term_steps.kind IS 'pseudonymous: what happened';
COMMENT ON COLUMN term_steps.reason IS 'personal: why, or what was done';
COMMENT ON COLUMN term_steps.happened_at IS 'pseudonymous: when it happened';
COMMENT ON COLUMN term_steps.due_on IS 'pseudonymous: the last day after it, when it moves';
COMMENT ON COLUMN term_steps.due_at IS 'pseudonymous: the first moment that is too late after it, when it moves';
COMMENT ON COLUMN term_steps.taken_by IS 'pseudonymous: the professional';
COMMENT ON COLUMN term_steps.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN term_steps.taken_at IS 'pseudonymous: when it was written down';

GRANT SELECT, INSERT ON terms, term_steps TO tandem_app;
GRANT SELECT, UPDATE (state, due_on, due_at, steps) ON terms TO tandem_guard;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON term_steps
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

SET ROLE tandem_guard;
-- The application adds steps and cannot change a term: how it stands is where its steps end, whoever adds one.
CREATE FUNCTION guard.follow_term_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE public.terms t SET
    state = CASE NEW.kind WHEN 'suspended' THEN 'suspended' WHEN 'resumed' THEN 'running'
      WHEN 'met' THEN 'met' WHEN 'stopped' THEN 'stopped' ELSE t.state END,
    due_on = coalesce(NEW.due_on, t.due_on), due_at = coalesce(NEW.due_at, t.due_at), steps = NEW.step
  WHERE t.id = NEW.term_id AND t.steps = NEW.step - 1
    AND CASE NEW.kind WHEN 'resumed' THEN t.state = 'suspended' WHEN 'met' THEN t.state IN ('running', 'suspended')
      WHEN 'stopped' THEN t.state IN ('running', 'suspended') WHEN 'explained' THEN t.state IN ('running', 'met')
      ELSE t.state = 'running' END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a term goes on from where it stands'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'a_term_goes_on_from_where_it_stands';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION guard.follow_term_step IS 'lets a term follow a step that was added to it, and refuses a step that does not fit';
REVOKE EXECUTE ON FUNCTION guard.follow_term_step FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.follow_term_step TO tandem_owner;
SET ROLE tandem_owner;
CREATE TRIGGER follow_term_step AFTER INSERT ON term_steps FOR EACH ROW EXECUTE FUNCTION guard.follow_term_step();

ALTER TABLE terms ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- What has to be done in time follows from everything that is known, so it is for who works for the household as a whole.
CREATE POLICY of_case ON terms FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
CREATE POLICY of_report ON terms FOR SELECT TO tandem_app
  USING (team_id = ANY ((SELECT guard.teams())::uuid[]) AND (SELECT guard.role()) IN ('vt_worker', 'team_lead', 'supervisor'));
CREATE POLICY started ON terms FOR INSERT TO tandem_app
  WITH CHECK (recorded_by = guard.actor() AND membership_id = guard.membership() AND recorded_at = guard.moment()
    AND state = 'running' AND steps = 0
    AND CASE WHEN case_id IS NULL
      THEN (SELECT guard.role()) = 'vt_worker' AND guard.sees_report(report_id)
        AND EXISTS (SELECT 1 FROM reports r WHERE r.id = report_id AND r.team_id = terms.team_id OFFSET 0)
      ELSE guard.works_for_all(case_id)
        AND (SELECT guard.role()) IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner', 'supervisor') END);
ALTER TABLE term_steps ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_term ON term_steps FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM terms t WHERE t.id = term_id OFFSET 0));
CREATE POLICY taken ON term_steps FOR INSERT TO tandem_app
  WITH CHECK (EXISTS (SELECT 1 FROM terms t WHERE t.id = term_id OFFSET 0)
    AND taken_by = guard.actor() AND membership_id = guard.membership() AND taken_at = guard.moment()
    AND (SELECT guard.role()) IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner', 'supervisor'));
