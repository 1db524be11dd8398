#!/usr/bin/env bash
# The demo: the site and its worker on this machine, with data that stays until `reset`.
set -euo pipefail
cd "$(dirname "$0")/.."

var="${VITRINE_VAR:-var}"
mkdir -p "$var"
exec 9>"$var/demo.lock"
if ! flock --nonblock 9; then
  echo "La démonstration tourne déjà sur le dossier $var : arrêtez-la d’abord par Ctrl-C." >&2
  exit 1
fi
if [ "${1:-}" = reset ]; then
  rm -rf "$var"/{vitrine.sqlite3*,files,derived,parts,media,courriels,uploads,depot,exemples}
  echo "La démonstration est vide. « make demo » la chargera de nouveau."
  exit 0
fi

port="${1:-8000}"
if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "Le port $port est déjà pris. Choisissez-en un autre : make demo PORT=$((port + 1))" >&2
  exit 1
fi
export SITE_URL="http://127.0.0.1:$port" LOG_LEVEL="${LOG_LEVEL:-WARNING}" FLOWS_FOLDER_SECONDS="${FLOWS_FOLDER_SECONDS:-5}"
.venv/bin/python manage.py load_demo
if [ -n "${CATALOGUE:-}" ]; then
  echo "Import de $CATALOGUE…"
  .venv/bin/python manage.py import_catalogue --verbosity 0 -- "$CATALOGUE"
fi

set -m  # each in a group of its own: Ctrl-C reaches this script only, which stops them in order
.venv/bin/gunicorn config.wsgi --bind "127.0.0.1:$port" --worker-class gthread --threads 8 \
  --timeout 120 --log-level warning --no-control-socket 9>&- &
site=$!
.venv/bin/python manage.py worker 9>&- &
worker=$!
stop() {
  trap '' INT TERM HUP
  kill "$site" "$worker" 2>/dev/null || true
  wait "$site" "$worker" 2>/dev/null || true
}
trap 'stop; echo; echo "Arrêtée. Ce que vous avez fait est gardé pour la prochaine fois."; exit 0' INT TERM HUP

until (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
  kill -0 "$site" 2>/dev/null || { stop; exit 1; }
  sleep 0.2
done
echo "Le site est prêt : $SITE_URL (Ctrl-C l’arrête)."
wait -n "$site" "$worker" || true
echo "Le site ou son ouvrier s’est arrêté de lui-même : la démonstration s’arrête." >&2
stop
exit 1
