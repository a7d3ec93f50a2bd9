DROP TABLE term_steps;
DROP TABLE terms;
SET ROLE tandem_guard;
DROP FUNCTION guard.follow_term_step();
SET ROLE tandem_owner;
