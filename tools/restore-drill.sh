#!/usr/bin/env bash
# 恢复演练: takes a base backup of a running PostgreSQL, restores it beside, and proves the copy: every page by its
# checksum, every event by the hash chain, every checkpoint by the tree, and the newest checkpoint that was given out
# before the backup by its bytes. The live server is only read.
#
#   tools/restore-drill.sh <url of the live database> <empty folder for the copy>
#
# The login of the url needs REPLICATION and must be able to read the schema `ledger`. As root the copy runs as
# `postgres`. PG_BIN names the folder of PostgreSQL's programs, RESERVE_POOL the command line of this program.
set -euo pipefail
live="${1:?url of the live database}"
folder="${2:?empty folder for the copy}"
bin="${PG_BIN:-$(pg_config --bindir)}"
read -r -a program <<<"${RESERVE_POOL:-node $(dirname "$0")/../dist/apps/inspect/src/main.js}"
port="${DRILL_PORT:-54329}"

as=()
if ((EUID == 0)); then
  as=(runuser -u postgres --)
  chown postgres "$folder"
fi
copy="$folder/data"
name="$(sed -E 's#^[^:]+://[^/]+/([^?]+).*#\1#' <<<"$live")"
restored="postgres://postgres@127.0.0.1:$port/$name"
stop() { "${as[@]}" "$bin/pg_ctl" -D "$copy" -m immediate -w stop >/dev/null 2>&1 || true; }
trap stop EXIT
newest="SELECT size || ' ' || md5(note) FROM ledger.checkpoint"
step() { printf '%s %s\n' "$(date -u +%H:%M:%S)" "$1"; }

known="$(psql -XAt -d "$live" -c "$newest ORDER BY size DESC, suite LIMIT 1")"
step "checkpoint given out before: ${known%% *}"
"${as[@]}" "$bin/pg_basebackup" -d "$live" -D "$copy" -X stream -c fast
"${as[@]}" "$bin/pg_verifybackup" "$copy" >/dev/null
step "base backup taken and verified: $(du -sh "$copy" | cut -f1)"

# The copy is nobody's standby, listens to this machine only, and asks nobody for a password.
"${as[@]}" rm -f "$copy/standby.signal"
"${as[@]}" bash -c "printf 'host all all 127.0.0.1/32 trust\n' >'$copy/pg_hba.conf'"
settings="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c synchronous_standby_names="
settings+=" -c archive_mode=off -c primary_conninfo= -c ssl=off -c hba_file=$copy/pg_hba.conf"
"${as[@]}" "$bin/pg_ctl" -D "$copy" -w -t 600 -l "$folder/server.log" -o "$settings" start >/dev/null
step 'restored'

size="${known%% *}"
if [[ -n "$known" ]] && ! psql -XAt -d "$restored" -c "$newest WHERE size = $size" | grep -qxF "$known"; then
  echo "恢复的台账没有已签发的检查点 the copy lacks the checkpoint of $size events" >&2
  exit 1
fi
DATABASE_URL="$restored" DATABASE_MIGRATION_URL='' "${program[@]}" doctor
step 'verified: the copy holds what was given out'
