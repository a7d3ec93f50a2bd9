DROP TABLE consultation_entries;
DROP TABLE consultation_facts;
DROP TABLE consultations;
SET ROLE tandem_guard;
DROP FUNCTION guard.advised_areas();
DROP FUNCTION guard.organisation_kind();
SET ROLE tandem_owner;
