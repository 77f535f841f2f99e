#!/bin/bash
# Makes the two roles and the database, once, at the first start of the postgres container.
#
# The application owns its database but is no superuser and cannot pass row-level security; the backup role
# reads everything (pg_dump as the owner fails under FORCE) and can write nothing.
set -eu
psql -v ON_ERROR_STOP=1 -v app="$APP_DB_PASSWORD" -v backup="$BACKUP_DB_PASSWORD" \
    --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE nazorg LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'app';
CREATE ROLE nazorg_backup LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'backup';
GRANT pg_read_all_data TO nazorg_backup;
CREATE DATABASE nazorg OWNER nazorg TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE CONNECT, TEMPORARY ON DATABASE nazorg FROM PUBLIC;
GRANT CONNECT ON DATABASE nazorg TO nazorg_backup;
SQL
