# One line of help each: `make` prints them.
.DEFAULT_GOAL := help
.PHONY: help install vectors run test lint bench messages lock clean

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
HOST ?= 127.0.0.1
PORT ?= 8000
MESSAGES := search_app/translations/es/LC_MESSAGES/messages.mo
CORPUS ?= ../shared/corpus
BENCHMARKS ?= $(basename $(notdir $(wildcard benchmarks/[a-z]*.py)))

help: ## Print this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.installed $(MESSAGES) ## Make the virtual environment with the locked packages

vectors: install ## Also install what tells passages by their meaning (32 MB), so that languages are matched better
	@$(PIP) install --require-hashes --only-binary :all: --no-binary langdetect --no-build-isolation -r requirements-vectors.lock

run: install ## Install, add the sample documents, serve the archive and print its address
	@$(BIN)/pasaje add --quiet samples
	@$(BIN)/pasaje serve --host $(HOST) --port $(PORT)

test: $(VENV)/.installed-dev $(MESSAGES) ## Set everything up and run the checks and all tests
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --cov-fail-under=90

lint: $(VENV)/.installed-dev ## Check style, types and the import arrow
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.installed-dev ## Run the benchmarks, or those named with BENCHMARKS=, on CORPUS
	@for name in $(BENCHMARKS); do \
		echo "== $$name"; $(BIN)/python -m benchmarks.$$name --corpus $(CORPUS) || wrong="$$wrong $$name"; \
	done; test -z "$$wrong" || { echo "Ended with a fault:$$wrong" >&2; exit 1; }

messages: $(VENV)/.installed-dev ## Gather the texts of the interface for translation
	@$(BIN)/python -m search_app.messages

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-annotate --no-strip-extras
lock: $(VENV)/.installed-dev ## Choose newer packages within pyproject.toml and pin them with hashes
	@$(LOCK) --upgrade pyproject.toml -o requirements.lock
	@$(LOCK) --upgrade --constraint requirements.lock --extra dev pyproject.toml -o requirements-dev.lock
	@$(LOCK) --upgrade --constraint requirements.lock --extra vectors pyproject.toml -o requirements-vectors.lock
	@echo 'setuptools' | $(LOCK) --constraint requirements.lock - -o requirements-build.lock

clean: ## Remove the virtual environment and caches (never the archive)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage *.egg-info build

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Pasaje needs Python 3.11 or later: install it, or name it with make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python could not make a virtual environment: on Debian, install python3-venv." >&2; exit 1; }

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing Pasaje's packages (once) ..."
	@$(PIP) install --require-hashes --only-binary :all: -r requirements-build.lock
	@$(PIP) install --require-hashes --only-binary :all: --no-binary langdetect --no-build-isolation -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(MESSAGES): search_app/translations/es/LC_MESSAGES/messages.po $(VENV)/.installed
	@$(BIN)/python -m search_app.messages compile

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing the packages for tests (once) ..."
	@$(PIP) install --require-hashes --only-binary :all: --no-binary langdetect --no-build-isolation -r requirements-dev.lock
	@touch $@
