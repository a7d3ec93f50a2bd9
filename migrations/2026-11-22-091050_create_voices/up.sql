CREATE TABLE terror_suspicions (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  victim_id uuid NOT NULL REFERENCES persons,
  accused_id uuid NOT NULL REFERENCES persons,
  reason text NOT NULL,
  raised_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  raised_at timestamptz NOT NULL,
  end_reason text,
  ended_by uuid,
  ended_as uuid,
  ended_at timestamptz,
  FOREIGN KEY (membership_id, raised_by) REFERENCES memberships (id, user_id),
  FOREIGN KEY (ended_as, ended_by) REFERENCES memberships (id, user_id),
  CHECK (victim_id <> accused_id),
  CHECK (ended_at >= raised_at),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (ended_as IS NULL)
    AND (ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX terror_suspicions_case ON terror_suspicions (case_id, raised_at DESC, id);
CREATE UNIQUE INDEX one_running_suspicion ON terror_suspicions (case_id, victim_id, accused_id) WHERE ended_at IS NULL;
CREATE INDEX terror_suspicions_victim ON terror_suspicions (victim_id);
CREATE INDEX terror_suspicions_accused ON terror_suspicions (accused_id);
CREATE INDEX terror_suspicions_raised_by ON terror_suspicions (membership_id, raised_by);
CREATE INDEX terror_suspicions_ended_by ON terror_suspicions (ended_as, ended_by);
COMMENT ON TABLE terror_suspicions IS 'suspicions of intieme terreur: who would be the victim and who the accused, from when until when';
COMMENT ON COLUMN terror_suspicions.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN terror_suspicions.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN terror_suspicions.victim_id IS 'personal: who would be the victim, whose voice it protects';
COMMENT ON COLUMN terror_suspicions.accused_id IS 'personal: who would be the accused';
COMMENT ON COLUMN terror_suspicions.reason IS 'personal: why it was raised';
COMMENT ON COLUMN terror_suspicions.raised_by IS 'pseudonymous: who raised it';
COMMENT ON COLUMN terror_suspicions.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN terror_suspicions.raised_at IS 'pseudonymous: when';
COMMENT ON COLUMN terror_suspicions.end_reason IS 'personal: why it was withdrawn';
COMMENT ON COLUMN terror_suspicions.ended_by IS 'pseudonymous: who withdrew it';
COMMENT ON COLUMN terror_suspicions.ended_as IS 'pseudonymous: on whose behalf it was withdrawn';
COMMENT ON COLUMN terror_suspicions.ended_at IS 'pseudonymous: when it was withdrawn';

CREATE TABLE joint_meetings (
  contact_id uuid PRIMARY KEY REFERENCES contact_entries,
  suspicion_id uuid NOT NULL REFERENCES terror_suspicions,
  reason text NOT NULL
);
CREATE INDEX joint_meetings_suspicion ON joint_meetings (suspicion_id);
COMMENT ON TABLE joint_meetings IS 'why two partners were met together although intieme terreur was suspected';
COMMENT ON COLUMN joint_meetings.contact_id IS 'pseudonymous: the contact';
COMMENT ON COLUMN joint_meetings.suspicion_id IS 'pseudonymous: the suspicion that ran';
COMMENT ON COLUMN joint_meetings.reason IS 'personal: why it was done all the same';

CREATE TABLE red_flags (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  person_id uuid NOT NULL REFERENCES persons,
  kind text NOT NULL,
  source text NOT NULL,
  noticed_on date NOT NULL,
  note text,
  recorded_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, recorded_by) REFERENCES memberships (id, user_id)
);
CREATE INDEX red_flags_case ON red_flags (case_id, recorded_at DESC, id);
CREATE INDEX red_flags_person ON red_flags (person_id);
CREATE INDEX red_flags_recorded_by ON red_flags (membership_id, recorded_by);
COMMENT ON TABLE red_flags IS 'signs of danger of life, of intieme terreur or of femicide; never changed';
COMMENT ON COLUMN red_flags.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN red_flags.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN red_flags.person_id IS 'personal: who is in danger';
COMMENT ON COLUMN red_flags.kind IS 'personal: which sign';
COMMENT ON COLUMN red_flags.source IS 'personal: who told of it';
COMMENT ON COLUMN red_flags.noticed_on IS 'personal: the day on which it was told or seen';
COMMENT ON COLUMN red_flags.note IS 'personal: what was told or seen';
COMMENT ON COLUMN red_flags.recorded_by IS 'pseudonymous: who wrote it down';
COMMENT ON COLUMN red_flags.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN red_flags.recorded_at IS 'pseudonymous: when it was written down';

CREATE TABLE red_flag_entries (
  id uuid PRIMARY KEY,
  flag_id uuid NOT NULL REFERENCES red_flags,
  kind text NOT NULL CHECK (kind IN ('decision', 'retraction')),
  told text NOT NULL,
  decided_at timestamptz NOT NULL,
  written_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  written_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, written_by) REFERENCES memberships (id, user_id)
);
CREATE INDEX red_flag_entries_flag ON red_flag_entries (flag_id, written_at, id);
CREATE UNIQUE INDEX one_retraction_per_flag ON red_flag_entries (flag_id) WHERE kind = 'retraction';
CREATE INDEX red_flag_entries_written_by ON red_flag_entries (membership_id, written_by);
COMMENT ON TABLE red_flag_entries IS 'what was decided on a red flag, and that it was a mistake';
COMMENT ON COLUMN red_flag_entries.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN red_flag_entries.flag_id IS 'pseudonymous: the red flag';
COMMENT ON COLUMN red_flag_entries.kind IS 'pseudonymous: decision or retraction';
COMMENT ON COLUMN red_flag_entries.told IS 'personal: what was decided and with whom, or why it is retracted';
COMMENT ON COLUMN red_flag_entries.decided_at IS 'pseudonymous: when it was decided';
COMMENT ON COLUMN red_flag_entries.written_by IS 'pseudonymous: who decided and wrote it down';
COMMENT ON COLUMN red_flag_entries.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN red_flag_entries.written_at IS 'pseudonymous: when it was written down';

CREATE TABLE safe_contacts (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  person_id uuid NOT NULL REFERENCES persons,
  channel text NOT NULL,
  reach text,
  hours text,
  may_be_said text,
  overheard_by text,
  message_allowed boolean NOT NULL,
  noted_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  noted_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, noted_by) REFERENCES memberships (id, user_id)
);
CREATE INDEX safe_contacts_case ON safe_contacts (case_id, person_id, noted_at DESC, id DESC);
CREATE INDEX safe_contacts_person ON safe_contacts (person_id);
CREATE INDEX safe_contacts_noted_by ON safe_contacts (membership_id, noted_by);
COMMENT ON TABLE safe_contacts IS 'how somebody is reached safely: the last one noted holds, the older ones stay';
COMMENT ON COLUMN safe_contacts.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN safe_contacts.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN safe_contacts.person_id IS 'pseudonymous: who is reached';
COMMENT ON COLUMN safe_contacts.channel IS 'personal: by telephone, by letter, through somebody, …';
COMMENT ON COLUMN safe_contacts.reach IS 'personal: number, address or name';
COMMENT ON COLUMN safe_contacts.hours IS 'personal: when it is safe';
COMMENT ON COLUMN safe_contacts.may_be_said IS 'personal: what may be said';
COMMENT ON COLUMN safe_contacts.overheard_by IS 'personal: who else hears or reads it';
COMMENT ON COLUMN safe_contacts.message_allowed IS 'personal: whether a message may be left';
COMMENT ON COLUMN safe_contacts.noted_by IS 'pseudonymous: who noted it';
COMMENT ON COLUMN safe_contacts.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN safe_contacts.noted_at IS 'pseudonymous: when it was noted';

GRANT SELECT, INSERT, UPDATE (end_reason, ended_by, ended_as, ended_at) ON terror_suspicions TO tandem_app;
GRANT SELECT, INSERT ON joint_meetings, red_flags, red_flag_entries, safe_contacts TO tandem_app;
GRANT SELECT ON terror_suspicions TO tandem_guard;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON joint_meetings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON red_flags
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON red_flag_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON safe_contacts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- All of this is a confidence of who is in danger: who works for another only never learns that it is there.
ALTER TABLE terror_suspicions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY heard ON terror_suspicions FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.hears(case_id, victim_id, true));
CREATE POLICY raised ON terror_suspicions FOR INSERT TO tandem_app
  WITH CHECK (raised_by = guard.actor() AND membership_id = guard.membership() AND guard.sits_in(case_id));
CREATE POLICY withdrawn ON terror_suspicions FOR UPDATE TO tandem_app
  USING (guard.sits_in(case_id))
  WITH CHECK (ended_by = guard.actor() AND ended_as = guard.membership() AND guard.sits_in(case_id));
ALTER TABLE joint_meetings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_suspicion ON joint_meetings TO tandem_app
  USING (EXISTS (SELECT 1 FROM terror_suspicions x WHERE x.id = suspicion_id OFFSET 0)
    AND EXISTS (SELECT 1 FROM contact_entries e WHERE e.id = contact_id OFFSET 0))
  WITH CHECK (EXISTS (SELECT 1 FROM terror_suspicions x WHERE x.id = suspicion_id OFFSET 0)
    AND EXISTS (SELECT 1 FROM contact_entries e WHERE e.id = contact_id OFFSET 0));
ALTER TABLE red_flags ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY heard ON red_flags TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.hears(case_id, person_id, true))
  WITH CHECK (guard.hears(case_id, person_id, true) AND recorded_by = guard.actor()
    AND membership_id = guard.membership());
ALTER TABLE red_flag_entries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_flag ON red_flag_entries TO tandem_app
  USING (EXISTS (SELECT 1 FROM red_flags f WHERE f.id = flag_id OFFSET 0))
  WITH CHECK (EXISTS (SELECT 1 FROM red_flags f WHERE f.id = flag_id OFFSET 0) AND written_by = guard.actor()
    AND membership_id = guard.membership());
ALTER TABLE safe_contacts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY heard ON safe_contacts TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.hears(case_id, person_id, true))
  WITH CHECK (guard.hears(case_id, person_id, true) AND noted_by = guard.actor()
    AND membership_id = guard.membership());
