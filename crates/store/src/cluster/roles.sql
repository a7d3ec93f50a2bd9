-- The roles and the database of Tandem, for any PostgreSQL server (15 or newer), run once as superuser.
-- Passwords are not in here: set them afterwards with ALTER ROLE tandem_migrator / tandem_app PASSWORD '…'.
-- A statement ends with a semicolon and an empty line.

-- Owns the tables. Nobody signs in as the owner.
CREATE ROLE tandem_owner NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;

-- Owns the few functions that must look past row level security to decide what row level security may show.
CREATE ROLE tandem_guard NOLOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;

-- May add to the audit trail, and nothing else.
CREATE ROLE tandem_audit NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;

-- Runs the migrations as the owner, and hands functions to the guard.
CREATE ROLE tandem_migrator LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;

GRANT tandem_owner, tandem_guard TO tandem_migrator;

-- Answers requests and runs jobs. Owns nothing and waits for nothing long.
CREATE ROLE tandem_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;

GRANT tandem_audit TO tandem_app;

ALTER ROLE tandem_app SET statement_timeout = '10s';

ALTER ROLE tandem_app SET lock_timeout = '5s';

ALTER ROLE tandem_app SET idle_in_transaction_session_timeout = '15s';

CREATE DATABASE tandem OWNER tandem_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';

REVOKE ALL ON DATABASE tandem FROM PUBLIC;

GRANT CONNECT ON DATABASE tandem TO tandem_migrator, tandem_app;

