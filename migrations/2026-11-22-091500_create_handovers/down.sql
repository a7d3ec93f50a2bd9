DROP VIEW case_timeline;
ALTER VIEW case_events RENAME TO case_timeline;
COMMENT ON VIEW case_timeline IS 'everything in a case, for the one list that shows it all';
DROP POLICY talked_over ON task_completions;
DROP POLICY after_offer ON tasks;
DROP POLICY with_handover ON disclosures;
DROP POLICY taken_over ON terms;
DROP POLICY left_over ON duo_seats;
DROP POLICY left_over ON participations;
DROP POLICY taken_over ON participations;
DROP POLICY taken_over ON view_holders;
DROP TRIGGER require_handover ON view_holders;
ALTER TABLE tasks DROP CONSTRAINT tasks_cause_check;
ALTER TABLE tasks ADD CONSTRAINT tasks_cause_check
  CHECK (cause IN ('round', 'score', 'phase_change', 'incident', 'red_flag', 'term', 'hand'));
ALTER TABLE disclosures DROP CONSTRAINT disclosures_reader_check, DROP CONSTRAINT disclosures_sheet_check,
  DROP CONSTRAINT disclosures_ground_check, DROP CONSTRAINT a_paper_is_of_a_version;
ALTER TABLE disclosures ADD CONSTRAINT disclosures_reader_check CHECK (reader IN ('duo', 'adult', 'child', 'school', 'police')),
  ADD CONSTRAINT disclosures_sheet_check CHECK (sheet IN ('plan', 'fridge')),
  ALTER COLUMN plan_version SET NOT NULL,
  ADD CONSTRAINT disclosures_ground_check CHECK (ground IN ('concerns_reader', 'consent', 'youth_7_3_11', 'wmo_5_2_6', 'own_task'));
COMMENT ON COLUMN disclosures.plan_version IS 'plain: which version of the plan was printed';
ALTER TABLE disclosures DROP COLUMN handover_id;
ALTER TABLE view_holders DROP COLUMN handover_id;
REVOKE SELECT ON view_holders FROM tandem_guard;
REVOKE INSERT ON term_steps FROM tandem_guard;
REVOKE UPDATE (version) ON cases FROM tandem_guard;
DROP TABLE handover_steps;
DROP TABLE handover_contents;
DROP TABLE handovers;
SET ROLE tandem_guard;
DROP FUNCTION guard.lock_case_of_offer;
DROP FUNCTION guard.takes_over;
DROP FUNCTION guard.ends_offer;
DROP FUNCTION guard.around_offer;
DROP FUNCTION guard.became_of_offer;
DROP FUNCTION guard.can_receive;
DROP FUNCTION guard.follow_handover;
DROP FUNCTION guard.end_answer_term;
DROP FUNCTION guard.require_handover;
DROP FUNCTION guard.called_to_handover;
SET ROLE tandem_owner;
