-- Calibration: fictional situations that professionals score on their own. Nobody of a household is in here.
CREATE TABLE vignettes (
  id uuid PRIMARY KEY,
  key text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  number integer NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  source text NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  UNIQUE (key, version),
  CHECK (valid_until >= valid_from)
);
COMMENT ON TABLE vignettes IS 'fictional situations to practise the safety scale on; a text that changes is a new version';
COMMENT ON COLUMN vignettes.id IS 'plain: derived from the key and the version';
COMMENT ON COLUMN vignettes.key IS 'plain: stable name in the reference data';
COMMENT ON COLUMN vignettes.version IS 'plain: version of the text';
COMMENT ON COLUMN vignettes.number IS 'plain: place on the page';
COMMENT ON COLUMN vignettes.title IS 'plain: name on the page';
COMMENT ON COLUMN vignettes.body IS 'plain: the situation, about nobody who exists';
COMMENT ON COLUMN vignettes.source IS 'plain: where the record comes from';
COMMENT ON COLUMN vignettes.valid_from IS 'plain: first day';
COMMENT ON COLUMN vignettes.valid_until IS 'plain: last day';

CREATE TABLE vignette_scores (
  id uuid PRIMARY KEY,
  vignette_id uuid NOT NULL REFERENCES vignettes,
  scale_version integer NOT NULL,
  value smallint NOT NULL CHECK (value BETWEEN 1 AND 10),
  user_id uuid NOT NULL REFERENCES users,
  membership_id uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  scored_at timestamptz NOT NULL,
  FOREIGN KEY (membership_id, user_id) REFERENCES memberships (id, user_id),
  CONSTRAINT vignette_already_scored UNIQUE (vignette_id, user_id, scale_version)
);
CREATE INDEX vignette_scores_user ON vignette_scores (user_id);
CREATE INDEX vignette_scores_membership ON vignette_scores (membership_id, user_id);
CREATE INDEX vignette_scores_organisation ON vignette_scores (organisation_id);
CREATE INDEX vignette_scores_scored_at ON vignette_scores (scored_at);
COMMENT ON TABLE vignette_scores IS 'what each professional gave a fictional situation, once per version of the scale; nobody sees who gave what';
COMMENT ON COLUMN vignette_scores.id IS 'pseudonymous: identifier';
COMMENT ON COLUMN vignette_scores.vignette_id IS 'plain: the situation';
COMMENT ON COLUMN vignette_scores.scale_version IS 'plain: version of the scale';
COMMENT ON COLUMN vignette_scores.value IS 'pseudonymous: 1 (very unsafe) to 10 (safe)';
COMMENT ON COLUMN vignette_scores.user_id IS 'pseudonymous: the professional';
COMMENT ON COLUMN vignette_scores.membership_id IS 'pseudonymous: on whose behalf';
COMMENT ON COLUMN vignette_scores.organisation_id IS 'pseudonymous: the organisation of the professional';
COMMENT ON COLUMN vignette_scores.scored_at IS 'pseudonymous: when it was given';

GRANT SELECT ON vignettes TO tandem_app;
GRANT SELECT, INSERT ON vignette_scores TO tandem_app;
GRANT SELECT ON vignette_scores TO tandem_guard;
GRANT SELECT (round_id, about_person_id, rater_user_id, organisation_id, scale_version, value) ON safety_scores TO tandem_guard;
CREATE INDEX scoring_rounds_closed_at ON scoring_rounds (closed_at) WHERE closed_at IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vignette_scores
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE vignette_scores ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON vignette_scores TO tandem_app
  USING (user_id = guard.actor())
  WITH CHECK (user_id = guard.actor() AND membership_id = guard.membership()
    AND organisation_id = (SELECT guard.organisation())
    AND guard.role() IN ('case_worker', 'safety_expert', 'vt_worker', 'chain_partner'));

SET ROLE tandem_guard;
CREATE FUNCTION guard.vignette_spread(vignette uuid, scale integer, minimum integer) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  counts bigint[];
BEGIN
  IF guard.role() IS NULL OR NOT EXISTS (SELECT FROM public.vignette_scores s
    WHERE s.vignette_id = vignette AND s.scale_version = scale AND s.user_id = guard.actor()) THEN
    RETURN NULL;
  END IF;
  SELECT array_agg((SELECT count(*) FROM public.vignette_scores s
      WHERE s.vignette_id = vignette AND s.scale_version = scale AND s.value = number) ORDER BY number)
    INTO counts FROM generate_series(1, 10) AS number;
  IF (SELECT sum(many) FROM unnest(counts) AS many) < greatest(minimum, 3) THEN
    RETURN '{}';
  END IF;
  RETURN counts;
END $$;
COMMENT ON FUNCTION guard.vignette_spread IS 'how often each number from 1 to 10 was given to a fictional situation; empty below the minimum, null for whoever has not given one';

CREATE FUNCTION guard.vignette_ratings(since timestamptz, before timestamptz)
RETURNS TABLE (unit uuid, rater bigint, expert boolean, scale integer, value smallint, team_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF guard.role() IS NULL OR guard.role() NOT IN ('supervisor', 'team_lead', 'policy_officer') THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT s.vignette_id, dense_rank() OVER (ORDER BY s.user_id), o.kind = 'blijvend_veilig',
      s.scale_version, s.value, t.team_id
    FROM public.vignette_scores s
    JOIN public.organisations o ON o.id = s.organisation_id
    LEFT JOIN public.membership_teams t ON t.membership_id = s.membership_id
    WHERE s.scored_at >= since AND s.scored_at < before;
END $$;
COMMENT ON FUNCTION guard.vignette_ratings IS 'what was given to fictional situations in a period, by numbered raters without a name; no rows for whoever sees no figures';

-- A unit is what a round was about. A rating counts for every team that took part when the round closed.
CREATE FUNCTION guard.round_ratings(since timestamptz, before timestamptz)
RETURNS TABLE (unit uuid, rater bigint, expert boolean, scale integer, value smallint, team_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF guard.role() IS NULL OR guard.role() NOT IN ('supervisor', 'team_lead', 'policy_officer') THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT md5(concat(r.id, s.about_person_id))::uuid, dense_rank() OVER (ORDER BY s.rater_user_id),
      o.kind = 'blijvend_veilig', s.scale_version, s.value, p.team_id
    FROM public.scoring_rounds r
    JOIN public.safety_scores s ON s.round_id = r.id AND s.rater_user_id IS NOT NULL
    JOIN public.organisations o ON o.id = s.organisation_id
    LEFT JOIN public.participations p ON p.case_id = r.case_id AND p.starts_at <= r.closed_at
      AND (p.ends_at IS NULL OR p.ends_at > r.closed_at)
    WHERE r.closed_at >= since AND r.closed_at < before;
END $$;
COMMENT ON FUNCTION guard.round_ratings IS 'what professionals gave in rounds that were closed in a period, by numbered raters and without the case; no rows for whoever sees no figures';
REVOKE EXECUTE ON FUNCTION guard.vignette_spread, guard.vignette_ratings, guard.round_ratings FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.vignette_spread, guard.vignette_ratings, guard.round_ratings TO tandem_app, tandem_owner;
SET ROLE tandem_owner;
