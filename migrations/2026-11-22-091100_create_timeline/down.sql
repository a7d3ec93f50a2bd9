DROP VIEW case_timeline;
