CREATE TABLE reports (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES households,
  team_id uuid NOT NULL REFERENCES teams,
  kind text NOT NULL CHECK (kind IN ('report', 'report_ex_officio')),
  follow_up text CHECK (follow_up IN ('during_assessment', 'after_assessment', 'during_monitoring', 'after_closure')),
  follows_id uuid REFERENCES reports,
  source_category text NOT NULL CHECK (source_category IN ('resident', 'police', 'other_professional')),
  source_profession text,
  violence_types text[] NOT NULL CHECK (cardinality(violence_types) >= 1),
  acute boolean NOT NULL,
  partner_pattern text CHECK (partner_pattern IN ('mutual', 'intimate_terror', 'unknown')),
  incident_from date,
  incident_until date,
  received_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('received', 'in_assessment', 'assessed', 'in_monitoring', 'closed')),
  recorded_by uuid NOT NULL REFERENCES users,
  recorded_at timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  CHECK (incident_until IS NULL OR (incident_from IS NOT NULL AND incident_until >= incident_from))
);
CREATE INDEX reports_household ON reports (household_id, received_at);
CREATE INDEX reports_team ON reports (team_id, state, acute DESC, received_at DESC, id);
CREATE INDEX reports_received ON reports (received_at);
CREATE INDEX reports_follows ON reports (follows_id);
CREATE INDEX reports_recorded_by ON reports (recorded_by);
COMMENT ON TABLE reports IS 'reports of domestic violence or child abuse at Veilig Thuis';
COMMENT ON COLUMN reports.id IS 'pseudonymous: identifier, random so that it tells no time';
COMMENT ON COLUMN reports.household_id IS 'pseudonymous: the household';
COMMENT ON COLUMN reports.team_id IS 'pseudonymous: the team of Veilig Thuis that handles it';
COMMENT ON COLUMN reports.kind IS 'pseudonymous: by somebody, or by Veilig Thuis itself';
COMMENT ON COLUMN reports.follow_up IS 'pseudonymous: moment of a further report on the same household';
COMMENT ON COLUMN reports.follows_id IS 'pseudonymous: the report before it';
COMMENT ON COLUMN reports.source_category IS 'pseudonymous: category of the source';
COMMENT ON COLUMN reports.source_profession IS 'pseudonymous: sector of a professional source';
COMMENT ON COLUMN reports.violence_types IS 'personal: kinds of violence';
COMMENT ON COLUMN reports.acute IS 'personal: whether there is danger now';
COMMENT ON COLUMN reports.partner_pattern IS 'personal: pattern behind violence between partners';
COMMENT ON COLUMN reports.incident_from IS 'personal: first day of what happened';
COMMENT ON COLUMN reports.incident_until IS 'personal: last day of what happened, null when it was one day or is not known';
COMMENT ON COLUMN reports.received_at IS 'pseudonymous: when it came in';
COMMENT ON COLUMN reports.state IS 'pseudonymous: how far it is';
COMMENT ON COLUMN reports.recorded_by IS 'pseudonymous: who wrote it down';
COMMENT ON COLUMN reports.recorded_at IS 'pseudonymous: when it was written down';
COMMENT ON COLUMN reports.version IS 'plain: grows with every change';

CREATE TABLE report_contents (
  report_id uuid PRIMARY KEY REFERENCES reports,
  narrative text NOT NULL,
  source_name text,
  source_contact text,
  source_shielded boolean NOT NULL
);
COMMENT ON TABLE report_contents IS 'what was told and by whom: for Veilig Thuis only';
COMMENT ON COLUMN report_contents.report_id IS 'pseudonymous: the report';
COMMENT ON COLUMN report_contents.narrative IS 'personal: what was told';
COMMENT ON COLUMN report_contents.source_name IS 'personal: who told it';
COMMENT ON COLUMN report_contents.source_contact IS 'personal: how the source is reached';
COMMENT ON COLUMN report_contents.source_shielded IS 'personal: the source is never disclosed';

CREATE TABLE assessments (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL UNIQUE REFERENCES reports,
  finding text NOT NULL,
  outcome text NOT NULL,
  rationale text NOT NULL,
  late boolean NOT NULL,
  decided_at timestamptz NOT NULL,
  decided_by uuid NOT NULL REFERENCES users,
  membership_id uuid NOT NULL REFERENCES memberships
);
CREATE INDEX assessments_decided_by ON assessments (decided_by);
CREATE INDEX assessments_membership ON assessments (membership_id);
COMMENT ON TABLE assessments IS 'safety assessments by Veilig Thuis';
COMMENT ON COLUMN assessments.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN assessments.report_id IS 'pseudonymous: the report';
COMMENT ON COLUMN assessments.finding IS 'personal: how unsafe it is';
COMMENT ON COLUMN assessments.outcome IS 'personal: what follows';
COMMENT ON COLUMN assessments.rationale IS 'personal: why';
COMMENT ON COLUMN assessments.late IS 'pseudonymous: decided after the term of the protocol';
COMMENT ON COLUMN assessments.decided_at IS 'pseudonymous: when';
COMMENT ON COLUMN assessments.decided_by IS 'pseudonymous: by whom';
COMMENT ON COLUMN assessments.membership_id IS 'pseudonymous: on whose behalf';

CREATE TABLE advice_requests (
  id uuid PRIMARY KEY,
  team_id uuid NOT NULL REFERENCES teams,
  source_category text NOT NULL CHECK (source_category IN ('resident', 'police', 'other_professional')),
  source_profession text,
  anonymous boolean NOT NULL,
  question text NOT NULL,
  answer text,
  state text NOT NULL CHECK (state IN ('asked', 'answered')),
  received_at timestamptz NOT NULL,
  answered_at timestamptz,
  recorded_by uuid NOT NULL REFERENCES users,
  recorded_at timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  CHECK ((state = 'answered') = (answer IS NOT NULL AND answered_at IS NOT NULL))
);
CREATE INDEX advice_requests_team ON advice_requests (team_id, state, received_at DESC, id);
CREATE INDEX advice_requests_received ON advice_requests (received_at);
CREATE INDEX advice_requests_recorded_by ON advice_requests (recorded_by);
COMMENT ON TABLE advice_requests IS 'requests for advice; the responsibility stays with who asks';
COMMENT ON COLUMN advice_requests.id IS 'pseudonymous: identifier, random so that it tells no time';
COMMENT ON COLUMN advice_requests.team_id IS 'pseudonymous: the team of Veilig Thuis that answers';
COMMENT ON COLUMN advice_requests.source_category IS 'pseudonymous: category of who asks';
COMMENT ON COLUMN advice_requests.source_profession IS 'pseudonymous: sector of a professional who asks';
COMMENT ON COLUMN advice_requests.anonymous IS 'pseudonymous: asked without naming anybody';
COMMENT ON COLUMN advice_requests.question IS 'personal: the question';
COMMENT ON COLUMN advice_requests.answer IS 'personal: the advice';
COMMENT ON COLUMN advice_requests.state IS 'pseudonymous: asked or answered';
COMMENT ON COLUMN advice_requests.received_at IS 'pseudonymous: when it came in';
COMMENT ON COLUMN advice_requests.answered_at IS 'pseudonymous: when it was answered';
COMMENT ON COLUMN advice_requests.recorded_by IS 'pseudonymous: who wrote it down';
COMMENT ON COLUMN advice_requests.recorded_at IS 'pseudonymous: when it was written down';
COMMENT ON COLUMN advice_requests.version IS 'plain: grows with every change';

GRANT SELECT, INSERT, UPDATE (state, version, follow_up) ON reports TO tandem_app;
GRANT SELECT, INSERT ON report_contents, assessments TO tandem_app;
GRANT SELECT, INSERT, UPDATE (answer, answered_at, state, version) ON advice_requests TO tandem_app;
GRANT SELECT ON reports TO tandem_guard;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assessments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON report_contents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What the figures of the region are counted from: numbers of rows, never a row. The total counts every source.
GRANT SELECT (source_category, received_at) ON advice_requests TO tandem_guard;
SET ROLE tandem_guard;
CREATE FUNCTION guard.count_reports(source text, since timestamptz, before timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF guard.role() IS NULL OR guard.role() NOT IN ('supervisor', 'team_lead', 'policy_officer') THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT count(*) FROM public.reports r
    WHERE r.received_at >= since AND r.received_at < before AND (source IS NULL OR r.source_category = source));
END $$;
COMMENT ON FUNCTION guard.count_reports IS 'how many reports came in, from one category of source or from all; null for whoever sees no figures';

CREATE FUNCTION guard.count_advice_requests(source text, since timestamptz, before timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF guard.role() IS NULL OR guard.role() NOT IN ('supervisor', 'team_lead', 'policy_officer') THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT count(*) FROM public.advice_requests a
    WHERE a.received_at >= since AND a.received_at < before AND (source IS NULL OR a.source_category = source));
END $$;
COMMENT ON FUNCTION guard.count_advice_requests IS 'how many requests for advice came in, from one category of asker or from all; null for whoever sees no figures';
SET ROLE tandem_owner;
