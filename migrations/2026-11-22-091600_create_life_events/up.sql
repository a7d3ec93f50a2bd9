CREATE TABLE life_events (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  kind text NOT NULL,
  expected boolean NOT NULL,
  happens text NOT NULL CHECK (happens ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'),
  happens_from timestamptz NOT NULL,
  note text,
  corrects_id uuid UNIQUE REFERENCES life_events,
  recorded_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  recorded_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, recorded_by) REFERENCES memberships (id, user_id),
  CONSTRAINT what_happened_has_come CHECK (expected OR happens_from <= recorded_at)
);
CREATE INDEX life_events_case ON life_events (case_id, happens_from DESC, id);
CREATE INDEX life_events_recorded_by ON life_events (membership_id, recorded_by);
CREATE INDEX life_events_organisation ON life_events (organisation_id);
COMMENT ON TABLE life_events IS 'what changes a family so much that the plan is looked at again; corrections are entries that point at what they correct';
COMMENT ON COLUMN life_events.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN life_events.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN life_events.kind IS 'personal: what kind of event';
COMMENT ON COLUMN life_events.expected IS 'personal: whether it was expected when it was recorded';
COMMENT ON COLUMN life_events.happens IS 'personal: the day or the month';
COMMENT ON COLUMN life_events.happens_from IS 'personal: the first moment at which it can be';
COMMENT ON COLUMN life_events.note IS 'personal: what colleagues should know';
COMMENT ON COLUMN life_events.corrects_id IS 'pseudonymous: the event that this one corrects';
COMMENT ON COLUMN life_events.recorded_by IS 'pseudonymous: the professional';
COMMENT ON COLUMN life_events.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN life_events.organisation_id IS 'pseudonymous: the organisation of who recorded it';
COMMENT ON COLUMN life_events.recorded_at IS 'pseudonymous: when it was recorded';

CREATE TABLE life_event_people (
  life_event_id uuid NOT NULL REFERENCES life_events,
  person_id uuid NOT NULL REFERENCES persons,
  PRIMARY KEY (life_event_id, person_id)
);
CREATE INDEX life_event_people_person ON life_event_people (person_id);
COMMENT ON TABLE life_event_people IS 'whom a life event concerns; nobody for the whole household';
COMMENT ON COLUMN life_event_people.life_event_id IS 'pseudonymous: the event';
COMMENT ON COLUMN life_event_people.person_id IS 'pseudonymous: the person';

CREATE TABLE life_event_withdrawals (
  life_event_id uuid PRIMARY KEY REFERENCES life_events,
  reason text NOT NULL,
  withdrawn_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  withdrawn_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, withdrawn_by) REFERENCES memberships (id, user_id)
);
CREATE INDEX life_event_withdrawals_withdrawn_by ON life_event_withdrawals (membership_id, withdrawn_by);
COMMENT ON TABLE life_event_withdrawals IS 'that a life event was a mistake';
COMMENT ON COLUMN life_event_withdrawals.life_event_id IS 'pseudonymous: the event';
COMMENT ON COLUMN life_event_withdrawals.reason IS 'personal: why';
COMMENT ON COLUMN life_event_withdrawals.withdrawn_by IS 'pseudonymous: the professional';
COMMENT ON COLUMN life_event_withdrawals.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN life_event_withdrawals.withdrawn_at IS 'pseudonymous: when';

GRANT SELECT, INSERT ON life_events, life_event_people, life_event_withdrawals TO tandem_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON life_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON life_event_people
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON life_event_withdrawals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE life_events ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- It stands beside the plan, so it is for who works for the household as a whole.
CREATE POLICY of_case ON life_events FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
CREATE POLICY recorded ON life_events FOR INSERT TO tandem_app
  WITH CHECK (guard.works_for_all(case_id) AND recorded_by = guard.actor() AND membership_id = guard.membership()
    AND organisation_id = (SELECT guard.organisation()) AND recorded_at = guard.moment()
    AND (SELECT guard.role()) IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner'));
ALTER TABLE life_event_people ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_event ON life_event_people TO tandem_app
  USING (EXISTS (SELECT 1 FROM life_events e WHERE e.id = life_event_id OFFSET 0))
  WITH CHECK (EXISTS (SELECT 1 FROM life_events e WHERE e.id = life_event_id AND e.recorded_by = guard.actor()
    AND e.recorded_at = guard.moment() OFFSET 0));
ALTER TABLE life_event_withdrawals ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_event ON life_event_withdrawals FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM life_events e WHERE e.id = life_event_id OFFSET 0));
CREATE POLICY withdrawn ON life_event_withdrawals FOR INSERT TO tandem_app
  WITH CHECK (withdrawn_by = guard.actor() AND membership_id = guard.membership() AND withdrawn_at = guard.moment()
    AND (SELECT guard.role()) IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner')
    AND EXISTS (SELECT 1 FROM life_events e WHERE e.id = life_event_id
      AND e.organisation_id = (SELECT guard.organisation()) OFFSET 0));

ALTER TABLE tasks DROP CONSTRAINT tasks_cause_check;
ALTER TABLE tasks ADD CONSTRAINT tasks_cause_check
  CHECK (cause IN ('round', 'score', 'phase_change', 'incident', 'red_flag', 'life_event', 'term', 'hand', 'handover'));

ALTER VIEW case_timeline RENAME TO case_course;
CREATE VIEW case_timeline WITH (security_invoker = true) AS
  SELECT c.case_id, c.at, c.kind, c.id, c.by_user_id, c.detail, c.only_for FROM case_course c
  UNION ALL
  SELECT e.case_id, e.recorded_at, 'life_event', e.id, e.recorded_by,
      jsonb_build_object('code', CASE WHEN EXISTS (SELECT 1 FROM life_events k WHERE k.corrects_id = e.id) THEN 'corrected'
        WHEN e.expected THEN e.kind || '_expected' ELSE e.kind END,
        'person', NULL, 'text', e.note), '{}'
    FROM life_events e
  UNION ALL
  SELECT e.case_id, w.withdrawn_at, 'life_event', md5('withdrawn ' || e.id)::uuid, w.withdrawn_by,
      jsonb_build_object('code', 'withdrawn', 'person', NULL, 'text', w.reason), '{}'
    FROM life_event_withdrawals w JOIN life_events e ON e.id = w.life_event_id;
COMMENT ON VIEW case_course IS 'everything in a case but its life events';
COMMENT ON VIEW case_timeline IS 'everything in a case, for the one list that shows it all';
GRANT SELECT ON case_timeline TO tandem_app;
