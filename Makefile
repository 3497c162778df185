# Every target sets .venv up by itself, once for each change of pyproject.toml or constraints.txt.
#   make clean test PYTHON=python3.12   sets it up with another Python (3.11, 3.12 or 3.13)
#   make test PYTEST_ARGS=…             more arguments for pytest, here and in bench, fuzz and golden
#   make fuzz FUZZ=1000 FUZZ_SEED=7     another number of files, from another seed
#   make bench-portfolio BENCH=readme BENCH_SUBSCRIPTIONS=200000 BENCH_SIZES='10000 100000 1000000 10000000'

PYTHON ?= python3
VENV ?= .venv
STORY ?= scenarios/library/indihome/three-bills-unpaid.yaml
DISPUTE ?= scenarios/library/cases/the-complaint-as-recorded.yaml
export TAMPER := import sqlite3; kept = sqlite3.connect("kept.db"); kept.execute("UPDATE stored_events \
  SET state = CAST(replace(state, 50000000, 5000000) AS BLOB) WHERE originator_version = 4"); kept.commit()
# Kept bytecode, whatever the environment says: each process that a test starts would compile the program anew.
export PYTHONDONTWRITEBYTECODE :=
PYTEST_ARGS ?=
DOSSIER_LANG ?= en
FUZZ ?= 20000
FUZZ_SEED ?= 1
FAULTS_SEED ?= 1
JOBS ?= 2
BENCH_SUBSCRIPTIONS ?= 20000
BENCH_MONTHS ?= 36
BENCH_SIZES ?= 10000 30000
SUBSCRIPTIONS ?= 100000
CONFIRM ?= 10000

# The tests that are about lifecycle and projections. Measuring doubles their time; the others go over the same lines.
MEASURED := $(addprefix tests/,columns disputes exporting findings format ground projected properties refunds rulebook store \
  cli/test_auditing_commands.py cli/test_seal_files.py inspector/test_list.py \
  test_clock.py test_invented.py test_invented_reach.py test_judging.py test_library.py)

BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq --constraint constraints.txt

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo demo-dispute demo-dossier demo-audit demo-portfolio test coverage check lint types floors pins bench bench-table
.PHONY: bench-portfolio fuzz faults tampering kept-events measured unmeasured columns-mutants golden mutate pictures constraints clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile

demo: $(INSTALLED) ## replay a story that ships: three bills unpaid
	@$(BIN)/lifecycle replay $(STORY)

demo-dispute: $(INSTALLED) ## the verdict on a disputed package: what was recorded beside what the rules give
	@$(BIN)/lifecycle dispute $(DISPUTE); found=$$?; test $$found -eq 1

demo-dossier: $(INSTALLED) ## the same verdict as one file for a browser, which an auditor or a court reads: where it is
	@file=$${TMPDIR:-/tmp}/telkomsel-dossier.html; \
	  $(BIN)/lifecycle dispute $(DISPUTE) --format html --lang $(DOSSIER_LANG) >"$$file"; found=$$?; \
	  test $$found -eq 1 && echo "the dossier is $$file"

demo-audit: $(INSTALLED) ## a store recorded and sealed, one row of it changed behind the program's back, and found
	@set -e; kept=$$(mktemp -d); trap 'rm -rf "$$kept"' EXIT; bin=$(abspath $(BIN)); story=$(abspath $(DISPUTE)); cd "$$kept"; \
	  lifecycle() { echo "> lifecycle $$*"; "$$bin/lifecycle" "$$@"; }; \
	  finds() { if lifecycle "$$@"; then echo "nothing was found" >&2; exit 1; elif [ $$? -ne 1 ]; then exit 2; fi; }; \
	  echo "> lifecycle replay $(notdir $(DISPUTE)) --store sqlite:///kept.db"; \
	  "$$bin/lifecycle" replay "$$story" --store sqlite:///kept.db >replayed.txt; \
	  lifecycle seal --store sqlite:///kept.db --out seal.json; \
	  lifecycle verify --store sqlite:///kept.db --seal seal.json; \
	  echo "> python -c '$$TAMPER'"; "$$bin/python" -c "$$TAMPER"; \
	  finds verify --store sqlite:///kept.db; \
	  finds verify --store sqlite:///kept.db --seal seal.json

demo-portfolio: $(INSTALLED) ## 100,000 subscriptions under an isolation that begins on the 25th: where the page of it is
	@set -e; made=$$(mktemp -d); \
	  $(BIN)/lifecycle portfolio synth --out "$$made/base.parquet" --subscriptions $(SUBSCRIPTIONS); \
	  $(BIN)/lifecycle portfolio compare "$$made/base.parquet" --from indihome --set 'arrears.rung[0].at.days_after=5' \
	    --out "$$made/later" --confirm $(CONFIRM); \
	  echo "the page is $$made/later/summary.html"

test: $(INSTALLED) ## the tests
	@$(BIN)/pytest -n auto --dist worksteal -p no:benchmark -rfEs $(PYTEST_ARGS)

coverage: measured unmeasured ## the tests, with branch coverage of lifecycle and projections by those that are about these

measured: $(INSTALLED)
	@$(BIN)/pytest -n auto --dist worksteal -p no:benchmark --cov -rfEs $(MEASURED) $(PYTEST_ARGS)

unmeasured: $(INSTALLED)
	@$(BIN)/pytest -n auto --dist worksteal -p no:benchmark -rfEs $(MEASURED:%=--ignore=%) $(PYTEST_ARGS)

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

mutate: $(INSTALLED) ## each number and word of the shipped rule books changed by a little, and whether a story notices
	@$(BIN)/lifecycle mutate --jobs $(JOBS)

bench: $(INSTALLED) ## the benchmarks in tests/bench, which no test run includes
	@$(BIN)/pytest tests/bench --benchmark-columns=median,iqr,rounds --benchmark-sort=name $(PYTEST_ARGS)

bench-table: $(INSTALLED) ## the same, and its table into the README
	@BENCH=readme $(BIN)/pytest tests/bench -q $(PYTEST_ARGS)

bench-portfolio: $(INSTALLED) ## whole bases in several ways, and as they grow; sizes by BENCH_…, see the top
	@BENCH_SUBSCRIPTIONS='$(BENCH_SUBSCRIPTIONS)' BENCH_MONTHS='$(BENCH_MONTHS)' BENCH_SIZES='$(BENCH_SIZES)' \
	  BENCH_JOBS='$(JOBS)' $(BIN)/python -m tests.benchmarks

columns-mutants: $(INSTALLED) ## the stepping of whole customer bases changed in one place after the other, and what notices it
	@$(BIN)/python -m tests.columns.mutants $(MUTANTS)

fuzz: $(INSTALLED) ## 20,000 stories and rule books spoilt: each is judged, or refused with every mistake at its place
	@FUZZ=$(FUZZ) FUZZ_SEED=$(FUZZ_SEED) $(BIN)/pytest tests/fuzz -n auto --dist worksteal -p no:benchmark -q $(PYTEST_ARGS)

faults: $(INSTALLED) ## kill recordings and imports, each 200 times at random points on SQLite, 50 on PostgreSQL; other faults
	@FAULTS=all FAULTS_SEED=$(FAULTS_SEED) $(BIN)/pytest tests/faults -n auto --dist worksteal -p no:benchmark -q $(PYTEST_ARGS)

tampering: $(INSTALLED) ## what can be done to a store behind the program's back, and what is said of it, on each database
	@$(BIN)/python -m tests.store.table

kept-events: $(INSTALLED) ## add to tests/store/kept what no earlier version stored: events of new classes and fields
	@$(BIN)/python -m tests.store.earlier

golden: $(INSTALLED) ## write the kept outputs anew, the README among them; read the difference before you commit it
	@GOLDEN=update $(BIN)/pytest -m golden -p no:benchmark -rfEs $(PYTEST_ARGS)

pictures: $(INSTALLED) ## photograph the pages that the README shows; needs a Chromium
	@$(BIN)/python -m tests.browser.pictures

# The build backend comes first and from constraints.txt too, so that nothing is built with a version not pinned.
$(INSTALLED): pyproject.toml constraints.txt $(BIN)/python
	@echo "Installing into $(VENV), for $$($(BIN)/python -V)" >&2
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation --editable '.[dev,inspector,parquet,pdf,portfolio,postgres,report,seal]'
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
