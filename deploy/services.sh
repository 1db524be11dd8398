#!/usr/bin/env bash
# What tests ask of a machine: a private PostgreSQL and two S3 servers (rclone checks signatures,
# moto conditions; it keeps versions too). `start` prints their addresses as `export` lines for `eval`;
# `stop` ends them and deletes what they kept. They listen on free ports of the loopback, with
# passwords of their own, in short private folders (initdb refuses to run as root, and a folder
# below a private home cannot be read by another user).
set -euo pipefail
cd "$(dirname "$0")/.."
record="${SERVICES_RECORD:-$PWD/var/services}"
bin="$PWD/.venv/bin"

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

secret() { od -An -N18 -tx1 /dev/urandom | tr -d ' \n'; }

running() {
  [ -e "$record/env" ] || return 1
  postgresql pg_ctl status -D "$(<"$record/postgresql")/data" >/dev/null || return 1
  local name
  for name in rclone moto; do
    kill -0 "$(<"$record/$name.pid")" 2>/dev/null || return 1
  done
}

start_postgresql() {
  local folder port password
  folder="$(as_owner mktemp -d /tmp/vi-pg.XXXXXX)"
  echo "$folder" >"$record/postgresql"
  port="$(free_port)"
  password="$(secret)"
  printf '%s' "$password" | as_owner tee "$folder/secret" >/dev/null
  postgresql initdb -D "$folder/data" -U vitrine -A scram-sha-256 --pwfile "$folder/secret" \
    -E UTF8 --locale C.UTF-8 >/dev/null
  postgresql pg_ctl start -w -s -D "$folder/data" -l "$folder/log" \
    -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=150 -c lock_timeout=2min"
  PGPASSWORD="$password" postgresql createdb -h 127.0.0.1 -p "$port" -U vitrine vitrine
  echo "export DATABASE_URL=postgresql://vitrine:$password@127.0.0.1:$port/vitrine" >>"$record/env.new"
}

# Start a server that outlives this script, and keep its number: start_server NAME COMMAND…
start_server() {
  setsid "${@:2}" </dev/null >"$record/$1.log" 2>&1 &
  echo $! >"$record/$1.pid"
}

start_s3() {
  local folder key password
  folder="$(mktemp -d /tmp/vi-s3.XXXXXX)"
  echo "$folder" >"$record/s3"
  key="VITRINE$(secret | head -c 13)"
  password="$(secret)"
  export RCLONE_PORT MOTO_PORT
  RCLONE_PORT="$(free_port)"
  mkdir "$folder/rclone"
  RCLONE_CONFIG="" RCLONE_AUTH_KEY="\"$key,$password\"" start_server rclone \
    "$bin/rclone" serve s3 "$folder/rclone" --addr "127.0.0.1:$RCLONE_PORT" --log-level NOTICE
  MOTO_PORT="$(free_port)"
  TMPDIR="$folder" start_server moto "$bin/moto_server" -H 127.0.0.1 -p "$MOTO_PORT"
  "$bin/python" -m tests.s3_servers "http://$key:$password@127.0.0.1:$RCLONE_PORT" \
    "http://$key:$password@127.0.0.1:$MOTO_PORT" >>"$record/env.new"
}

start() {
  if ! running; then
    stop
    mkdir -p "$record"
    chmod 700 "$record"
    start_postgresql
    start_s3
    mv "$record/env.new" "$record/env"
  fi
  cat "$record/env"
}

stop() {
  [ -e "$record" ] || return 0
  local name
  for name in rclone moto; do
    [ ! -e "$record/$name.pid" ] || kill "$(<"$record/$name.pid")" 2>/dev/null || true
  done
  if [ -e "$record/postgresql" ]; then
    postgresql pg_ctl stop -s -m immediate -D "$(<"$record/postgresql")/data" 2>/dev/null || true
    rm -rf "$(<"$record/postgresql")"
  fi
  [ ! -e "$record/s3" ] || rm -rf "$(<"$record/s3")"
  rm -rf "$record"
}

# As if the machine had been switched off and on: nothing is said to those who were connected.
crash_postgresql() {
  local folder
  folder="$(<"$record/postgresql")"
  postgresql pg_ctl restart -w -s -m immediate -D "$folder/data" -l "$folder/log"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  crash-postgresql) crash_postgresql ;;
  *) echo "Usage: deploy/services.sh start|stop|crash-postgresql" >&2; exit 2 ;;
esac
