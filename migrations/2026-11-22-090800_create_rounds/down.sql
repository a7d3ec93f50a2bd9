DROP POLICY of_who_is_asked ON participations;
DROP POLICY opened_by_round ON tasks;
DROP POLICY given ON safety_scores;
DROP POLICY of_case ON safety_scores;
CREATE POLICY of_case ON safety_scores TO tandem_app
  USING (case_id = ANY ((SELECT guard.entered_for_all())::uuid[]) OR guard.hears(case_id, rater_person_id, false))
  WITH CHECK (guard.hears(case_id, rater_person_id, false) AND entered_by = guard.actor() AND membership_id = guard.membership());
ALTER TABLE safety_scores DROP COLUMN round_id;
DROP TABLE scoring_round_declines;
DROP POLICY moved_on ON scoring_rounds;
DROP POLICY answered ON scoring_round_raters;
DROP POLICY asked ON scoring_round_raters;
DROP POLICY seen ON scoring_round_raters;
DROP POLICY opened ON scoring_rounds;
DROP POLICY seen ON scoring_rounds;
SET ROLE tandem_guard;
DROP FUNCTION guard.code_of_case;
DROP FUNCTION guard.answers_now;
DROP FUNCTION guard.answers_as;
DROP FUNCTION guard.closes_round;
DROP FUNCTION guard.round_is_closed;
DROP FUNCTION guard.sees_round;
DROP FUNCTION guard.asked_in_case;
DROP FUNCTION guard.asked_in;
SET ROLE tandem_owner;
DROP TABLE scoring_round_raters;
DROP TABLE scoring_rounds;
