DROP TABLE safety_scores;
DROP TABLE contact_drafts;
DROP TABLE contact_presences;
DROP TABLE contact_entries;
SET ROLE tandem_guard;
DROP FUNCTION guard.writes_contact;
DROP FUNCTION guard.hears_contact;
SET ROLE tandem_owner;
