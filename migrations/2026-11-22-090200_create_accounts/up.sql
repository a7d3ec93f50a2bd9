CREATE TABLE users (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name = lower(name)),
  display_name text NOT NULL,
  expertise text[] NOT NULL DEFAULT '{}',
  capacity integer NOT NULL DEFAULT 0 CHECK (capacity BETWEEN 0 AND 200),
  demo boolean NOT NULL DEFAULT false,
  blocked_at timestamptz,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE users IS 'professionals who may sign in';
COMMENT ON COLUMN users.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN users.name IS 'personal: what one signs in with';
COMMENT ON COLUMN users.display_name IS 'personal: name on the page';
COMMENT ON COLUMN users.expertise IS 'personal: subjects on which colleagues may ask this person';
COMMENT ON COLUMN users.capacity IS 'personal: households that this person can have at once';
COMMENT ON COLUMN users.demo IS 'plain: made by the demonstration; production refuses to start with such accounts';
COMMENT ON COLUMN users.blocked_at IS 'personal: since when the account is blocked';
COMMENT ON COLUMN users.created_at IS 'personal: when the account was made';

-- Apart from the account, because colleagues may read each other's account.
CREATE TABLE passwords (
  user_id uuid PRIMARY KEY REFERENCES users,
  hash text NOT NULL
);
COMMENT ON TABLE passwords IS 'what a password is checked against; readable while somebody signs in, and then only';
COMMENT ON COLUMN passwords.user_id IS 'pseudonymous: the person';
COMMENT ON COLUMN passwords.hash IS 'personal: argon2id in PHC format';

CREATE TABLE memberships (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users,
  organisation_id uuid NOT NULL REFERENCES organisations,
  role text NOT NULL CHECK (role IN ('case_worker', 'safety_expert', 'vt_worker', 'team_lead', 'supervisor',
    'mda_director', 'network_chair', 'chain_partner', 'thv_authority', 'policy_officer', 'privacy_officer', 'org_admin')),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz,
  UNIQUE (id, user_id),
  CHECK (ends_at IS NULL OR ends_at >= starts_at)
);
CREATE INDEX memberships_user ON memberships (user_id);
CREATE INDEX memberships_organisation ON memberships (organisation_id);
COMMENT ON TABLE memberships IS 'in which organisation a person works, in which role, from when until when';
COMMENT ON COLUMN memberships.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN memberships.user_id IS 'pseudonymous: the person';
COMMENT ON COLUMN memberships.organisation_id IS 'pseudonymous: the organisation';
COMMENT ON COLUMN memberships.role IS 'pseudonymous: the role; it says nothing about any case';
COMMENT ON COLUMN memberships.starts_at IS 'pseudonymous: from when';
COMMENT ON COLUMN memberships.ends_at IS 'pseudonymous: until when';

CREATE TABLE membership_teams (
  membership_id uuid NOT NULL REFERENCES memberships,
  team_id uuid NOT NULL REFERENCES teams,
  PRIMARY KEY (membership_id, team_id)
);
CREATE INDEX membership_teams_team ON membership_teams (team_id);
COMMENT ON TABLE membership_teams IS 'the teams of a membership';
COMMENT ON COLUMN membership_teams.membership_id IS 'pseudonymous: the membership';
COMMENT ON COLUMN membership_teams.team_id IS 'pseudonymous: the team';

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  door text NOT NULL CHECK (door IN ('page', 'api')),
  secret_hash bytea NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
  user_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  FOREIGN KEY (membership_id, user_id) REFERENCES memberships (id, user_id)
);
CREATE INDEX sessions_membership ON sessions (membership_id, user_id);
CREATE INDEX sessions_user ON sessions (user_id);
COMMENT ON TABLE sessions IS 'who is signed in, through which door, on whose behalf';
COMMENT ON COLUMN sessions.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN sessions.door IS 'plain: page or api';
COMMENT ON COLUMN sessions.secret_hash IS 'pseudonymous: SHA-256 of what the browser or the program holds';
COMMENT ON COLUMN sessions.user_id IS 'pseudonymous: the person';
COMMENT ON COLUMN sessions.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN sessions.started_at IS 'pseudonymous: sign-in';
COMMENT ON COLUMN sessions.seen_at IS 'pseudonymous: last request, to the minute';
COMMENT ON COLUMN sessions.ends_at IS 'pseudonymous: absolute end';
COMMENT ON COLUMN sessions.ended_at IS 'pseudonymous: signed out or revoked';

CREATE TABLE refresh_tokens (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  session_id uuid NOT NULL REFERENCES sessions,
  issued_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
COMMENT ON TABLE refresh_tokens IS 'the chain of refresh tokens of an api session; a second use of one ends the session';
COMMENT ON COLUMN refresh_tokens.token_hash IS 'pseudonymous: SHA-256 of the token';
COMMENT ON COLUMN refresh_tokens.session_id IS 'pseudonymous: the session';
COMMENT ON COLUMN refresh_tokens.issued_at IS 'pseudonymous: when it was given';
COMMENT ON COLUMN refresh_tokens.used_at IS 'pseudonymous: when it was exchanged';

CREATE TABLE sign_in_failures (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name_hash bytea NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX sign_in_failures_name ON sign_in_failures (name_hash, at);
COMMENT ON TABLE sign_in_failures IS 'wrong passwords of the last hour; they slow the next try down';
COMMENT ON COLUMN sign_in_failures.id IS 'plain: order';
COMMENT ON COLUMN sign_in_failures.name_hash IS 'pseudonymous: HMAC of the name that was tried';
COMMENT ON COLUMN sign_in_failures.at IS 'pseudonymous: when';

GRANT SELECT, INSERT, UPDATE ON users, memberships TO tandem_app;
GRANT SELECT, INSERT ON passwords TO tandem_app;
GRANT SELECT, INSERT, DELETE ON membership_teams TO tandem_app;
GRANT SELECT, INSERT, UPDATE (seen_at, ended_at, secret_hash) ON sessions TO tandem_app;
GRANT SELECT, INSERT, UPDATE (used_at) ON refresh_tokens TO tandem_app;
GRANT SELECT, INSERT, DELETE ON sign_in_failures TO tandem_app;
GRANT SELECT ON memberships, membership_teams TO tandem_guard;

SET ROLE tandem_guard;
-- The policies ask hundreds of times in a list who is acting; whether the membership holds is looked up once. Who only
-- sets tandem.membership and does not enter has no role and sees nothing.
CREATE FUNCTION guard.enter() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  held public.memberships%ROWTYPE;
BEGIN
  SELECT m.* INTO held FROM public.memberships m
    WHERE m.id = guard.membership() AND m.user_id = guard.actor()
      AND m.starts_at <= guard.moment() AND (m.ends_at IS NULL OR m.ends_at > guard.moment());
  PERFORM set_config('tandem.role', coalesce(held.role, ''), true),
    set_config('tandem.organisation', coalesce(held.organisation_id::text, ''), true),
    set_config('tandem.teams', (SELECT coalesce(array_agg(t.team_id), '{}')::text FROM public.membership_teams t
      WHERE t.membership_id = held.id), true),
    set_config('tandem.entered_cases', '', true), set_config('tandem.entered_for_all', '', true),
    set_config('tandem.entered_households', '', true), set_config('tandem.entered_persons', '', true);
END $$;
COMMENT ON FUNCTION guard.enter() IS 'looks up once for a transaction what the membership that acts is, and whether it holds at the moment';

CREATE FUNCTION guard.role() RETURNS text LANGUAGE sql STABLE
  RETURN nullif(current_setting('tandem.role', true), '');
COMMENT ON FUNCTION guard.role() IS 'the role of the membership that acts, null when it has ended';

CREATE FUNCTION guard.teams() RETURNS uuid[] LANGUAGE sql STABLE
  RETURN coalesce(nullif(current_setting('tandem.teams', true), ''), '{}')::uuid[];
COMMENT ON FUNCTION guard.teams() IS 'the teams of the membership that acts';

CREATE FUNCTION guard.organisation() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('tandem.organisation', true), '')::uuid;
COMMENT ON FUNCTION guard.organisation() IS 'the organisation of the membership that acts, null when it has ended';
SET ROLE tandem_owner;

ALTER TABLE users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY colleagues ON users FOR SELECT TO tandem_app
  USING (guard.actor() IS NOT NULL OR guard.errand() IN ('sign_in', 'accounts'));
CREATE POLICY accounts_insert ON users FOR INSERT TO tandem_app WITH CHECK (guard.errand() = 'accounts');
CREATE POLICY accounts_update ON users FOR UPDATE TO tandem_app
  USING (guard.errand() = 'accounts') WITH CHECK (guard.errand() = 'accounts');

ALTER TABLE passwords ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY sign_in ON passwords FOR SELECT TO tandem_app
  USING (guard.actor() IS NULL AND guard.errand() = 'sign_in');
CREATE POLICY accounts_insert ON passwords FOR INSERT TO tandem_app
  WITH CHECK (guard.actor() IS NULL AND guard.errand() = 'accounts');

ALTER TABLE memberships ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY colleagues ON memberships FOR SELECT TO tandem_app
  USING (guard.actor() IS NOT NULL OR guard.errand() IN ('sign_in', 'accounts'));
CREATE POLICY accounts_insert ON memberships FOR INSERT TO tandem_app WITH CHECK (guard.errand() = 'accounts');
CREATE POLICY accounts_update ON memberships FOR UPDATE TO tandem_app
  USING (guard.errand() = 'accounts') WITH CHECK (guard.errand() = 'accounts');

ALTER TABLE membership_teams ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY colleagues ON membership_teams FOR SELECT TO tandem_app
  USING (guard.actor() IS NOT NULL OR guard.errand() IN ('sign_in', 'accounts'));
CREATE POLICY accounts_insert ON membership_teams FOR INSERT TO tandem_app WITH CHECK (guard.errand() = 'accounts');
CREATE POLICY accounts_delete ON membership_teams FOR DELETE TO tandem_app USING (guard.errand() = 'accounts');

ALTER TABLE sessions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY sign_in ON sessions TO tandem_app
  USING (guard.errand() IN ('sign_in', 'accounts')) WITH CHECK (guard.errand() IN ('sign_in', 'accounts'));
ALTER TABLE refresh_tokens ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY sign_in ON refresh_tokens TO tandem_app
  USING (guard.errand() = 'sign_in') WITH CHECK (guard.errand() = 'sign_in');
ALTER TABLE sign_in_failures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY sign_in ON sign_in_failures TO tandem_app
  USING (guard.errand() = 'sign_in') WITH CHECK (guard.errand() = 'sign_in');
