# Two commands do everything: `make run` and `make test`. `make` alone lists the others.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PACKAGES := corpus indexing service evaluation
# Where the real judgments lie for `make figures`.
JUDGMENTS ?= ../shared/data/lecard/judgments.jsonl.xz
QUERIES ?= ../shared/data/lecard
FIGURES := build/figures

.PHONY: help
help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 16

.PHONY: run
run: $(VENV)/.installed ## Install, make the sample corpus and its index once, serve http://127.0.0.1:8000
	$(BIN)/tongpan demo
	$(BIN)/tongpan serve

.PHONY: test
test: lint unit doctest ## Install the tools, then check form, types, import contracts and behaviour

.PHONY: lint
lint: $(VENV)/.installed-dev ## Check form, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: unit
unit: $(VENV)/.installed-dev ## Run the tests
	$(BIN)/python -m pytest tests

.PHONY: explore
explore: $(VENV)/.installed-dev ## Run the tests of properties with new draws, another each time; a failing one is kept and tried again
	$(BIN)/python -m pytest tests -m 'hypothesis and not slow' --hypothesis-profile exploring

.PHONY: postgres
postgres: $(VENV)/.installed-dev ## Run the tests of the service and of the stores on a real PostgreSQL
	TONGPAN_TEST_DATABASE=postgresql $(BIN)/python -m pytest tests/service tests/corpus/store
	$(BIN)/python -m pytest -m slow tests/service/store tests/service/jobs tests/corpus/store

.PHONY: doctest
doctest: $(VENV)/.installed-dev ## Run the examples of the docstrings
	$(BIN)/python -m pytest --doctest-modules --ignore service/store/migrations $(PACKAGES)

.PHONY: figures
figures: $(VENV)/.installed-dev ## Measure on the real judgments and compare with the expected figures (half an hour)
	mkdir -p $(FIGURES)
	for charges in given hidden; do \
	  $(BIN)/python -m evaluation retrieval --judgments $(JUDGMENTS) --queries $(QUERIES) \
	    --charges $$charges --report $(FIGURES)/retrieval-$$charges \
	    --json $(FIGURES)/retrieval-$$charges.json; \
	done
	for suite in reading build search; do \
	  $(BIN)/python -m evaluation performance --suite $$suite --judgments $(JUDGMENTS) \
	    --json $(FIGURES)/performance-$$suite.json; \
	done
	$(BIN)/python -m evaluation expected --check $(FIGURES)/*.json

# A stamp per set of packages, renewed when what is to be installed changes: a second run installs
# nothing. The sources themselves are installed in place and need no renewal.
$(VENV)/.installed: pyproject.toml constraints.txt setup.sh
	VENV=$(VENV) ./setup.sh -e .
	touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt setup.sh
	VENV=$(VENV) ./setup.sh -e '.[dev]'
	touch $@ $(VENV)/.installed
