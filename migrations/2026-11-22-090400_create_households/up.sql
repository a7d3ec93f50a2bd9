CREATE TABLE persons (
  id uuid PRIMARY KEY,
  given_name text,
  infix text,
  family_name text NOT NULL CHECK (length(family_name) BETWEEN 1 AND 100),
  surname_key text NOT NULL,
  given_key text NOT NULL,
  birth text NOT NULL,
  born_from date,
  born_until date,
  expected boolean NOT NULL DEFAULT false,
  bsn bytea,
  bsn_index bytea,
  pronouns text NOT NULL,
  died_on date,
  address_shielded boolean NOT NULL DEFAULT false,
  registered_by uuid NOT NULL REFERENCES users,
  registered_at timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  CHECK (born_from IS NULL OR died_on IS NULL OR died_on >= born_from),
  CHECK (NOT expected OR born_from IS NOT NULL),
  CHECK ((bsn IS NULL) = (bsn_index IS NULL))
);
CREATE INDEX persons_surname ON persons (surname_key, born_from);
CREATE INDEX persons_born ON persons (born_from, surname_key);
CREATE INDEX persons_bsn ON persons (bsn_index) WHERE bsn_index IS NOT NULL;
CREATE INDEX persons_registered_by ON persons (registered_by);
COMMENT ON TABLE persons IS 'people of 0 to 100 years, the unborn included';
COMMENT ON COLUMN persons.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN persons.given_name IS 'personal: given names or call name';
COMMENT ON COLUMN persons.infix IS 'personal: tussenvoegsel';
COMMENT ON COLUMN persons.family_name IS 'personal: family name';
COMMENT ON COLUMN persons.surname_key IS 'personal: family name folded for tolerant search';
COMMENT ON COLUMN persons.given_key IS 'personal: given name folded for tolerant search';
COMMENT ON COLUMN persons.birth IS 'personal: birth date as far as known, or the expected date of the unborn';
COMMENT ON COLUMN persons.born_from IS 'personal: earliest possible day of birth';
COMMENT ON COLUMN persons.born_until IS 'personal: latest possible day of birth';
COMMENT ON COLUMN persons.expected IS 'personal: not born yet; the birth date is the expected day';
COMMENT ON COLUMN persons.bsn IS 'personal: citizen service number, encrypted by the program';
COMMENT ON COLUMN persons.bsn_index IS 'personal: keyed hash of the number, for exact search only';
COMMENT ON COLUMN persons.pronouns IS 'personal: how the person wants to be addressed';
COMMENT ON COLUMN persons.died_on IS 'personal: day of death';
COMMENT ON COLUMN persons.address_shielded IS 'personal: the address must never be shown';
COMMENT ON COLUMN persons.registered_by IS 'pseudonymous: the professional who registered the person';
COMMENT ON COLUMN persons.registered_at IS 'pseudonymous: when';
COMMENT ON COLUMN persons.version IS 'plain: grows with every change';

CREATE TABLE households (
  id uuid PRIMARY KEY,
  area_id uuid NOT NULL REFERENCES areas,
  registered_by uuid NOT NULL,
  registered_as uuid NOT NULL,
  registered_at timestamptz NOT NULL,
  split_from uuid REFERENCES households,
  version bigint NOT NULL DEFAULT 1,
  FOREIGN KEY (registered_as, registered_by) REFERENCES memberships (id, user_id)
);
CREATE INDEX households_area ON households (area_id);
CREATE INDEX households_registered_by ON households (registered_by, registered_as);
CREATE INDEX households_split_from ON households (split_from);
COMMENT ON TABLE households IS 'a system of people; ex-partners outside the home belong to it';
COMMENT ON COLUMN households.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN households.area_id IS 'pseudonymous: municipality or district';
COMMENT ON COLUMN households.registered_by IS 'pseudonymous: the professional who registered it';
COMMENT ON COLUMN households.registered_as IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN households.registered_at IS 'pseudonymous: when';
COMMENT ON COLUMN households.split_from IS 'pseudonymous: the household that it was split from';
COMMENT ON COLUMN households.version IS 'plain: grows with every change';

CREATE TABLE household_members (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES households,
  person_id uuid NOT NULL REFERENCES persons,
  role text NOT NULL CHECK (role IN ('adult', 'child', 'unborn_child', 'ex_partner', 'other')),
  lives_here boolean NOT NULL,
  joined_on date NOT NULL,
  left_on date,
  leave_reason text CHECK (leave_reason IN ('moved_out', 'separated', 'deceased', 'placed_elsewhere', 'other')),
  known_given_name text,
  known_infix text,
  known_family_name text,
  recorded_by uuid NOT NULL REFERENCES users,
  recorded_at timestamptz NOT NULL,
  CHECK (left_on IS NULL OR left_on >= joined_on),
  CHECK ((left_on IS NULL) = (leave_reason IS NULL)),
  CHECK ((left_on IS NULL) = (known_family_name IS NULL)),
  CONSTRAINT once_in_a_household EXCLUDE USING gist
    -- As text, because a search for the person alone would take this index and read all of it.
    (household_id WITH =, (person_id::text) WITH =, daterange(joined_on, left_on, '[]') WITH &&)
);
CREATE INDEX household_members_household ON household_members (household_id);
CREATE INDEX household_members_person ON household_members (person_id, household_id);
CREATE INDEX household_members_recorded_by ON household_members (recorded_by);
COMMENT ON TABLE household_members IS 'who belongs to a household, in which role, from when until when';
COMMENT ON COLUMN household_members.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN household_members.household_id IS 'pseudonymous: the household';
COMMENT ON COLUMN household_members.person_id IS 'pseudonymous: the person';
COMMENT ON COLUMN household_members.role IS 'personal: role in the household';
COMMENT ON COLUMN household_members.lives_here IS 'personal: whether the person lives in the home';
COMMENT ON COLUMN household_members.joined_on IS 'personal: first day';
COMMENT ON COLUMN household_members.left_on IS 'personal: last day';
COMMENT ON COLUMN household_members.leave_reason IS 'personal: why the person left';
COMMENT ON COLUMN household_members.known_given_name IS 'personal: given name when the person left; what comes after is not for this household';
COMMENT ON COLUMN household_members.known_infix IS 'personal: tussenvoegsel when the person left';
COMMENT ON COLUMN household_members.known_family_name IS 'personal: family name when the person left';
COMMENT ON COLUMN household_members.recorded_by IS 'pseudonymous: the professional who recorded it';
COMMENT ON COLUMN household_members.recorded_at IS 'pseudonymous: when';

CREATE TABLE relationships (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES households,
  from_person_id uuid NOT NULL REFERENCES persons,
  to_person_id uuid NOT NULL REFERENCES persons,
  kind text NOT NULL,
  parental_authority boolean,
  starts_on date,
  ends_on date,
  recorded_by uuid NOT NULL REFERENCES users,
  recorded_at timestamptz NOT NULL,
  CHECK (from_person_id <> to_person_id),
  CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on),
  CONSTRAINT relationship_once UNIQUE NULLS NOT DISTINCT (household_id, from_person_id, to_person_id, kind, starts_on)
);
CREATE INDEX relationships_from ON relationships (from_person_id);
CREATE INDEX relationships_to ON relationships (to_person_id);
CREATE INDEX relationships_recorded_by ON relationships (recorded_by);
COMMENT ON TABLE relationships IS 'how two people of a household are related';
COMMENT ON COLUMN relationships.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN relationships.household_id IS 'pseudonymous: the household in which it was recorded';
COMMENT ON COLUMN relationships.from_person_id IS 'pseudonymous: the parent, partner, carer, …';
COMMENT ON COLUMN relationships.to_person_id IS 'pseudonymous: the child, partner, cared-for, …';
COMMENT ON COLUMN relationships.kind IS 'personal: kind of relationship';
COMMENT ON COLUMN relationships.parental_authority IS 'personal: whether the parent or guardian has authority, null when unknown or not asked';
COMMENT ON COLUMN relationships.starts_on IS 'personal: first day, null when unknown';
COMMENT ON COLUMN relationships.ends_on IS 'personal: last day';
COMMENT ON COLUMN relationships.recorded_by IS 'pseudonymous: the professional who recorded it';
COMMENT ON COLUMN relationships.recorded_at IS 'pseudonymous: when';

CREATE TABLE search_terms (
  act uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('search', 'recognition')),
  user_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  terms bytea NOT NULL,
  reason bytea,
  hits integer NOT NULL CHECK (hits >= 0),
  at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, user_id) REFERENCES memberships (id, user_id),
  CHECK ((kind = 'recognition') = (reason IS NOT NULL))
);
CREATE INDEX search_terms_membership ON search_terms (membership_id, user_id);
COMMENT ON TABLE search_terms IS 'for whom somebody searched; only a review may ever open it';
COMMENT ON COLUMN search_terms.act IS 'pseudonymous: joins it to the audit log';
COMMENT ON COLUMN search_terms.kind IS 'plain: search in sight, or recognition outside it';
COMMENT ON COLUMN search_terms.user_id IS 'pseudonymous: who searched';
COMMENT ON COLUMN search_terms.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN search_terms.terms IS 'personal: names and birth date that were sought, encrypted by the program';
COMMENT ON COLUMN search_terms.reason IS 'personal: why, encrypted by the program';
COMMENT ON COLUMN search_terms.hits IS 'pseudonymous: how many people or teams were found';
COMMENT ON COLUMN search_terms.at IS 'pseudonymous: when';

GRANT SELECT, INSERT, UPDATE (given_name, infix, family_name, surname_key, given_key, birth, born_from, born_until,
  expected, bsn, bsn_index, pronouns, died_on, address_shielded, version) ON persons TO tandem_app;
GRANT SELECT, INSERT, UPDATE (version, area_id) ON households TO tandem_app;
GRANT SELECT, INSERT, UPDATE (left_on, leave_reason, known_given_name, known_infix, known_family_name)
  ON household_members TO tandem_app;
GRANT SELECT, INSERT, UPDATE (ends_on) ON relationships TO tandem_app;
GRANT SELECT ON persons, households, household_members TO tandem_guard;
GRANT INSERT ON search_terms TO tandem_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON search_terms
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE search_terms ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON search_terms FOR INSERT TO tandem_app
  WITH CHECK (user_id = guard.actor() AND membership_id = guard.membership());
