#!/usr/bin/env bash
# The demo: the site and its worker on this machine, with data that stays until `reset`.
set -euo pipefail
cd "$(dirname "$0")/.."

var="${VITRINE_VAR:-var}"
mkdir -p "$var"
exec 9>"$var/demo.lock"
if ! flock --nonblock 9; then
  echo "The demo is already running with the folder $var: stop it first (Ctrl-C)." >&2
  exit 1
fi
if [ "${1:-}" = reset ]; then
  rm -rf "$var"/{vitrine.sqlite3*,files,media,courriels,uploads}
  echo "The demo is empty: the next « make demo » loads it again."
  exit 0
fi

port="${1:-8000}"
if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "Port $port is already in use. Choose another one: make demo PORT=$((port + 1))" >&2
  exit 1
fi
export SITE_URL="http://127.0.0.1:$port" LOG_LEVEL="${LOG_LEVEL:-WARNING}"
.venv/bin/python manage.py load_demo

.venv/bin/gunicorn config.wsgi --bind "127.0.0.1:$port" --worker-class gthread --threads 8 \
  --timeout 120 --log-level warning 9>&- &
site=$!
.venv/bin/python manage.py db_worker --queue-name '*' --verbosity 0 9>&- &
worker=$!
stop() {
  trap '' INT TERM
  kill "$site" "$worker" 2>/dev/null || true
  wait "$site" "$worker" 2>/dev/null || true
}
trap 'stop; echo; echo "Stopped. What you did is kept for the next « make demo »."; exit 0' INT TERM

until (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
  kill -0 "$site" 2>/dev/null || { stop; exit 1; }
  sleep 0.2
done
echo "$SITE_URL is ready. Ctrl-C stops the site and its worker."
wait -n "$site" "$worker" || true
echo "The site or its worker ended by itself: the other one is being stopped." >&2
stop
exit 1
