-- One safety plan for each case. An item never changes: each change is a revision of it, and a version is a list of
-- revisions. What is above an item, and the people and organisations in it, are columns, so that they are known to be there.
CREATE TABLE plan_items (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  kind text NOT NULL
    CHECK (kind IN ('situation', 'condition', 'agreement', 'risk_factor', 'measure', 'recovery_goal')),
  UNIQUE (id, case_id)
);
CREATE INDEX plan_items_case ON plan_items (case_id);
COMMENT ON TABLE plan_items IS 'the parts of the safety plan of a case, whatever became of them';
COMMENT ON COLUMN plan_items.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN plan_items.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN plan_items.kind IS 'pseudonymous: situation, condition, …';

CREATE TABLE plan_revisions (
  item_id uuid NOT NULL,
  revision integer NOT NULL CHECK (revision >= 1),
  case_id uuid NOT NULL,
  content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
  under_id uuid CHECK (under_id <> item_id),
  person_id uuid REFERENCES persons,
  user_id uuid REFERENCES users,
  organisation_id uuid REFERENCES organisations,
  removed boolean NOT NULL,
  made_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (item_id, revision),
  FOREIGN KEY (item_id, case_id) REFERENCES plan_items (id, case_id),
  FOREIGN KEY (under_id, case_id) REFERENCES plan_items (id, case_id),
  FOREIGN KEY (membership_id, made_by) REFERENCES memberships (id, user_id)
);
CREATE INDEX plan_revisions_case ON plan_revisions (case_id, item_id, revision DESC);
CREATE INDEX plan_revisions_under ON plan_revisions (under_id, case_id);
CREATE INDEX plan_revisions_person ON plan_revisions (person_id);
CREATE INDEX plan_revisions_user ON plan_revisions (user_id);
CREATE INDEX plan_revisions_organisation ON plan_revisions (organisation_id);
CREATE INDEX plan_revisions_made_by ON plan_revisions (membership_id, made_by);
COMMENT ON TABLE plan_revisions IS 'every text that a part of the safety plan ever had; the working plan is the latest of each';
COMMENT ON COLUMN plan_revisions.item_id IS 'pseudonymous: the part';
COMMENT ON COLUMN plan_revisions.revision IS 'plain: counts from 1 within the part';
COMMENT ON COLUMN plan_revisions.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN plan_revisions.content IS 'personal: what it says, by field';
COMMENT ON COLUMN plan_revisions.under_id IS 'pseudonymous: the part that it belongs to';
COMMENT ON COLUMN plan_revisions.person_id IS 'pseudonymous: who does it, or whose recovery it is';
COMMENT ON COLUMN plan_revisions.user_id IS 'pseudonymous: the professional who does it';
COMMENT ON COLUMN plan_revisions.organisation_id IS 'pseudonymous: the organisation that set the condition';
COMMENT ON COLUMN plan_revisions.removed IS 'pseudonymous: whether this revision takes it out of the plan';
COMMENT ON COLUMN plan_revisions.made_by IS 'pseudonymous: the professional who wrote it';
COMMENT ON COLUMN plan_revisions.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN plan_revisions.made_at IS 'pseudonymous: when it was written';

CREATE TABLE plan_revision_persons (
  item_id uuid NOT NULL,
  revision integer NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  PRIMARY KEY (item_id, revision, person_id),
  FOREIGN KEY (item_id, revision) REFERENCES plan_revisions (item_id, revision)
);
CREATE INDEX plan_revision_persons_person ON plan_revision_persons (person_id);
COMMENT ON TABLE plan_revision_persons IS 'whom a part of the safety plan is about';
COMMENT ON COLUMN plan_revision_persons.item_id IS 'pseudonymous: the part';
COMMENT ON COLUMN plan_revision_persons.revision IS 'plain: which text of it';
COMMENT ON COLUMN plan_revision_persons.person_id IS 'pseudonymous: the person';

CREATE TABLE plan_marks (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  item_id uuid NOT NULL,
  mark text NOT NULL CHECK (mark IN ('fulfilled', 'broken', 'withdrawn', 'kept', 'not_kept', 'removed', 'manageable',
    'lasting', 'requested', 'started', 'ended', 'reached', 'partly_reached', 'not_reached')),
  on_day date NOT NULL,
  note text,
  made_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  FOREIGN KEY (item_id, case_id) REFERENCES plan_items (id, case_id),
  FOREIGN KEY (membership_id, made_by) REFERENCES memberships (id, user_id),
  CHECK (mark <> 'lasting' OR note IS NOT NULL)
);
CREATE INDEX plan_marks_case ON plan_marks (case_id, item_id, on_day DESC, made_at DESC, id DESC);
CREATE INDEX plan_marks_made_by ON plan_marks (membership_id, made_by);
COMMENT ON TABLE plan_marks IS 'what became of a part of the safety plan, as facts over time; the latest counts';
COMMENT ON COLUMN plan_marks.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN plan_marks.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN plan_marks.item_id IS 'pseudonymous: the part';
COMMENT ON COLUMN plan_marks.mark IS 'personal: fulfilled, broken, kept, …';
COMMENT ON COLUMN plan_marks.on_day IS 'personal: the day on which it was so';
COMMENT ON COLUMN plan_marks.note IS 'personal: what happened, or what guards a lasting risk';
COMMENT ON COLUMN plan_marks.made_by IS 'pseudonymous: the professional who noted it';
COMMENT ON COLUMN plan_marks.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN plan_marks.made_at IS 'pseudonymous: when it was noted';

CREATE TABLE plan_versions (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  number integer NOT NULL CHECK (number >= 1),
  adopted_at timestamptz NOT NULL,
  adopted_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  UNIQUE (case_id, number),
  FOREIGN KEY (membership_id, adopted_by) REFERENCES memberships (id, user_id)
);
CREATE INDEX plan_versions_adopted_by ON plan_versions (membership_id, adopted_by);
COMMENT ON TABLE plan_versions IS 'the safety plan as it was adopted; the highest number holds';
COMMENT ON COLUMN plan_versions.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN plan_versions.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN plan_versions.number IS 'pseudonymous: counts from 1 within the case';
COMMENT ON COLUMN plan_versions.adopted_at IS 'pseudonymous: from when it holds';
COMMENT ON COLUMN plan_versions.adopted_by IS 'pseudonymous: the professional who recorded it';
COMMENT ON COLUMN plan_versions.membership_id IS 'pseudonymous: on whose behalf';

CREATE TABLE plan_version_items (
  version_id uuid NOT NULL REFERENCES plan_versions,
  item_id uuid NOT NULL,
  revision integer NOT NULL,
  PRIMARY KEY (version_id, item_id),
  FOREIGN KEY (item_id, revision) REFERENCES plan_revisions (item_id, revision)
);
CREATE INDEX plan_version_items_revision ON plan_version_items (item_id, revision);
COMMENT ON TABLE plan_version_items IS 'which text of which part a version holds';
COMMENT ON COLUMN plan_version_items.version_id IS 'pseudonymous: the version';
COMMENT ON COLUMN plan_version_items.item_id IS 'pseudonymous: the part';
COMMENT ON COLUMN plan_version_items.revision IS 'plain: which text of it';

CREATE TABLE plan_voices (
  version_id uuid NOT NULL REFERENCES plan_versions,
  person_id uuid NOT NULL REFERENCES persons,
  opinion text NOT NULL CHECK (opinion IN ('agrees', 'disagrees', 'heard', 'not_asked')),
  reason text,
  asked_how text CHECK (asked_how IN ('in_person', 'by_phone', 'with_card', 'in_writing')),
  own_words text,
  age_at smallint CHECK (age_at BETWEEN 0 AND 120),
  PRIMARY KEY (version_id, person_id),
  CHECK (opinion NOT IN ('disagrees', 'not_asked') OR reason IS NOT NULL),
  CHECK (opinion <> 'not_asked' OR coalesce(asked_how, own_words) IS NULL)
);
CREATE INDEX plan_voices_person ON plan_voices (person_id);
COMMENT ON TABLE plan_voices IS 'what each member of the household said of a version of the safety plan';
COMMENT ON COLUMN plan_voices.version_id IS 'pseudonymous: the version';
COMMENT ON COLUMN plan_voices.person_id IS 'pseudonymous: the member';
COMMENT ON COLUMN plan_voices.opinion IS 'personal: agrees, does not, was heard, or was not asked';
COMMENT ON COLUMN plan_voices.reason IS 'personal: why not';
COMMENT ON COLUMN plan_voices.asked_how IS 'personal: how the member was asked';
COMMENT ON COLUMN plan_voices.own_words IS 'personal: what the member said, word for word';
COMMENT ON COLUMN plan_voices.age_at IS 'personal: age of that member at the time';

CREATE TABLE plan_consents (
  id uuid PRIMARY KEY,
  version_id uuid NOT NULL REFERENCES plan_versions,
  organisation_id uuid NOT NULL REFERENCES organisations,
  agrees boolean NOT NULL,
  reason text,
  given_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  given_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, given_by) REFERENCES memberships (id, user_id),
  CHECK (agrees OR reason IS NOT NULL)
);
CREATE INDEX plan_consents_version ON plan_consents (version_id, organisation_id, given_at DESC);
CREATE INDEX plan_consents_organisation ON plan_consents (organisation_id);
CREATE INDEX plan_consents_given_by ON plan_consents (membership_id, given_by);
COMMENT ON TABLE plan_consents IS 'whether an organisation of the duo agrees with a version; the latest of each counts';
COMMENT ON COLUMN plan_consents.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN plan_consents.version_id IS 'pseudonymous: the version';
COMMENT ON COLUMN plan_consents.organisation_id IS 'pseudonymous: the organisation';
COMMENT ON COLUMN plan_consents.agrees IS 'pseudonymous: yes or no';
COMMENT ON COLUMN plan_consents.reason IS 'personal: why not';
COMMENT ON COLUMN plan_consents.given_by IS 'pseudonymous: the professional who said so';
COMMENT ON COLUMN plan_consents.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN plan_consents.given_at IS 'pseudonymous: when';

GRANT SELECT, INSERT ON plan_items, plan_revisions, plan_revision_persons, plan_marks, plan_versions, plan_version_items,
  plan_voices, plan_consents TO tandem_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_items
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_revisions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_revision_persons
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_marks
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_version_items
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_voices
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_consents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

SET ROLE tandem_guard;
CREATE FUNCTION guard.edits_plan(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  acts_as text := guard.role();
  membership uuid := guard.membership();
BEGIN
  IF acts_as IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner') AND EXISTS (
    SELECT 1 FROM public.duo_seats s
    WHERE s.case_id = wanted AND s.user_id = guard.actor() AND s.membership_id = membership
      AND s.starts_at <= guard.moment() AND (s.ends_at IS NULL OR s.ends_at > guard.moment())) THEN
    RETURN true;
  END IF;
  RETURN coalesce(acts_as IN ('case_worker', 'safety_expert'), false) AND EXISTS (
    SELECT 1 FROM public.cases c
    WHERE c.id = wanted AND c.opened_as = membership
      AND NOT EXISTS (SELECT 1 FROM public.duo_seats s WHERE s.case_id = c.id));
END $$;
COMMENT ON FUNCTION guard.edits_plan IS 'whether the acting membership may change the safety plan of a case: from a seat, or as the opener before there is a duo';
REVOKE EXECUTE ON FUNCTION guard.edits_plan FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.edits_plan TO tandem_app, tandem_owner;
SET ROLE tandem_owner;

ALTER TABLE plan_items ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON plan_items FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
CREATE POLICY written ON plan_items FOR INSERT TO tandem_app WITH CHECK (guard.edits_plan(case_id));
ALTER TABLE plan_revisions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON plan_revisions FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
CREATE POLICY written ON plan_revisions FOR INSERT TO tandem_app
  WITH CHECK (guard.edits_plan(case_id) AND made_by = guard.actor() AND membership_id = guard.membership()
    AND made_at = guard.moment());
-- What belongs to a revision or a version is written in the same act, and never added to it later.
ALTER TABLE plan_revision_persons ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_revision ON plan_revision_persons FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM plan_revisions r WHERE (r.item_id, r.revision) = (plan_revision_persons.item_id, plan_revision_persons.revision) OFFSET 0));
CREATE POLICY written ON plan_revision_persons FOR INSERT TO tandem_app
  WITH CHECK (EXISTS (SELECT 1 FROM plan_revisions r
    WHERE (r.item_id, r.revision) = (plan_revision_persons.item_id, plan_revision_persons.revision)
      AND r.made_by = guard.actor() AND r.made_at = guard.moment() OFFSET 0));
ALTER TABLE plan_marks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON plan_marks FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
CREATE POLICY noted ON plan_marks FOR INSERT TO tandem_app
  WITH CHECK (guard.edits_plan(case_id) AND made_by = guard.actor() AND membership_id = guard.membership()
    AND made_at = guard.moment());
ALTER TABLE plan_versions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON plan_versions FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
CREATE POLICY adopted ON plan_versions FOR INSERT TO tandem_app
  WITH CHECK (guard.edits_plan(case_id) AND adopted_by = guard.actor() AND membership_id = guard.membership()
    AND adopted_at = guard.moment());
ALTER TABLE plan_version_items ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_version ON plan_version_items FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM plan_versions v WHERE v.id = version_id OFFSET 0));
CREATE POLICY adopted ON plan_version_items FOR INSERT TO tandem_app
  WITH CHECK (EXISTS (SELECT 1 FROM plan_versions v
    WHERE v.id = version_id AND v.adopted_by = guard.actor() AND v.adopted_at = guard.moment() OFFSET 0));
ALTER TABLE plan_voices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_version ON plan_voices FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM plan_versions v WHERE v.id = version_id OFFSET 0));
CREATE POLICY adopted ON plan_voices FOR INSERT TO tandem_app
  WITH CHECK (EXISTS (SELECT 1 FROM plan_versions v
    WHERE v.id = version_id AND v.adopted_by = guard.actor() AND v.adopted_at = guard.moment() OFFSET 0));
ALTER TABLE plan_consents ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_version ON plan_consents FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM plan_versions v WHERE v.id = version_id OFFSET 0));
CREATE POLICY given ON plan_consents FOR INSERT TO tandem_app
  WITH CHECK (given_by = guard.actor() AND membership_id = guard.membership() AND given_at = guard.moment()
    AND organisation_id = (SELECT guard.organisation())
    AND EXISTS (SELECT 1 FROM plan_versions v WHERE v.id = version_id AND guard.edits_plan(v.case_id) OFFSET 0));
