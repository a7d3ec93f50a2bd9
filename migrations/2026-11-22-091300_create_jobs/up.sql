CREATE TABLE jobs (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE,
  lane text NOT NULL CHECK (lane IN ('desk', 'post')),
  kind text NOT NULL,
  payload jsonb NOT NULL CHECK (jsonb_typeof(payload) = 'object'),
  case_id uuid REFERENCES cases,
  added_at timestamptz NOT NULL,
  run_after timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  fault text,
  done_at timestamptz,
  parked_at timestamptz,
  CHECK (done_at IS NULL OR parked_at IS NULL)
);
-- What waits is little, and what is done is much.
CREATE INDEX jobs_waiting ON jobs (lane, number) WHERE done_at IS NULL AND parked_at IS NULL;
CREATE INDEX jobs_waiting_of_case ON jobs (case_id, number) WHERE done_at IS NULL AND parked_at IS NULL;
CREATE INDEX jobs_parked ON jobs (number) WHERE parked_at IS NOT NULL;
CREATE INDEX jobs_done ON jobs (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX jobs_case ON jobs (case_id) WHERE case_id IS NOT NULL;
COMMENT ON TABLE jobs IS 'what follows from a step and is done after it: added in the transaction of the step';
COMMENT ON COLUMN jobs.number IS 'plain: the order in which they were added';
COMMENT ON COLUMN jobs.key IS 'pseudonymous: the same key is never added twice';
COMMENT ON COLUMN jobs.lane IS 'plain: desk for what only writes here, post for what speaks with the mail server';
COMMENT ON COLUMN jobs.kind IS 'plain: what is to be done';
COMMENT ON COLUMN jobs.payload IS 'pseudonymous: about what, in identifiers and codes only';
COMMENT ON COLUMN jobs.case_id IS 'pseudonymous: the case in which this comes after what was added before; null when the order does not matter';
COMMENT ON COLUMN jobs.added_at IS 'plain: when it was added';
COMMENT ON COLUMN jobs.run_after IS 'plain: not before this moment';
COMMENT ON COLUMN jobs.attempts IS 'plain: how often it failed';
COMMENT ON COLUMN jobs.fault IS 'plain: the code of why it failed the last time';
COMMENT ON COLUMN jobs.done_at IS 'plain: when it was done';
COMMENT ON COLUMN jobs.parked_at IS 'plain: since when it waits for an operator, having failed too often';

CREATE FUNCTION ring_for_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tandem_jobs', a.lane) FROM (SELECT DISTINCT lane FROM added) a;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION ring_for_jobs() IS 'wakes the workers of the lanes that got jobs, once the transaction has committed';
CREATE TRIGGER ring AFTER INSERT ON jobs REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION ring_for_jobs();

GRANT SELECT, INSERT, DELETE, UPDATE (run_after, attempts, fault, done_at, parked_at) ON jobs TO tandem_app;
ALTER TABLE jobs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- Whoever takes a step adds what follows from it, and never sees it again. Only the worker does.
CREATE POLICY added ON jobs FOR INSERT TO tandem_app
  WITH CHECK ((guard.actor() IS NOT NULL AND guard.role() IS NOT NULL OR guard.errand() = 'work')
    AND done_at IS NULL AND parked_at IS NULL AND attempts = 0);
CREATE POLICY seen ON jobs FOR SELECT TO tandem_app USING ((SELECT guard.errand()) = 'work');
CREATE POLICY worked ON jobs FOR UPDATE TO tandem_app USING ((SELECT guard.errand()) = 'work');
CREATE POLICY swept ON jobs FOR DELETE TO tandem_app
  USING ((SELECT guard.errand()) = 'work' AND done_at IS NOT NULL);
