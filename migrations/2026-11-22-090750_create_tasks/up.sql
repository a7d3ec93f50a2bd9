CREATE TABLE tasks (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  kind text NOT NULL,
  told text,
  cause text NOT NULL
    CHECK (cause IN ('round', 'score', 'phase_change', 'incident', 'red_flag', 'term', 'hand')),
  origin_id uuid NOT NULL,
  person_id uuid REFERENCES persons,
  opened_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  due_on date NOT NULL,
  FOREIGN KEY (membership_id, opened_by) REFERENCES memberships (id, user_id),
  UNIQUE (id, case_id),
  -- Who asks by hand says what; what a rule asks says the rule.
  CONSTRAINT told_by_hand CHECK ((kind = 'by_hand') = (told IS NOT NULL) AND (kind = 'by_hand') = (cause = 'hand')),
  -- One thing asks for one kind of step about somebody once, however often it is looked at.
  CONSTRAINT asked_once UNIQUE NULLS NOT DISTINCT (case_id, kind, origin_id, person_id)
);
CREATE INDEX tasks_person ON tasks (person_id);
CREATE INDEX tasks_opened_by ON tasks (membership_id, opened_by);
COMMENT ON TABLE tasks IS 'what has to be done in a case because something happened';
COMMENT ON COLUMN tasks.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN tasks.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN tasks.kind IS 'pseudonymous: what has to be done';
COMMENT ON COLUMN tasks.told IS 'personal: what has to be done, in the words of who asked; null for what a rule asked';
COMMENT ON COLUMN tasks.cause IS 'pseudonymous: what kind of thing asked for it';
COMMENT ON COLUMN tasks.origin_id IS 'pseudonymous: the thing that asked for it, of the kind of the cause; the task itself when somebody asked';
COMMENT ON COLUMN tasks.person_id IS 'pseudonymous: whom it is about; null for the whole household';
COMMENT ON COLUMN tasks.opened_by IS 'pseudonymous: whose step asked for it';
COMMENT ON COLUMN tasks.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN tasks.opened_at IS 'pseudonymous: when';
COMMENT ON COLUMN tasks.due_on IS 'pseudonymous: the day on which it has to be done';

CREATE TABLE task_turns (
  task_id uuid NOT NULL REFERENCES tasks,
  turn integer NOT NULL CHECK (turn >= 1),
  case_id uuid NOT NULL,
  owner text NOT NULL CHECK (owner IN ('duo', 'seat', 'person', 'team')),
  seat smallint CHECK (seat IN (1, 2)),
  owner_user_id uuid,
  owner_membership_id uuid,
  team_id uuid REFERENCES teams,
  reason text,
  made_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  CONSTRAINT one_turn_at_a_time PRIMARY KEY (task_id, turn),
  FOREIGN KEY (task_id, case_id) REFERENCES tasks (id, case_id),
  FOREIGN KEY (owner_membership_id, owner_user_id) REFERENCES memberships (id, user_id),
  FOREIGN KEY (membership_id, made_by) REFERENCES memberships (id, user_id),
  CONSTRAINT one_kind_of_owner CHECK ((owner = 'seat') = (seat IS NOT NULL) AND (owner = 'team') = (team_id IS NOT NULL)
    AND (owner = 'person') = (owner_user_id IS NOT NULL) AND (owner = 'person') = (owner_membership_id IS NOT NULL)),
  -- The first owner is named with the task; every later one for a reason.
  CHECK (turn = 1 OR reason IS NOT NULL)
);
CREATE INDEX task_turns_case ON task_turns (task_id, case_id);
CREATE INDEX task_turns_owner ON task_turns (owner_membership_id, owner_user_id);
CREATE INDEX task_turns_team ON task_turns (team_id);
CREATE INDEX task_turns_made_by ON task_turns (membership_id, made_by);
COMMENT ON TABLE task_turns IS 'whose turn a task was, one after the other; without one it is that of the duo';
COMMENT ON COLUMN task_turns.task_id IS 'pseudonymous: the task';
COMMENT ON COLUMN task_turns.turn IS 'pseudonymous: counts from 1 within the task';
COMMENT ON COLUMN task_turns.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN task_turns.owner IS 'pseudonymous: the duo, a seat of it, a person or a team';
COMMENT ON COLUMN task_turns.seat IS 'pseudonymous: the seat';
COMMENT ON COLUMN task_turns.owner_user_id IS 'pseudonymous: the person';
COMMENT ON COLUMN task_turns.owner_membership_id IS 'pseudonymous: on whose behalf that person works here';
COMMENT ON COLUMN task_turns.team_id IS 'pseudonymous: the team';
COMMENT ON COLUMN task_turns.reason IS 'personal: why it was passed on';
COMMENT ON COLUMN task_turns.made_by IS 'pseudonymous: who passed it on';
COMMENT ON COLUMN task_turns.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN task_turns.made_at IS 'pseudonymous: when';

CREATE TABLE task_completions (
  task_id uuid PRIMARY KEY REFERENCES tasks,
  case_id uuid NOT NULL,
  ending text NOT NULL CHECK (ending IN ('done', 'not_needed')),
  outcome text NOT NULL,
  done_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  done_at timestamptz NOT NULL,
  FOREIGN KEY (task_id, case_id) REFERENCES tasks (id, case_id),
  FOREIGN KEY (membership_id, done_by) REFERENCES memberships (id, user_id)
);
CREATE INDEX task_completions_done_by ON task_completions (membership_id, done_by);
COMMENT ON TABLE task_completions IS 'what was done about a task; there is no other way to end one';
COMMENT ON COLUMN task_completions.task_id IS 'pseudonymous: the task';
COMMENT ON COLUMN task_completions.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN task_completions.ending IS 'pseudonymous: done or not needed';
COMMENT ON COLUMN task_completions.outcome IS 'personal: what was done or decided, or why it is not needed';
COMMENT ON COLUMN task_completions.done_by IS 'pseudonymous: who ended it';
COMMENT ON COLUMN task_completions.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN task_completions.done_at IS 'pseudonymous: when';

GRANT SELECT, INSERT ON tasks, task_turns, task_completions TO tandem_app;
GRANT SELECT ON tasks, task_turns, task_completions TO tandem_guard;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tasks
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON task_turns
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
ALTER TABLE task_turns ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON task_turns FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[])
    OR guard.works_for_all(case_id));
CREATE POLICY passed_on ON task_turns FOR INSERT TO tandem_app
  WITH CHECK (guard.works_for_all(case_id)
    AND made_by = guard.actor() AND membership_id = guard.membership() AND made_at = guard.moment()
    AND (SELECT guard.role()) IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner', 'team_lead', 'supervisor'));
ALTER TABLE task_completions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON task_completions FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[])
    OR guard.works_for_all(case_id));
CREATE POLICY done ON task_completions FOR INSERT TO tandem_app
  WITH CHECK (guard.works_for_all(case_id)
    AND done_by = guard.actor() AND membership_id = guard.membership() AND done_at = guard.moment()
    AND (SELECT guard.role()) IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner', 'supervisor'));
