SET ROLE tandem_guard;
DROP FUNCTION guard.vignette_ratings;
DROP FUNCTION guard.vignette_spread;
SET ROLE tandem_owner;
DROP TABLE vignette_scores;
DROP TABLE vignettes;
