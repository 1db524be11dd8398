#!/usr/bin/env bash
# Django's deployment checks, under the committed example completed with throw-away secrets.
set -euo pipefail
cd "$(dirname "$0")/.."

set -a
. deploy/production.env.example
SECRET_KEY="$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')"
DATABASE_URL=postgresql://vitrine:only-for-this-check@127.0.0.1/vitrine
EMAIL_HOST=smtp.culture.example
VITRINE_VAR="$(mktemp -d)"
set +a
trap 'rm -rf "$VITRINE_VAR"' EXIT
.venv/bin/python manage.py check --deploy --fail-level WARNING
