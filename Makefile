# Every command of the project. `make` alone lists them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

PORT ?= 8000
BIN := .venv/bin
RUNTIME := .venv/runtime.installed
DEV := .venv/dev.installed

.PHONY: help demo demo-reset test faults check fix services services-stop lock

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

demo: $(RUNTIME) ## Install what is needed, load the demo, serve it (PORT=8001: another port; CATALOGUE=path: with a real one)
	@CATALOGUE="$(CATALOGUE)" deploy/demo.sh $(PORT)

demo-reset: ## Forget everything done in the demo
	@deploy/demo.sh reset

test: $(DEV) ## Run the whole suite, on SQLite unless DATABASE_URL says otherwise (ARGS=… goes to pytest)
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

faults: $(DEV) ## Kill workers and processes, cut networks, fill the disk: for a long time, counts printed
	FAULTS=long $(BIN)/python -m pytest -o timeout=0 -o faulthandler_timeout=7200 tests/faults $(ARGS)

check: $(DEV) ## Format, lint, import contracts, types, migrations, production settings
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/djlint templates --check --quiet
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	@deploy/check-production.sh

fix: $(DEV) ## Format the code and the templates, repair what can be
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/djlint templates --reformat --quiet || true

services: $(DEV) ## Start a private PostgreSQL and two S3 servers, print their variables (README)
	@deploy/services.sh start

services-stop: ## Stop them and delete their data
	@deploy/services.sh stop

lock: $(DEV) ## Write requirements*.txt again from pyproject.toml
	@deploy/lock.sh

.venv/bin/python:
	@deploy/venv.sh

$(RUNTIME): requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@
