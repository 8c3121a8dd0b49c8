# Every target does its own set-up: a machine with Python 3.11 or newer, pip and make is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test lint format train bench wheel clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/.core: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -e .
	@touch $@

$(VENV)/.test: $(VENV)/.core
	$(BIN)/pip install -q -e '.[test]'
	@touch $@

$(VENV)/.lint: $(VENV)/.core
	$(BIN)/pip install -q -e '.[lint]'
	@touch $@

$(VENV)/.train: $(VENV)/.core
	$(BIN)/pip install -q -e '.[train]'
	@touch $@

demo: $(VENV)/.core  ## build the picture from the packaged articles and show it
	$(BIN)/lagebild demo

test: $(VENV)/.test  ## run the tests (offline)
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.lint  ## ruff and mypy in strict mode
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.lint  ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

train: $(VENV)/.train  ## train the language model: make train DATA=folder with the training sets
	@test -n "$(DATA)" || { echo "usage: make train DATA=folder with the training sets"; exit 2; }
	$(BIN)/python -m lagebild.train all --data "$(DATA)"

bench: $(VENV)/.test  ## print the speed figures: make bench [DATA=folder with articles]
	for script in benchmarks/*.py; do $(BIN)/python $$script $(DATA) || exit 1; done

wheel: $(VENV)/.core  ## build the wheel and the source archive into dist/
	$(BIN)/pip install -q build
	$(BIN)/python -m build --outdir dist .

clean:  ## remove what the targets made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
