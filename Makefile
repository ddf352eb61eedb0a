# `make` alone lists what can be made. Everything works in .venv, from the lock files.

VENV := .venv
PY := $(VENV)/bin/python
PYTEST_FLAGS ?= -n auto --dist worksteal
PREFIX ?= $(HOME)/.local
ARGS ?=

# A start without compiled files takes four times as long, and settings of the caller's own
# Python must not decide what is imported.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME PYTHONSTARTUP VIRTUAL_ENV

.DEFAULT_GOAL := help
.PHONY: help run test check format bench boot-test ssh-test screenshots keys install lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.run ## Set up and open the desk on the made-up shop's book of today
	@$(PY) -m pettui demo $(ARGS)

test: $(VENV)/.dev ## Set up and run all tests (PYTEST_FLAGS="-k undo" picks some)
	$(PY) -m pytest $(PYTEST_FLAGS)

check: $(VENV)/.dev ## Style, types, layers, spelling, and that models and migrations agree
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/codespell
	$(PY) -m pytest -q tests/db/test_schema.py

format: $(VENV)/.dev ## Bring the code into shape
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: $(VENV)/.dev ## Measure start, keys, queries and memory against a minimal Textual app
	$(PY) -m tests.bench $(ARGS)

boot-test: $(VENV)/.dev ## Boot a Debian with the time clock in QEMU and use it (root; ten minutes)
	$(PY) -m tests.console.boot $(ARGS)

ssh-test: $(VENV)/.dev ## Let twelve people book over SSH for a minute, and measure their sessions
	$(PY) -m tests.ssh.crowd $(ARGS)

screenshots: $(VENV)/.dev ## Draw the pictures of docs/screens anew
	$(PY) -m tools.screenshots $(ARGS)

keys: $(VENV)/.dev ## Write docs/keys.md anew from the table of commands
	$(PY) -m tools.keys

install: ## Install into an environment of its own, with `pettui` in PREFIX/bin
	tools/setup $(PREFIX)/share/pettui-program requirements.lock
	$(PREFIX)/share/pettui-program/bin/python -m pip install --quiet --no-deps --force-reinstall .
	mkdir -p $(PREFIX)/bin
	ln -sf $(PREFIX)/share/pettui-program/bin/pettui $(PREFIX)/bin/pettui
	@echo "Installed. Start it with: $(PREFIX)/bin/pettui"

lock: $(VENV)/.dev ## Choose versions anew from pyproject.toml (UPGRADE=--upgrade for the newest)
	tools/lock $(VENV) $(UPGRADE)

clean: ## Remove the environment and everything that was made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find pettui screens db tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.run: requirements.lock tools/setup
	@tools/setup $(VENV) requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements.lock tools/setup
	@tools/setup $(VENV) requirements-dev.lock
	@touch $(VENV)/.run $@
