# Rede Social workbench. Needs Python >= 3.11 (with venv), make and git only.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.installed

.PHONY: help setup report test check corpus fuzz browser factory benchmark lab clean

help:  ## show the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(SETUP)  ## make .venv with everything that the other targets need

$(SETUP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; set PYTHON=/path/to/python3")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[lab,parquet,pdf,word,scheduler,cluster,national,dev]'
	@touch $@

report: $(SETUP)  ## read the plans in data/, run the notebooks, write reports/index.html
	@$(BIN)/redesocial report

test: check  ## format, lint, types and tests
	$(BIN)/pytest -q --numprocesses auto --dist loadfile

check: $(SETUP)
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy

corpus: $(SETUP)  ## score the reading on invented plans of known truth, both splits
	@$(BIN)/python -m tests.corpus score

fuzz: $(SETUP)  ## read broken and senseless documents for long (REDESOCIAL_FUZZ examples of each kind)
	REDESOCIAL_FUZZ=$${REDESOCIAL_FUZZ:-3000} $(BIN)/pytest -q tests/documents/test_fuzz.py tests/documents/test_hostile.py

browser: $(SETUP)  ## look at the pages in Chromium: accessibility by axe-core, script, policy, phone width
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[browser]'
	npm install --no-save --no-audit --no-fund --silent --prefix $(VENV)/axe axe-core@4.14.1
	$(BIN)/pytest -q tests/browser

factory: $(SETUP)  ## time the reports of 24 municipalities beside loops of papermill and nbconvert, as ratios
	@$(BIN)/python -m tests.benchmarks.factory

benchmark: $(SETUP)  ## time the reading beside pdfplumber and markitdown, and the engines of the measures, as ratios
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@$(BIN)/python -m tests.benchmarks.reading
	@$(BIN)/python -m tests.benchmarks.network

lab: $(SETUP)  ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks

clean:  ## remove the environment and what runs have made
	rm -rf $(VENV) reports .pytest_cache .mypy_cache .ruff_cache .hypothesis
