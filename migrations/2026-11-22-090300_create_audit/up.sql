CREATE TABLE audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  moment timestamptz NOT NULL,
  act uuid NOT NULL,
  request_id uuid,
  actor_id uuid,
  membership_id uuid,
  role text,
  errand text NOT NULL,
  action text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('done', 'hidden', 'lacks', 'refused')),
  subject text NOT NULL,
  subject_id uuid,
  case_id uuid,
  person_id uuid
);
CREATE INDEX audit_log_person ON audit_log (person_id, at) WHERE person_id IS NOT NULL;
CREATE INDEX audit_log_case ON audit_log (case_id, at) WHERE case_id IS NOT NULL;
CREATE INDEX audit_log_actor ON audit_log (actor_id, at);
COMMENT ON TABLE audit_log IS 'who did or saw what: a row for the act and one more for each person shown; insert only';
COMMENT ON COLUMN audit_log.id IS 'plain: order of insertion, not of commit';
COMMENT ON COLUMN audit_log.at IS 'pseudonymous: moment by the clock of the database';
COMMENT ON COLUMN audit_log.moment IS 'pseudonymous: moment by the clock of the program';
COMMENT ON COLUMN audit_log.act IS 'pseudonymous: joins the rows of one act';
COMMENT ON COLUMN audit_log.request_id IS 'pseudonymous: the request that it was part of';
COMMENT ON COLUMN audit_log.actor_id IS 'pseudonymous: the professional; null for the program itself';
COMMENT ON COLUMN audit_log.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN audit_log.role IS 'pseudonymous: in which role';
COMMENT ON COLUMN audit_log.errand IS 'plain: what the program did on its own account; empty for a person';
COMMENT ON COLUMN audit_log.action IS 'plain: the permission that was used';
COMMENT ON COLUMN audit_log.outcome IS 'plain: done, or why not';
COMMENT ON COLUMN audit_log.subject IS 'plain: kind of thing';
COMMENT ON COLUMN audit_log.subject_id IS 'pseudonymous: the thing';
COMMENT ON COLUMN audit_log.case_id IS 'pseudonymous: the case that it belongs to';
COMMENT ON COLUMN audit_log.person_id IS 'pseudonymous: the person who was shown or changed';

GRANT INSERT ON audit_log TO tandem_audit;
ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_acts ON audit_log FOR INSERT TO tandem_audit
  WITH CHECK (actor_id IS NOT DISTINCT FROM guard.actor() AND errand = guard.errand());

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
COMMENT ON FUNCTION refuse_change() IS 'the second net under append-only tables';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One statement, of which the plan is kept, writes the act, unless it is in the log already, and its persons, however many there are.
CREATE FUNCTION record_act(act uuid, request_id uuid, action text, outcome text, subject text, subject_id uuid,
  case_id uuid, persons uuid[], is_new boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  INSERT INTO audit_log (moment, act, request_id, actor_id, membership_id, role, errand, action, outcome, subject,
    subject_id, case_id, person_id)
  SELECT guard.moment(), $1, $2, guard.actor(), guard.membership(), guard.role(), guard.errand(), $3, $4, $5, $6, $7, p
  FROM unnest(CASE WHEN $9 THEN array_prepend(NULL::uuid, $8) ELSE $8 END) AS p;
  RETURN cardinality($8)::bigint + $9::integer;
END $$;
COMMENT ON FUNCTION record_act IS 'writes an act and each person that it showed to the audit log';

CREATE TABLE idempotency_keys (
  user_id uuid NOT NULL REFERENCES users,
  key text NOT NULL CHECK (length(key) BETWEEN 16 AND 64),
  request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
  resource_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (user_id, key)
);
COMMENT ON TABLE idempotency_keys IS 'creates that were done, so that the same create twice makes one thing';
COMMENT ON COLUMN idempotency_keys.user_id IS 'pseudonymous: who created';
COMMENT ON COLUMN idempotency_keys.key IS 'plain: chosen by the client';
COMMENT ON COLUMN idempotency_keys.request_hash IS 'pseudonymous: HMAC of what was asked';
COMMENT ON COLUMN idempotency_keys.resource_id IS 'pseudonymous: what was made';
COMMENT ON COLUMN idempotency_keys.at IS 'pseudonymous: when';
GRANT SELECT, INSERT ON idempotency_keys TO tandem_app;
ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON idempotency_keys TO tandem_app
  USING (user_id = guard.actor()) WITH CHECK (user_id = guard.actor());
