DROP TABLE safety_scores;
DROP TABLE contact_drafts;
DROP TABLE contact_presences;
DROP TABLE contact_entries;
