DROP TABLE advice_requests;
DROP TABLE assessments;
DROP TABLE report_contents;
DROP TABLE reports;
