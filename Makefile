# Every target does its own set-up: a machine with Python 3.11 or newer, pip and make is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test test-web lint format train bench fuzz wheel reproducible sbom test-oldest test-ray clean

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
	$(BIN)/python -m pytest -n 2 -m 'not web'

$(VENV)/.test-web: $(VENV)/.test
	$(BIN)/pip install -q -e '.[test,test-web]'
	@touch $@

test-web: $(VENV)/.test-web  ## drive the web pages in chromium (CHROMIUM=path, or the one in PATH)
	$(BIN)/python -m pytest -m web tests/web

test-ray: $(VENV)/.test  ## run the test that needs Ray, with a Ray started here
	$(BIN)/pip install -q -e '.[ray]'
	$(BIN)/python -m pytest tests/build/test_ray_engine.py

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

# ARTICLES may name any source that `lagebild build` reads; COUNTS the sizes to multiply it to.
ARTICLES ?= src/lagebild/demo/articles
COUNTS ?= 100 1000
EVENTS ?= 2000

bench: $(VENV)/.test  ## print the speed figures: make bench [ARTICLES=... COUNTS=... EVENTS=...]
	mkdir -p build/bench
	rm -f build/bench/store.duckdb*
	$(BIN)/python benchmarks/build_speed.py $(ARTICLES) --jobs 1 2
	$(BIN)/python benchmarks/parse_speed.py
	$(BIN)/python benchmarks/read_speed.py
	-$(BIN)/lagebild build $(ARTICLES) --store build/bench/store.duckdb
	$(BIN)/python benchmarks/connect_speed.py build/bench/store.duckdb $(COUNTS)
	$(BIN)/python benchmarks/pages_speed.py build/bench/store.duckdb $(EVENTS)
	$(BIN)/python benchmarks/scale_plan.py

fuzz: $(VENV)/.test  ## damage texts at random, 10,000 times: make fuzz [CASES=...]
	$(BIN)/python benchmarks/fuzz_soak.py --cases $(or $(CASES),10000)

wheel: $(VENV)/.core  ## build the wheel and the source archive into dist/
	$(BIN)/pip install -q build
	$(BIN)/python -m build --outdir dist .

reproducible: $(VENV)/.core  ## build wheel and source archive twice and compare them
	$(BIN)/pip install -q build
	rm -rf build/once build/twice
	$(BIN)/python -m build --outdir build/once .
	$(BIN)/python -m build --outdir build/twice .
	cd build/once && sha256sum * | (cd ../twice && sha256sum -c -)

sbom:  ## list what an installation consists of: dist/sbom.json (CycloneDX)
	rm -rf build/sbom
	$(PYTHON) -m venv build/sbom
	build/sbom/bin/pip install -q .
	$(PYTHON) -m venv build/sbomtool
	build/sbomtool/bin/pip install -q cyclonedx-bom
	mkdir -p dist
	build/sbomtool/bin/cyclonedx-py environment --of JSON -o dist/sbom.json build/sbom/bin/python

test-oldest:  ## run the tests with the oldest versions that pyproject.toml allows
	$(PYTHON) -m venv build/oldest
	build/oldest/bin/pip install -q uv
	build/oldest/bin/uv pip install -q --python build/oldest/bin/python --resolution lowest-direct -e '.[test]'
	build/oldest/bin/python -m pytest -n 2 -m 'not web'

clean:  ## remove what the targets made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
