CREATE TABLE disclosures (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  plan_version integer NOT NULL CHECK (plan_version > 0),
  reader text NOT NULL CHECK (reader IN ('duo', 'adult', 'child', 'school', 'police')),
  person_id uuid REFERENCES persons,
  sheet text NOT NULL CHECK (sheet IN ('plan', 'fridge')),
  ground text NOT NULL CHECK (ground IN ('concerns_reader', 'consent', 'youth_7_3_11', 'wmo_5_2_6', 'own_task')),
  receiver text NOT NULL,
  content text NOT NULL,
  content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
  left_out smallint NOT NULL CHECK (left_out >= 0),
  given_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  given_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, given_by) REFERENCES memberships (id, user_id),
  CHECK ((reader IN ('adult', 'child', 'school')) = (person_id IS NOT NULL))
);
CREATE INDEX disclosures_case ON disclosures (case_id, given_at DESC, id);
CREATE INDEX disclosures_person ON disclosures (person_id);
CREATE INDEX disclosures_given_by ON disclosures (membership_id, given_by);
CREATE INDEX disclosures_organisation ON disclosures (organisation_id);
COMMENT ON TABLE disclosures IS 'what of a case was given to whom, on which ground, word for word; never changed';
COMMENT ON COLUMN disclosures.id IS 'pseudonymous: identifier, random so that it tells no time';
COMMENT ON COLUMN disclosures.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN disclosures.plan_version IS 'plain: which version of the plan was printed';
COMMENT ON COLUMN disclosures.reader IS 'pseudonymous: for which kind of reader';
COMMENT ON COLUMN disclosures.person_id IS 'pseudonymous: the member of the household who reads it, or whose school does';
COMMENT ON COLUMN disclosures.sheet IS 'plain: the whole plan or the page for the fridge';
COMMENT ON COLUMN disclosures.ground IS 'pseudonymous: why it may be given';
COMMENT ON COLUMN disclosures.receiver IS 'personal: into whose hands it went';
COMMENT ON COLUMN disclosures.content IS 'personal: the document as it was given';
COMMENT ON COLUMN disclosures.content_hash IS 'pseudonymous: SHA-256 of the document';
COMMENT ON COLUMN disclosures.left_out IS 'pseudonymous: how many parts of the plan were not in it';
COMMENT ON COLUMN disclosures.given_by IS 'pseudonymous: the professional';
COMMENT ON COLUMN disclosures.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN disclosures.organisation_id IS 'pseudonymous: the organisation of the professional';
COMMENT ON COLUMN disclosures.given_at IS 'pseudonymous: when';

GRANT SELECT, INSERT ON disclosures TO tandem_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON disclosures
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE disclosures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON disclosures FOR SELECT TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.works_for_all(case_id));
CREATE POLICY by_duo ON disclosures FOR INSERT TO tandem_app
  WITH CHECK (guard.sits_in(case_id) AND guard.role() IN ('case_worker', 'safety_expert', 'vt_worker')
    AND given_by = guard.actor() AND membership_id = guard.membership()
    AND organisation_id = (SELECT guard.organisation()));
