# One command each; `make` alone lists them. The first that needs .venv sets it up from
# requirements/*.lock with nothing but Python 3.11 or newer.

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
WORKERS ?= 2
TESTS ?=
CHAPTER ?=
RECORD ?=

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check \
	--require-hashes --only-binary=:all:
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.PHONY: help demo tour test check bench db stress fix texts lock

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

demo: .venv/.run ## the bot with phones on a page; no account, no key, nothing to install
	@$(BIN)/python -m bot demo $(if $(RECORD),--record $(RECORD))

tour: .venv/.run ## a whole booking, told step by step (CHAPTER=… for one part)
	@$(BIN)/python -m bot tour $(if $(CHAPTER),--chapter $(CHAPTER)) $(if $(RECORD),--record $(RECORD))

db: .venv/.run ## an empty PostgreSQL with our tables, until Ctrl-C
	@$(BIN)/python -m bot db

test: .venv/.dev ## all tests but stress (TESTS=tests/bot for some, WORKERS=2)
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadgroup $(TESTS)

stress: .venv/.dev ## many people at once, for minutes, and examples that no test has tried
	@$(BIN)/python -m pytest -m stress --capture no $(TESTS)
	@$(BIN)/python -m pytest -m hypothesis --hypothesis-profile anew $(TESTS)

check: .venv/.dev ## format, lint, types, imports between rooms, the house's own rules
	@$(BIN)/ruff format --check --quiet --output-format concise .
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m pytest --quiet tests/house

bench: .venv/.bench ## how many taps a second, beside aiogram
	@$(BIN)/python -m tests.benchmarks

fix: .venv/.dev ## format, and mend what the linter can
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/ruff format --quiet .

texts: .venv/.run ## the files of every language after a change of English texts
	@$(BIN)/python -m conversations.locales

lock: .venv/.dev ## requirements/*.lock from pyproject.toml (UPGRADE=1 for newer versions)
	@$(LOCK) --output-file requirements/run.lock
	@$(LOCK) --extra dev --constraints requirements/run.lock --output-file requirements/dev.lock
	@$(LOCK) --extra bench --constraints requirements/run.lock --output-file requirements/bench.lock

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; PYTHON=/its/path says where." >&2; exit 1; }
	@echo "Setting up .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

# The other two locks hold the program's libraries too, in the same versions.
.venv/.run: requirements/run.lock | .venv/bin/python
	@echo "Installing the program's libraries (once)"
	@$(INSTALL) --requirement $<
	@touch $@

.venv/.dev: requirements/dev.lock | .venv/bin/python
	@echo "Installing the program's libraries and the tools (once)"
	@$(INSTALL) --requirement $<
	@touch .venv/.run $@

.venv/.bench: requirements/bench.lock | .venv/bin/python
	@echo "Installing the program's libraries and aiogram (once)"
	@$(INSTALL) --requirement $<
	@touch .venv/.run $@
