#!/usr/bin/env bash
# A private PostgreSQL for tests: `start` prints its DATABASE_URL, `stop` deletes it.
# It listens on a free port of the loopback, with a password of its own, in a short private folder
# (initdb refuses to run as root, and a folder below a private home cannot be read by another user).
set -euo pipefail
cd "$(dirname "$0")/.."
record="$PWD/var/services"

postgresql() {
  local tools
  tools="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)"
  [ -n "$tools" ] || tools="$(dirname "$(command -v initdb || echo /nowhere/initdb)")"
  if [ ! -x "$tools/initdb" ]; then
    echo "PostgreSQL is not installed. On Debian or Ubuntu: apt-get install postgresql" >&2
    exit 1
  fi
  (cd / && as_owner "$tools/$1" "${@:2}")
}

as_owner() {
  if [ "$(id -u)" = 0 ]; then
    runuser -u "$(id -un postgres 2>/dev/null || echo nobody)" -- "$@"
  else
    "$@"
  fi
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start() {
  if [ -e "$record/folder" ] && postgresql pg_ctl status -D "$(<"$record/folder")/data" >/dev/null; then
    cat "$record/url"
    return
  fi
  local folder port secret
  folder="$(as_owner mktemp -d /tmp/vi-pg.XXXXXX)"
  port="$(free_port)"
  secret="$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')"
  printf '%s' "$secret" | as_owner tee "$folder/secret" >/dev/null
  postgresql initdb -D "$folder/data" -U vitrine -A scram-sha-256 --pwfile "$folder/secret" \
    -E UTF8 --locale C.UTF-8 >/dev/null
  postgresql pg_ctl start -w -s -D "$folder/data" -l "$folder/log" \
    -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
  export PGPASSWORD="$secret"
  postgresql createdb -h 127.0.0.1 -p "$port" -U vitrine vitrine
  mkdir -p "$record"
  echo "$folder" >"$record/folder"
  (umask 077 && echo "postgresql://vitrine:$secret@127.0.0.1:$port/vitrine" >"$record/url")
  cat "$record/url"
}

stop() {
  [ -e "$record/folder" ] || return 0
  local folder
  folder="$(<"$record/folder")"
  postgresql pg_ctl stop -s -m immediate -D "$folder/data" || true
  rm -rf "$folder" "$record"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  *) echo "Usage: deploy/services.sh start|stop" >&2; exit 2 ;;
esac
