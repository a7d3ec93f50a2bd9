-- Gives the two roles that sign in their passwords, from the secrets of docker-compose.yml. Runs once, after
-- roles.sql, through psql.
\set app_password `cat /run/secrets/app_password`
\set migrator_password `cat /run/secrets/migrator_password`

ALTER ROLE tandem_app PASSWORD :'app_password';
ALTER ROLE tandem_migrator PASSWORD :'migrator_password';
