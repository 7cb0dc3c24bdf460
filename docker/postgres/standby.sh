#!/usr/bin/env bash
# A standby: copies the primary the first time, then follows it.
set -euo pipefail
export PGPASSWORD
PGPASSWORD="$(< /run/secrets/replication-password)"
export PGDATA="${PGDATA:-/var/lib/postgresql/18/docker}"
if [[ ! -s "$PGDATA/PG_VERSION" ]]; then
  install -d -m 0700 "$PGDATA"
  pg_basebackup -D "$PGDATA" -d "host=primary user=replicator" -X stream -S standby -R
fi
exec postgres
