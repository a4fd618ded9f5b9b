# Two commands do everything: `make run` and `make test`. PYTHON sets the interpreter (3.11 or newer).
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
TESTS = $(BIN)/python -m pytest --dist loadfile --no-loadscope-reorder -p tests.support.costs
# Each process collects all tests, which takes 6 s. More processes than processors pay where tests wait.
PROCESSES := $(shell nproc 2>/dev/null || sysctl -n hw.ncpu)
MANY_PROCESSES := $(shell expr $(PROCESSES) \* 3 / 2)
# Of random examples and pages: the beginning of the commit's hash, so that a commit is always tested alike.
SEED ?= $(shell printf %d 0x$$(git rev-parse HEAD 2>/dev/null | grep -oE '^.{8}' || echo 8900))
PROFILE ?= quick
MINUTES ?= 10
EXAMPLES = --hypothesis-profile $(PROFILE) --hypothesis-seed $(SEED)
TIMED = began=$$(date +%s); took() { echo "make $@ took $$(( $$(date +%s) - began )) s"; }; trap took EXIT;

.PHONY: $(shell awk -F : '/^[a-z-]+:/ {print $$1}' Makefile)

help:  ## list every target and what it does
	@awk -F ':.*  ## ' '/^[a-z-]+:.*  ## / {printf "%-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup  ## ingest the bundled sample and show what is in the release
	@$(BIN)/senate-questions ingest --from sample

setup: $(VENV)/.installed  ## create .venv and install the command senate-questions in it

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Set PYTHON=/path/to/python3.11" >&2; exit 2; }
	@echo "Installing packages into $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.python requirements-build.lock requirements.lock pyproject.toml
	@$(PIP) -r requirements-build.lock
	@awk '/^[^ ]/ {n++} {print > "$(VENV)/half" n % 2 ".lock"}' requirements.lock  # pip uses one processor
	@PYTHONWARNINGS=ignore $(INSTALL) --no-build-isolation -e . & own=$$!; \
	  $(PIP) -r $(VENV)/half0.lock & half=$$!; \
	  $(PIP) -r $(VENV)/half1.lock && wait $$own && wait $$half
	@touch $@

setup-cluster: $(VENV)/.installed requirements-cluster.lock  ## install what object stores (s3://…) and --runner dask need
	$(PIP) -r requirements-cluster.lock

setup-mcp: $(VENV)/.installed requirements-mcp.lock  ## install what the server for assistants (senate-questions mcp) needs
	$(PIP) -r requirements-mcp.lock

# What the lock file for long tests pins beyond requirements.lock.
HUB := huggingface-hub|hf-xet|filelock|fsspec|tqdm|httpx2|httpcore2|truststore
setup-hub: $(VENV)/.installed requirements-long.lock  ## install hf, with which docs/publish.yml uploads a release to Hugging Face
	@awk '/^[^ ]/ {own = /^($(HUB))==/} own' requirements-long.lock > $(VENV)/hub.lock
	$(PIP) -r $(VENV)/hub.lock

$(VENV)/.developed: $(VENV)/.installed requirements-dev.lock
	$(PIP) -r requirements-dev.lock
	@touch $@

$(VENV)/.long: $(VENV)/.developed requirements-cluster.lock requirements-long.lock
	@echo "Installing what long tests, docs and benchmarks need …"
	@$(PIP) -r requirements-cluster.lock -r requirements-long.lock
	@touch $@

test: $(VENV)/.developed  ## lint, and run all tests except the long ones; takes minutes
	@$(TIMED) $(MAKE) --no-print-directory --jobs 2 $(SYNC) lint test-short

test-short: $(VENV)/.developed  ## run all tests except the long ones, without lint
	$(TESTS) --numprocesses $(PROCESSES) -m "not long" $(EXAMPLES)

test-long: $(VENV)/.long  ## run the long tests: killed runs, other engines, real servers, browsers, what others make of a release
	@$(TIMED) $(MAKE) --no-print-directory test-beside test-alone

test-beside: $(VENV)/.long  ## run the long tests that may run beside each other
	$(TESTS) --numprocesses $(MANY_PROCESSES) -m "long and not alone" $(EXAMPLES)

test-alone: $(VENV)/.long  ## run the tests that measure memory, one by one
	$(TESTS) -m alone $$(grep -rl --include 'test_*.py' mark.alone tests)

quick: $(VENV)/.developed  ## lint and test what changed since BASE (default: HEAD), and run the contract tests
	@$(TIMED) $(BIN)/python -m tests.support.quick $(BASE)

coverage: $(VENV)/.developed  ## measure line and branch coverage of `make test`; takes twice as long
	@rm -f .coverage .coverage.*
	-$(BIN)/python -m coverage run -m pytest --dist loadfile --numprocesses $(PROCESSES) -m "not long"
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

$(SUPERSET)/.installed: bi/superset/requirements.txt
	$(PYTHON) -m venv $(SUPERSET)
	$(SUPERSET)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

test-superset: $(VENV)/.developed $(SUPERSET)/.installed  ## import the dashboard into a real Superset; takes minutes
	$(BIN)/python -m pytest tests/bi/on_superset.py

fuzz: $(VENV)/.long  ## search for what nobody thought of: mutated pages, and properties with many examples; MINUTES=10 SEED=NUMBER
	$(BIN)/python -m tests.support.fuzz --seed $(SEED) --minutes $(MINUTES)

measured: $(VENV)/.developed  ## run a benchmark and write its output into its page: BENCH="make bench" [ARGS=…]
	$(BIN)/python -m benchmarks.measured "$(BENCH)" $(ARGS)

bench: $(VENV)/.developed  ## measure pages per second of the reader, compared with parsing alone
	$(BIN)/python -m benchmarks.reading

bench-fetch: $(VENV)/.developed  ## measure the cost of fetching compared with bare requests, and how fast an archive is read
	$(BIN)/python -m benchmarks.fetching

bench-repair: $(VENV)/.developed  ## measure how many damaged letters are restored, compared with ftfy; CORPUS=FILE.parquet [CASES=FOLDER] [ARGS=…]
	$(BIN)/python -m benchmarks.repair $(CORPUS) $(if $(CASES),--cases $(CASES)) $(if $(CORPUS)$(CASES),--posted) $(ARGS)

bench-entities: $(VENV)/.developed  ## measure extraction time compared with reading, and how it grows with the text
	$(BIN)/python -m benchmarks.reading --entities

bench-identifiers: $(VENV)/.developed  ## count the mentions with an identifier; CORPUS="FILE.parquet … RELEASE"
	$(BIN)/python -m benchmarks.identifiers $(CORPUS)

bench-search: $(VENV)/.developed  ## measure building the search index and searching the whole corpus; DATA=FOLDER with a release
	$(BIN)/python -m benchmarks.search $(DATA)

bench-away: $(VENV)/.developed  ## measure the documented queries on a release behind 20 Mbit/s, with DuckDB 1.5 over HTTP; DATA=FOLDER with a release
	$(BIN)/python -m benchmarks.away $(DATA)

bench-explorer: $(VENV)/.developed  ## measure what people do in the explorer, in Chromium; DATA=FOLDER with a release, else one of 27,000 generated questions
	$(BIN)/python -m benchmarks.explorer $(DATA)

bench-scale: $(VENV)/.developed  ## measure a rebuild and a nightly run on the whole corpus and on twice as much, and Prefect's share; takes half an hour
	$(BIN)/python -m benchmarks.scale $(ARGS)

bench-bounds: $(VENV)/.developed  ## measure the cost of 42 hostile pages compared with as many bytes of ordinary pages
	$(BIN)/python -m benchmarks.scale --hostile 42 $(ARGS)

score: $(VENV)/.developed  ## score extraction on the gold set; SCORE=--write puts the scores into benchmarks/README.md, CORPUS=FILE.parquet scores real prose (HALF=test its other half)
	$(BIN)/python -m benchmarks.score $(SCORE) $(if $(CORPUS),--corpus $(CORPUS)) $(if $(HALF),--half $(HALF))

readers: $(VENV)/.developed  ## how far two readers of the gold set on real prose agree
	$(BIN)/python -m benchmarks.score --readers

lint: style types layers  ## run all static checks; ends with the lines of each package beside their ceilings
	@$(BIN)/python -m tests.support.ceilings

ceilings: $(VENV)/.developed  ## lower the ceilings of lines in tests/ceilings.tsv to what stands
	@$(BIN)/python -m tests.support.ceilings --lower

style: $(VENV)/.developed  ## run ruff: rules and formatting
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

types: $(VENV)/.developed  ## run mypy --strict
	$(BIN)/mypy

layers: $(VENV)/.developed  ## check which package imports which
	$(BIN)/lint-imports

release: $(VENV)/.developed  ## write, try, commit and tag a version: VERSION=1.2.0
	$(BIN)/python -m tests.support.new_version $(VERSION)

image: Dockerfile  ## build the image senate-questions; ENGINE=podman or docker
	BUILDAH_FORMAT=docker $(ENGINE) build --quiet --tag senate-questions .

test-image: $(VENV)/.developed image  ## build the image and run it as compose.yaml does: read-only, without privileges
	ENGINE=$(ENGINE) $(BIN)/python -m pytest tests/docs/on_image.py

site: $(VENV)/.developed  ## serve invented questions as the Senate's site does, to fetch from; says how
	@$(BIN)/python -m tests.support.site

format: $(VENV)/.developed  ## format the code, and fix what ruff can fix
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

sample: $(VENV)/.developed  ## regenerate the sample pages from tests/facts
	$(BIN)/python -m tests.support.render.sample

golden: $(VENV)/.developed  ## regenerate the expected tables of the sample
	$(BIN)/python -m tests.golden.regenerate

picture-superset: $(VENV)/.developed $(SUPERSET)/.installed  ## retake the screenshot in docs/bi.md; SHOWN_DATA is a data folder; needs Chromium
	$(BIN)/python -m docs.generate.pictures.superset $(SHOWN_DATA)

screenshots: $(VENV)/.developed  ## retake the screenshots in docs/; SHOWN is an empty folder, which those in docs/operate.md show; needs Chromium
	$(BIN)/python -m docs.generate.pictures.explorer
	$(BIN)/python -m docs.generate.pictures.nights $(SHOWN)

tutorials: $(VENV)/.long  ## run the tutorials and write their output into them; needs R
	$(BIN)/python -m docs.generate.tutorials

docs: $(VENV)/.long  ## regenerate the generated pages of docs/ and the assets of bi/
	$(BIN)/python -m docs.generate

$(DOCS_SITE)/.installed: docs/requirements.txt
	$(PYTHON) -m venv $(DOCS_SITE)
	$(DOCS_SITE)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

docs-site: $(DOCS_SITE)/.installed  ## build docs/ as a website with search, in build/docs; fails on a broken link
	rm -rf build/pages && mkdir -p build && cp -R docs build/pages && rm -rf build/pages/generate build/pages/__pycache__ build/pages/*.py build/pages/*.txt
	mkdir -p build/pages/benchmarks/repair && for page in README.md repair/README.md; do \
		sed 's#](\(\(\.\./\)*\)docs/#](\1#' benchmarks/$$page > build/pages/benchmarks/$$page; done
	for page in docs/*.md; do sed 's#](\.\./benchmarks/#](benchmarks/#' $$page > build/pages/$${page#docs/}; done
	$(DOCS_SITE)/bin/zensical build --strict

vendored: $(VENV)/.long  ## regenerate the vendored files: the chart script and the country names
	$(BIN)/python -m docs.generate.vendored

LOCK := uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11
lock:  ## update the lock files; needs uv
	$(LOCK) --group build -o requirements-build.lock
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) --extra cluster -c requirements.lock pyproject.toml -o requirements-cluster.lock
	$(LOCK) --extra mcp -c requirements-cluster.lock pyproject.toml -o requirements-mcp.lock
	$(LOCK) --group dev --extra mcp -c requirements-mcp.lock pyproject.toml -o requirements-dev.lock
	$(LOCK) --group long -c requirements-cluster.lock -c requirements-dev.lock -o requirements-long.lock

clean:  ## remove environments, data and files left by tools
	rm -rf $(VENV) $(SUPERSET) $(DOCS_SITE) .cache data build *.egg-info .coverage .coverage.*
