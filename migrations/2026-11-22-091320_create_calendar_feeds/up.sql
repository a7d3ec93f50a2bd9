CREATE TABLE calendar_feeds (
  id uuid PRIMARY KEY,
  secret_hash bytea NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
  user_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  revoked_at timestamptz CHECK (revoked_at >= made_at),
  FOREIGN KEY (membership_id, user_id) REFERENCES memberships (id, user_id)
);
CREATE UNIQUE INDEX one_calendar_feed ON calendar_feeds (membership_id, user_id) WHERE revoked_at IS NULL;
CREATE INDEX calendar_feeds_membership ON calendar_feeds (membership_id, user_id);
COMMENT ON TABLE calendar_feeds IS 'the secret address at which somebody''s calendar program reads when what is due; one at a time';
COMMENT ON COLUMN calendar_feeds.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN calendar_feeds.secret_hash IS 'pseudonymous: SHA-256 of the secret in the address';
COMMENT ON COLUMN calendar_feeds.user_id IS 'pseudonymous: the professional';
COMMENT ON COLUMN calendar_feeds.membership_id IS 'pseudonymous: under which membership';
COMMENT ON COLUMN calendar_feeds.made_at IS 'pseudonymous: when it was made';
COMMENT ON COLUMN calendar_feeds.revoked_at IS 'pseudonymous: when it was withdrawn';

GRANT SELECT, INSERT, UPDATE (revoked_at) ON calendar_feeds TO tandem_app;
ALTER TABLE calendar_feeds ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- A calendar program comes with a secret and without a session: signing in looks it up.
CREATE POLICY own ON calendar_feeds TO tandem_app
  USING (user_id = (SELECT guard.actor()) AND membership_id = (SELECT guard.membership()))
  WITH CHECK (user_id = (SELECT guard.actor()) AND membership_id = (SELECT guard.membership()));
CREATE POLICY sign_in ON calendar_feeds FOR SELECT TO tandem_app
  USING (guard.actor() IS NULL AND (SELECT guard.errand()) = 'sign_in' AND revoked_at IS NULL);
