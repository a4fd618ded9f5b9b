# Two commands do everything: `make run` and `make test`. PYTHON names the interpreter (3.11 or newer).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps
PIP := $(INSTALL) --require-hashes --only-binary :all:
ENGINE ?= docker
SHOWN ?= /srv/senate-questions
CODE := flows tasks schemas bi tests benchmarks docs/generate
DOCS_SITE := .venv-docs
SUPERSET := .venv-superset
unexport PYTHONDONTWRITEBYTECODE  # compiled once, not in each of hundreds of processes

# make 3.81, that of macOS, cannot keep the lines of a target together.
SYNC := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
TESTS = $(BIN)/python -m pytest --dist loadfile --no-loadscope-reorder
# More processes than processors: some tests wait.
PROCESSES := $(shell expr $$(nproc 2>/dev/null || sysctl -n hw.ncpu) \* 3 / 2)
MANY_PROCESSES := $(shell expr $$(nproc 2>/dev/null || sysctl -n hw.ncpu) \* 2)
TIMED = began=$$(date +%s); took() { echo "make $@ took $$(( $$(date +%s) - began )) s"; }; trap took EXIT;

.PHONY: $(shell awk -F : '/^[a-z-]+:/ {print $$1}' Makefile)

help:  ## print every target with its sentence
	@awk -F ':.*  ## ' '/^[a-z-]+:.*  ## / {printf "%-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup  ## ingest the bundled sample and show what the release holds
	$(BIN)/senate-questions ingest --from sample

setup: $(VENV)/.installed  ## make .venv with the command senate-questions in it

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Set PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.python requirements-build.lock requirements.lock pyproject.toml
	$(PIP) -r requirements-build.lock
	$(PIP) -r requirements.lock
	@PYTHONWARNINGS=ignore $(INSTALL) --no-build-isolation -e .
	touch $@

setup-cluster: $(VENV)/.installed requirements-cluster.lock  ## add what a store at an address (s3://…) and --runner dask need
	$(PIP) -r requirements-cluster.lock

$(VENV)/.developed: $(VENV)/.installed requirements-dev.lock
	$(PIP) -r requirements-dev.lock
	touch $@

test: $(VENV)/.developed  ## lint and the tests that take minutes
	@$(TIMED) $(MAKE) --no-print-directory --jobs 2 $(SYNC) lint test-short

test-short: $(VENV)/.developed  ## the tests that take minutes, without lint
	$(TESTS) --numprocesses $(PROCESSES) -m "not long"

test-long: $(VENV)/.developed  ## killed runs, other engines, real servers, browsers, and every property with many examples
	@$(TIMED) $(TESTS) --numprocesses $(MANY_PROCESSES) -m "long or hypothesis" --hypothesis-profile deep

quick: $(VENV)/.developed  ## lint and tests of what changed since BASE (HEAD), tests of the contract
	@$(TIMED) $(BIN)/python -m tests.support.quick $(BASE)

coverage: $(VENV)/.developed  ## lines and branches that the tests of `make test` reach; takes twice as long
	@rm -f .coverage .coverage.*
	-$(BIN)/python -m coverage run -m pytest --dist loadfile --numprocesses $(PROCESSES) -m "not long"
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

$(SUPERSET)/.installed: bi/superset/requirements.txt
	$(PYTHON) -m venv $(SUPERSET)
	$(SUPERSET)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

test-superset: $(VENV)/.developed $(SUPERSET)/.installed  ## a real Superset takes in the dashboard; minutes, 700 MB
	$(BIN)/python -m pytest tests/bi/on_superset.py

fuzz: $(VENV)/.developed  ## 100,000 mutated pages through the reader; takes about half an hour
	$(BIN)/python -m tests.support.fuzz

measured: $(VENV)/.developed  ## run a command on a quiet machine, and write what it prints into docs/: BENCH="make bench" [ARGS=…]
	$(BIN)/python -m benchmarks.measured "$(BENCH)" $(ARGS)

bench: $(VENV)/.developed  ## pages a second of the reader, beside parsing alone on the same bytes
	$(BIN)/python -m benchmarks.reading

bench-fetch: $(VENV)/.developed  ## what fetching costs beside bare requests, and how fast an archive is read
	$(BIN)/python -m benchmarks.fetching

bench-repair: $(VENV)/.developed  ## how many damaged letters come back, with ftfy beside; CORPUS=FILE.parquet [ARGS=…]
	$(BIN)/python -m benchmarks.repair $(CORPUS) $(ARGS)

bench-entities: $(VENV)/.developed  ## how long extraction takes beside reading, and how it grows with the text
	$(BIN)/python -m benchmarks.extraction

bench-search: $(VENV)/.developed  ## what the search index and answers of the whole corpus take; DATA=FOLDER with a release
	$(BIN)/python -m benchmarks.search $(DATA)

bench-explorer: $(VENV)/.developed  ## how long the pages of the explorer take in Chromium; DATA=FOLDER with a release
	$(BIN)/python -m benchmarks.explorer $(DATA)

bench-scale: $(VENV)/.developed  ## a rebuild and a night of the whole corpus, twice as much, the engine's share; half an hour
	$(BIN)/python -m benchmarks.scale $(ARGS)

bench-views: $(VENV)/.developed  ## how long each view takes; DATA is a data folder, best of the whole corpus' size
	$(BIN)/python -m benchmarks.views $(DATA)

bench-bounds: $(VENV)/.developed  ## what 42 hostile pages take beside as many bytes of ordinary ones
	$(BIN)/python -m benchmarks.bounds $(ARGS)

bench-cluster: $(VENV)/.developed  ## what an object store and a Dask cluster cost beside a folder and a pool
	$(BIN)/python -m benchmarks.cluster

score: $(VENV)/.developed  ## how well extraction does on the gold set; SCORE=--write puts it into docs/entities.md
	$(BIN)/python -m benchmarks.score $(SCORE)

lint: style types layers  ## all that is checked without running anything

style: $(VENV)/.developed  ## ruff: rules and layout of the code
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

types: $(VENV)/.developed  ## mypy --strict
	$(BIN)/mypy

layers: $(VENV)/.developed  ## which package may import which
	$(BIN)/lint-imports

release: $(VENV)/.developed  ## write, try, commit and tag a version of the code: VERSION=1.2.0
	$(BIN)/python -m tests.support.new_version $(VERSION)

image: Dockerfile  ## build the image senate-questions; ENGINE=podman or docker
	BUILDAH_FORMAT=docker $(ENGINE) build --quiet --tag senate-questions .

test-image: $(VENV)/.developed image  ## the image runs as compose.yaml starts it: read-only, without rights
	ENGINE=$(ENGINE) $(BIN)/python -m pytest tests/docs/on_image.py

format: $(VENV)/.developed  ## lay out the code, and mend what ruff can mend
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

sample: $(VENV)/.developed  ## write the sample pages again from tests/facts
	$(BIN)/python -m tests.support.render.sample

golden: $(VENV)/.developed  ## write the expected tables of the sample again
	$(BIN)/python -m tests.golden.regenerate

picture-superset: $(VENV)/.developed $(SUPERSET)/.installed  ## take the picture of docs/bi.md again; SHOWN_DATA is a data folder; needs Chromium
	$(BIN)/python -m docs.generate.pictures.superset $(SHOWN_DATA)

screenshots: $(VENV)/.developed  ## take the pictures of docs/ again; SHOWN is an empty folder that those of docs/operate.md show; needs Chromium
	$(BIN)/python -m docs.generate.pictures.explorer
	$(BIN)/python -m docs.generate.pictures.nights $(SHOWN)

tutorials: $(VENV)/.developed  ## run the tutorials, and write what their commands print into them; needs R
	$(BIN)/python -m docs.generate.tutorials

docs: $(VENV)/.developed  ## write the generated pages of docs/ and the assets of bi/ again
	$(BIN)/python -m docs.generate

$(DOCS_SITE)/.installed: docs/requirements.txt
	$(PYTHON) -m venv $(DOCS_SITE)
	$(DOCS_SITE)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

docs-site: $(DOCS_SITE)/.installed  ## the pages of docs/ as a site with search, in build/docs; fails at a broken link
	$(DOCS_SITE)/bin/zensical build --strict
	rm -rf build/docs/generate build/docs/__init__.py build/docs/requirements.txt

vendored: $(VENV)/.developed  ## make again what is kept of libraries: the script that draws charts, names of countries
	$(BIN)/python -m docs.generate.vendored

LOCK := uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11
lock:  ## resolve the dependencies again; needs uv
	$(LOCK) --group build -o requirements-build.lock
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) --extra cluster -c requirements.lock pyproject.toml -o requirements-cluster.lock
	$(LOCK) --group dev --extra cluster -c requirements-cluster.lock pyproject.toml -o requirements-dev.lock

clean:  ## remove environments, data and what tools have left
	rm -rf $(VENV) $(SUPERSET) $(DOCS_SITE) .cache data build *.egg-info .coverage .coverage.*
