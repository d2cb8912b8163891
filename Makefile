# Every target does its own set-up; the second time that takes no time. `make` alone explains them.

PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --no-input
READY := .venv/.ready

# For what only imports the settings: a demonstration of its own, with nobody's data.
IMPORTING := DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH=src:. RAPPORT_DEMO=1 \
	RAPPORT_DATA_DIR=.cache/importing \
	RAPPORT_SECRET_KEY=for-importing-only-0123456789-abcdefghijklmnopqrstuvwxyz

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-fast lint fix bench docs lock

help: ## Explain these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)$$/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-18s%s\n", $$1, $$2 }'

setup: $(READY) ## Make .venv with the locked packages (Python 3.11 or newer)

$(READY): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rapport needs Python 3.11 or newer: make PYTHON=python3.11 setup")'
	@echo "Setting up .venv (about half a minute, once)"
	@$(PYTHON) -m venv .venv
	@$(PIP) install -qq --require-hashes -r requirements-dev.txt
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY) ## Start the invented directory on this machine (PORT=8001, ARGS="...")
	@$(BIN)/rapport demo $(if $(PORT),--port $(PORT)) $(ARGS)

test: $(READY) ## Run all tests, with a browser, on SQLite and again on PostgreSQL (ARGS="-k words")
	@WORKERS=$(WORKERS) scripts/test $(ARGS)

test-fast: $(READY) ## Run the tests that need neither browser nor PostgreSQL (ARGS="-k words")
	@$(BIN)/pytest -m "not browser" -n $(WORKERS) $(ARGS)

lint: $(READY) ## Check style, types, layers, migrations, vocabulary and articles
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(IMPORTING) $(BIN)/mypy
	$(BIN)/lint-imports
	$(IMPORTING) $(BIN)/python -m django makemigrations --check --dry-run
	$(IMPORTING) $(BIN)/rapport vocabulary check
	$(IMPORTING) $(BIN)/rapport encyclopedia check

fix: $(READY) ## Repair what ruff can repair, and format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## Measure the search beside other engines (ARGS="--listings 1200000 --json")
	@$(BIN)/python -m benchmarks.search $(ARGS)

docs: $(READY) ## Write the pages that come from code (docs/settings.md)
	@$(IMPORTING) $(BIN)/python -m scripts.write_docs

lock: $(READY) ## Write the requirements files again from pyproject.toml (ARGS=--upgrade for newer ones)
	@$(PIP) install -qq --require-hashes -r requirements-uv.txt
	@scripts/lock $(ARGS)
