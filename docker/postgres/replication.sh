#!/usr/bin/env bash
# Lets the standby follow: run once by the primary's image when its database is made.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U postgres -v password="$(< /run/secrets/replication-password)" <<'SQL'
CREATE ROLE replicator LOGIN REPLICATION PASSWORD :'password';
SELECT pg_create_physical_replication_slot('standby');
SQL
echo 'host replication replicator all scram-sha-256' >> "$PGDATA/pg_hba.conf"
