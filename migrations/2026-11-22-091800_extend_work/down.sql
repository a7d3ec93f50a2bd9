DROP VIEW case_timeline;
ALTER VIEW case_happenings RENAME TO case_timeline;
COMMENT ON VIEW case_timeline IS 'everything in a case, for the one list that shows it all';
ALTER TABLE tasks DROP CONSTRAINT tasks_cause_check;
ALTER TABLE tasks ADD CONSTRAINT tasks_cause_check
  CHECK (cause IN ('round', 'score', 'phase_change', 'incident', 'red_flag', 'life_event', 'term', 'hand', 'handover'));
