#!/usr/bin/env bash
# Create .venv with the first Python, from 3.11 on, that can make one.
set -euo pipefail
cd "$(dirname "$0")/.."

able='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
for python in python3 python3.13 python3.12 python3.11; do
  if "$python" -c "$able" 2>/dev/null; then
    exec "$python" -m venv .venv
  fi
done
echo "No Python 3.11 or later with its venv module was found." >&2
echo "On Debian or Ubuntu: apt-get install python3 python3-venv" >&2
exit 1
