DROP TABLE idempotency_keys;
DROP FUNCTION record_act;
DROP TABLE audit_log;
DROP FUNCTION refuse_change;
