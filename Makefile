# Every target sets .venv up by itself, once for each change of pyproject.toml or constraints.txt.
#   make clean test PYTHON=python3.12   sets it up with another Python (3.11, 3.12 or 3.13)
#   make test PYTEST_ARGS=…             more arguments for pytest, here and in bench, fuzz and golden
#   make fuzz FUZZ=1000 FUZZ_SEED=7     another number of files, from another seed

PYTHON ?= python3
VENV ?= .venv
STORY ?= scenarios/library/indihome/three-bills-unpaid.yaml
DISPUTE ?= scenarios/library/cases/the-complaint-as-recorded.yaml
PYTEST_ARGS ?=
FUZZ ?= 20000
FUZZ_SEED ?= 1

BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq --constraint constraints.txt

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo demo-dispute test check lint types floors pins bench bench-table fuzz tampering golden constraints clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(INSTALLED) ## replay a story that ships: three bills unpaid
	@$(BIN)/lifecycle replay $(STORY)

demo-dispute: $(INSTALLED) ## the verdict on a disputed package: what was recorded beside what the rules give
	@$(BIN)/lifecycle dispute $(DISPUTE); found=$$?; test $$found -eq 1

test: $(INSTALLED) ## the tests, with branch coverage of lifecycle and projections
	@$(BIN)/pytest -n auto -p no:benchmark --cov -rfEs $(PYTEST_ARGS)

check: lint types floors pins ## lint, format, types, floors and pinned versions

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

floors: $(INSTALLED)
	$(BIN)/lint-imports --no-logo

pins: $(INSTALLED)
	$(BIN)/python -m pip --disable-pip-version-check check

bench: $(INSTALLED) ## the benchmarks in tests/bench, which no test run includes
	@$(BIN)/pytest tests/bench --benchmark-columns=median,iqr,rounds --benchmark-sort=name $(PYTEST_ARGS)

bench-table: $(INSTALLED) ## the same, and its table into the README
	@BENCH=readme $(BIN)/pytest tests/bench -q $(PYTEST_ARGS)

fuzz: $(INSTALLED) ## 20,000 stories and rule books spoilt: each is judged, or refused with every mistake at its place
	@FUZZ=$(FUZZ) FUZZ_SEED=$(FUZZ_SEED) $(BIN)/pytest tests/fuzz -n auto --dist worksteal -p no:benchmark -q $(PYTEST_ARGS)

tampering: $(INSTALLED) ## what can be done to a store behind the program's back, and what is said of it, on each database
	@$(BIN)/python -m tests.store.table

golden: $(INSTALLED) ## write the kept outputs anew, the README among them; read the difference before you commit it
	@GOLDEN=update $(BIN)/pytest -m golden -p no:benchmark -rfEs $(PYTEST_ARGS)

# The build backend comes first and from constraints.txt too, so that nothing is built with a version not pinned.
$(INSTALLED): pyproject.toml constraints.txt $(BIN)/python
	@echo "Installing into $(VENV), for $$($(BIN)/python -V)" >&2
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation --editable '.[dev,parquet,portfolio,postgres,seal]'
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || { \
	  echo "This needs Python 3.11, 3.12 or 3.13; '$(PYTHON)' is $$($(PYTHON) -V 2>/dev/null || echo missing)." \
	    "Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' lacks its venv module; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

constraints: ## choose every version anew, for all Pythons at once
	@set -e; uv=$$(mktemp -d); trap 'rm -rf "$$uv"' EXIT; \
	  $(PYTHON) -m venv "$$uv"; "$$uv/bin/pip" --disable-pip-version-check install --quiet uv; \
	  { sed -n '/^#/p' constraints.txt; \
	    "$$uv/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 --all-extras \
	      --no-header --no-annotate --upgrade pyproject.toml; } > "$$uv/chosen"; \
	  cp "$$uv/chosen" constraints.txt

clean: ## remove .venv and everything the tools left behind
	rm -rf $(VENV) build dist .coverage .coverage.* .hypothesis .benchmarks
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find lifecycle projections scenarios tests -name __pycache__ -type d -prune -exec rm -rf {} +
