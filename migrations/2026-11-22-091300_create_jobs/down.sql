DROP TABLE jobs;
DROP FUNCTION ring_for_jobs;
