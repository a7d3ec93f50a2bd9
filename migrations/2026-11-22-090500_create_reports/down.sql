SET ROLE tandem_guard;
DROP FUNCTION guard.count_advice_requests;
DROP FUNCTION guard.count_reports;
SET ROLE tandem_owner;
DROP TABLE advice_requests;
DROP TABLE assessments;
DROP TABLE report_contents;
DROP TABLE reports;
