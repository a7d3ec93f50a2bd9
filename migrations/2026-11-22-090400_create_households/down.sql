DROP TABLE search_terms;
DROP TABLE relationships;
DROP TABLE household_members;
DROP TABLE households;
DROP TABLE persons;
