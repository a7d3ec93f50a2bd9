CREATE TABLE tasks (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  kind text NOT NULL,
  origin_id uuid NOT NULL,
  person_id uuid REFERENCES persons,
  opened_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  due_on date NOT NULL,
  FOREIGN KEY (membership_id, opened_by) REFERENCES memberships (id, user_id),
  -- One thing asks for one kind of step about somebody once, however often it is looked at.
  CONSTRAINT asked_once UNIQUE NULLS NOT DISTINCT (case_id, kind, origin_id, person_id)
);
CREATE INDEX tasks_person ON tasks (person_id);
CREATE INDEX tasks_opened_by ON tasks (membership_id, opened_by);
COMMENT ON TABLE tasks IS 'what has to be done in a case because something happened';
COMMENT ON COLUMN tasks.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN tasks.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN tasks.kind IS 'pseudonymous: what has to be done';
COMMENT ON COLUMN tasks.origin_id IS 'pseudonymous: what asked for it, of a kind that follows from the task: a round, a score, a change of phase';
COMMENT ON COLUMN tasks.person_id IS 'pseudonymous: whom it is about; null for the whole household';
COMMENT ON COLUMN tasks.opened_by IS 'pseudonymous: whose step asked for it';
COMMENT ON COLUMN tasks.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN tasks.opened_at IS 'pseudonymous: when';
COMMENT ON COLUMN tasks.due_on IS 'pseudonymous: the day on which it has to be done';

CREATE TABLE task_completions (
  task_id uuid PRIMARY KEY REFERENCES tasks,
  outcome text NOT NULL,
  done_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  done_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, done_by) REFERENCES memberships (id, user_id)
);
CREATE INDEX task_completions_done_by ON task_completions (membership_id, done_by);
COMMENT ON TABLE task_completions IS 'what was done about a task; there is no other way to end one';
COMMENT ON COLUMN task_completions.task_id IS 'pseudonymous: the task';
COMMENT ON COLUMN task_completions.outcome IS 'personal: what was done or decided';
COMMENT ON COLUMN task_completions.done_by IS 'pseudonymous: who ended it';
COMMENT ON COLUMN task_completions.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN task_completions.done_at IS 'pseudonymous: when';

GRANT SELECT, INSERT ON tasks, task_completions TO tandem_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tasks
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON task_completions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE tasks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- What has to be done follows from everything that is known, so it is for who works for the household as a whole.
CREATE POLICY of_case ON tasks FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[])
    OR guard.works_for_all(case_id));
CREATE POLICY opened ON tasks FOR INSERT TO tandem_app
  WITH CHECK (guard.sees_case(case_id) AND opened_by = guard.actor() AND membership_id = guard.membership()
    AND opened_at = guard.moment());
ALTER TABLE task_completions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_task ON task_completions FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM tasks t WHERE t.id = task_id));
CREATE POLICY done ON task_completions FOR INSERT TO tandem_app
  WITH CHECK (EXISTS (SELECT 1 FROM tasks t WHERE t.id = task_id)
    AND done_by = guard.actor() AND membership_id = guard.membership() AND done_at = guard.moment()
    AND (SELECT guard.role()) IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner', 'supervisor'));
