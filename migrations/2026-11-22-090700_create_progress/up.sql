CREATE TABLE contact_entries (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  kind text NOT NULL CHECK (kind IN ('visit', 'call', 'meeting', 'message', 'video')),
  happened_at timestamptz NOT NULL,
  compartment text NOT NULL CHECK (compartment IN ('shared', 'own_organisation', 'per_person')),
  person_id uuid REFERENCES persons,
  observed text,
  agreed text,
  next_step text,
  corrects_id uuid UNIQUE REFERENCES contact_entries,
  written_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  written_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, written_by) REFERENCES memberships (id, user_id),
  CHECK (coalesce(observed, agreed, next_step) IS NOT NULL),
  CHECK ((compartment = 'per_person') = (person_id IS NOT NULL))
);
CREATE INDEX contact_entries_person ON contact_entries (person_id);
CREATE INDEX contact_entries_case ON contact_entries (case_id, happened_at DESC, id);
CREATE INDEX contact_entries_written_by ON contact_entries (membership_id, written_by);
CREATE INDEX contact_entries_organisation ON contact_entries (organisation_id);
COMMENT ON TABLE contact_entries IS 'the progress log: every contact with the household; corrections are entries that point at what they correct';
COMMENT ON COLUMN contact_entries.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN contact_entries.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN contact_entries.kind IS 'pseudonymous: visit, call, …';
COMMENT ON COLUMN contact_entries.happened_at IS 'personal: when it took place';
COMMENT ON COLUMN contact_entries.compartment IS 'pseudonymous: who may see it';
COMMENT ON COLUMN contact_entries.person_id IS 'pseudonymous: whose confidence it is, when it is one';
COMMENT ON COLUMN contact_entries.observed IS 'personal: what was seen and heard';
COMMENT ON COLUMN contact_entries.agreed IS 'personal: what was agreed';
COMMENT ON COLUMN contact_entries.next_step IS 'personal: what comes next';
COMMENT ON COLUMN contact_entries.corrects_id IS 'pseudonymous: the entry that this one corrects';
COMMENT ON COLUMN contact_entries.written_by IS 'pseudonymous: the professional';
COMMENT ON COLUMN contact_entries.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN contact_entries.organisation_id IS 'pseudonymous: the organisation of the writer';
COMMENT ON COLUMN contact_entries.written_at IS 'pseudonymous: when it was written';

CREATE TABLE contact_presences (
  contact_id uuid NOT NULL REFERENCES contact_entries,
  person_id uuid NOT NULL REFERENCES persons,
  presence text NOT NULL CHECK (presence IN ('seen', 'spoken', 'not_reached')),
  alone boolean NOT NULL,
  PRIMARY KEY (contact_id, person_id),
  CHECK (presence <> 'not_reached' OR NOT alone)
);
CREATE INDEX contact_presences_person ON contact_presences (person_id);
COMMENT ON TABLE contact_presences IS 'who was seen or spoken, alone or not';
COMMENT ON COLUMN contact_presences.contact_id IS 'pseudonymous: the contact';
COMMENT ON COLUMN contact_presences.person_id IS 'pseudonymous: the person';
COMMENT ON COLUMN contact_presences.presence IS 'personal: seen, spoken or not reached';
COMMENT ON COLUMN contact_presences.alone IS 'personal: without another member of the household';

CREATE TABLE contact_drafts (
  case_id uuid NOT NULL REFERENCES cases,
  user_id uuid NOT NULL REFERENCES users,
  content bytea NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, user_id)
);
CREATE INDEX contact_drafts_user ON contact_drafts (user_id);
COMMENT ON TABLE contact_drafts IS 'what somebody was typing; only for the person who typed it';
COMMENT ON COLUMN contact_drafts.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN contact_drafts.user_id IS 'pseudonymous: who types';
COMMENT ON COLUMN contact_drafts.content IS 'personal: the form as typed, encrypted by the program';
COMMENT ON COLUMN contact_drafts.saved_at IS 'pseudonymous: when it was kept';

CREATE TABLE safety_scores (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  value smallint NOT NULL CHECK (value BETWEEN 1 AND 10),
  scale_version integer NOT NULL,
  rater_user_id uuid REFERENCES users,
  rater_person_id uuid REFERENCES persons,
  age_at smallint CHECK (age_at BETWEEN 0 AND 120),
  asked_how text CHECK (asked_how IN ('in_person', 'by_phone', 'with_card', 'in_writing')),
  about_person_id uuid REFERENCES persons,
  phase text NOT NULL,
  reason text,
  scored_at timestamptz NOT NULL,
  entered_by uuid NOT NULL,
  membership_id uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  entered_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, entered_by) REFERENCES memberships (id, user_id),
  CHECK ((rater_user_id IS NULL) <> (rater_person_id IS NULL)),
  CHECK (rater_user_id IS NULL OR rater_user_id = entered_by)
);
CREATE INDEX safety_scores_case ON safety_scores (case_id, scored_at DESC, id);
CREATE INDEX safety_scores_rater_user ON safety_scores (rater_user_id);
CREATE INDEX safety_scores_rater_person ON safety_scores (rater_person_id);
CREATE INDEX safety_scores_about_person ON safety_scores (about_person_id);
CREATE INDEX safety_scores_entered_by ON safety_scores (membership_id, entered_by);
CREATE INDEX safety_scores_organisation ON safety_scores (organisation_id);
COMMENT ON TABLE safety_scores IS 'scores on the Veiligheidschaal, 1 to 10, by everyone involved; never changed, never averaged';
COMMENT ON COLUMN safety_scores.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN safety_scores.case_id IS 'pseudonymous: the case';
COMMENT ON COLUMN safety_scores.value IS 'personal: 1 (very unsafe) to 10 (safe)';
COMMENT ON COLUMN safety_scores.scale_version IS 'plain: version of the scale';
COMMENT ON COLUMN safety_scores.rater_user_id IS 'pseudonymous: the professional who gave it';
COMMENT ON COLUMN safety_scores.rater_person_id IS 'pseudonymous: the member of the household who gave it';
COMMENT ON COLUMN safety_scores.age_at IS 'personal: age of that member at the time';
COMMENT ON COLUMN safety_scores.asked_how IS 'personal: how the member was asked';
COMMENT ON COLUMN safety_scores.about_person_id IS 'pseudonymous: whom it is about; null for the whole household';
COMMENT ON COLUMN safety_scores.phase IS 'pseudonymous: phase of the case at the time';
COMMENT ON COLUMN safety_scores.reason IS 'personal: why this number';
COMMENT ON COLUMN safety_scores.scored_at IS 'pseudonymous: when it was given';
COMMENT ON COLUMN safety_scores.entered_by IS 'pseudonymous: who entered it';
COMMENT ON COLUMN safety_scores.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN safety_scores.organisation_id IS 'pseudonymous: the organisation of who entered it';
COMMENT ON COLUMN safety_scores.entered_at IS 'pseudonymous: when it was entered';

GRANT SELECT, INSERT ON contact_entries, contact_presences, safety_scores TO tandem_app;
GRANT SELECT, INSERT, UPDATE (content, saved_at), DELETE ON contact_drafts TO tandem_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contact_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contact_presences
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON safety_scores
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What is written of a contact with somebody holds what that person said.
GRANT SELECT ON contact_entries, contact_presences TO tandem_guard;
SET ROLE tandem_guard;
CREATE FUNCTION guard.hears_contact(entry uuid, wanted uuid, voice uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN guard.works_for_all(wanted) OR guard.hears(wanted, voice, true) AND NOT EXISTS (
    SELECT 1 FROM public.contact_presences a
    WHERE a.contact_id = entry AND a.presence <> 'not_reached' AND NOT guard.hears(wanted, a.person_id, false));
END $$;
COMMENT ON FUNCTION guard.hears_contact IS 'whether the acting membership may hear whose confidence an entry is, and everybody who was met in it';

CREATE FUNCTION guard.writes_contact(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.contact_entries e WHERE e.id = wanted
    AND e.written_by = guard.actor() AND e.membership_id = guard.membership() AND e.written_at = guard.moment());
END $$;
COMMENT ON FUNCTION guard.writes_contact IS 'whether the acting membership writes an entry right now';
REVOKE EXECUTE ON FUNCTION guard.hears_contact, guard.writes_contact FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.hears_contact, guard.writes_contact TO tandem_app, tandem_owner;
SET ROLE tandem_owner;

ALTER TABLE contact_entries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_compartment ON contact_entries TO tandem_app
  USING ((case_id = ANY ((SELECT guard.entered_for_all())::uuid[])
      OR guard.hears_contact(id, case_id, person_id))
    AND (compartment <> 'own_organisation' OR organisation_id = (SELECT guard.organisation())))
  WITH CHECK (guard.hears(case_id, person_id, true) AND written_by = guard.actor() AND membership_id = guard.membership()
    AND organisation_id = (SELECT guard.organisation()));
ALTER TABLE contact_presences ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_contact ON contact_presences FOR SELECT TO tandem_app
  USING (EXISTS (SELECT 1 FROM contact_entries e WHERE e.id = contact_id OFFSET 0));
CREATE POLICY met ON contact_presences FOR INSERT TO tandem_app WITH CHECK (guard.writes_contact(contact_id));
ALTER TABLE contact_drafts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON contact_drafts TO tandem_app
  USING (user_id = guard.actor() AND (case_id = ANY ((SELECT guard.entered_cases())::uuid[]) OR guard.sees_case(case_id)))
  WITH CHECK (user_id = guard.actor() AND guard.sees_case(case_id));
ALTER TABLE safety_scores ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_case ON safety_scores TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[])
    OR guard.hears(case_id, rater_person_id, false))
  WITH CHECK (guard.hears(case_id, rater_person_id, false) AND entered_by = guard.actor() AND membership_id = guard.membership());
