SET ROLE tandem_guard;
DROP FUNCTION guard.round_ratings;
DROP FUNCTION guard.vignette_ratings;
DROP FUNCTION guard.vignette_spread;
SET ROLE tandem_owner;
DROP INDEX scoring_rounds_closed_at;
REVOKE SELECT (round_id, about_person_id, rater_user_id, organisation_id, scale_version, value) ON safety_scores FROM tandem_guard;
DROP TABLE vignette_scores;
DROP TABLE vignettes;
