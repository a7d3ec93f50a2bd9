-- Who is asking, set with SET LOCAL for one transaction and read by every policy.
-- The functions that look past row level security belong to tandem_guard, which can do nothing else.
CREATE EXTENSION IF NOT EXISTS btree_gist;

RESET ROLE;
CREATE SCHEMA guard AUTHORIZATION tandem_guard;
SET ROLE tandem_guard;
GRANT USAGE ON SCHEMA guard TO tandem_owner, tandem_app;

CREATE FUNCTION guard.actor() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('tandem.actor', true), '')::uuid;
CREATE FUNCTION guard.membership() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('tandem.membership', true), '')::uuid;
CREATE FUNCTION guard.moment() RETURNS timestamptz LANGUAGE sql STABLE
  RETURN nullif(current_setting('tandem.moment', true), '')::timestamptz;
CREATE FUNCTION guard.registered_after() RETURNS timestamptz LANGUAGE sql STABLE
  RETURN nullif(current_setting('tandem.registered_after', true), '')::timestamptz;
CREATE FUNCTION guard.errand() RETURNS text LANGUAGE sql STABLE
  RETURN coalesce(current_setting('tandem.errand', true), '');

COMMENT ON FUNCTION guard.actor() IS 'the signed-in person of this transaction, or null';
COMMENT ON FUNCTION guard.membership() IS 'the membership on whose behalf the person acts, or null';
COMMENT ON FUNCTION guard.moment() IS 'the moment of this transaction by the clock of the program';
COMMENT ON FUNCTION guard.registered_after() IS 'what was registered before this moment no longer shows itself to who registered it; null shows nothing';
COMMENT ON FUNCTION guard.errand() IS 'what the program does on its own account, such as sign_in; empty for a person';

SET ROLE tandem_owner;
