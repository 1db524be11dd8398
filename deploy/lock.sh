#!/usr/bin/env bash
# Lock pyproject.toml for every Python and system it supports, with hashes.
set -euo pipefail
cd "$(dirname "$0")/.."

lock() {
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-emit-index-url --no-emit-find-links "$@"
}
lock pyproject.toml -o requirements.txt
lock --group pyproject.toml:dev -c requirements.txt -o requirements-dev.txt
