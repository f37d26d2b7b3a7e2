# Three commands: `make run` starts the app, `make check` is for while one writes code, and `make
# test` checks and tests everything. Each makes .venv at its first use. PYTHON=python3.12 make run
# takes another interpreter.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
TSC := $(BIN)/node $(VENV)/javascript/node_modules/typescript/bin/tsc

# Processes that share the tests: two more than a small machine has cores, as a page often waits for
# its server, and tests of faults for time to pass. Tests of one xdist_group run one after another.
WORKERS ?= 4
PYTEST = $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadgroup
# Without servers, browsers, Streamlit's pages and what is marked as slow.
QUICK_TESTS := $(wildcard tests/unit tests/golden tests/javascript tests/figures tests/test_*.py)

.PHONY: film run check quick-tests test test-all programs lint javascript bench bench-report bench-live \
	bench-soak load class neighbors worst fuzz soak clean lock audit words container-test

run: $(VENV)/app-installed
	$(BIN)/python -m glassnet --server.port $(PORT)

# What the start page plays: again after a change of the settings with which a page opens.
film: $(VENV)/app-installed
	$(BIN)/python -m app.pages.start.record

# What needs no browser, within 90 s on two cores: the output of the linters stands together.
check: $(VENV)/dev-installed
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target lint quick-tests

# None of these waits, and the linters run beside them.
quick-tests: WORKERS := 2
quick-tests: $(VENV)/dev-installed $(VENV)/javascript-installed
	@SEQUENCES=1000 $(PYTEST) -m "not slow" $(QUICK_TESTS)

test: $(VENV)/dev-installed programs lint
	@$(PYTEST)

# All of it, and the image as it runs among it: packages are installed and linters run while the
# image is built. As root on Debian.
# A name of its own: `make -n` would run a line that names make.
MEANWHILE = $(MAKE) --no-print-directory lint
test-all: $(VENV)/made programs
	@sh tests/container/run.sh "$(MEANWHILE)" $(PYTEST)

# Builds the image and tests it alone.
container-test: $(VENV)/dev-installed programs
	@sh tests/container/run.sh true $(BIN)/python -m pytest tests/container

# What the tests need and pip does not install.
programs:
	@sh tests/ensure_chromium.sh
	@sh tests/ensure_haproxy.sh
	@sh tests/ensure_redis.sh

lint: $(VENV)/dev-installed $(VENV)/javascript-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/biome check --error-on-warnings
	$(TSC) --project tsconfig.json
	$(TSC) --project tests/javascript/tsconfig.json
	$(BIN)/hadolint Dockerfile

# The texts to translate, for a translator's tools.
words: $(VENV)/dev-installed
	@mkdir -p build
	$(BIN)/pybabel extract --mapping-file pyproject.toml --output-file build/glassnet.pot \
		--project Glassnet --no-wrap core app assets

# Unit tests of assets/, in Node and without a browser. `make test` runs them too, from pytest.
javascript: $(VENV)/dev-installed $(VENV)/javascript-installed
	$(BIN)/node --test "tests/javascript/**/*.test.js"

# The container's packages, with the hashes of their files, from requirements.txt and
# constraints.txt. What pip is told in its own files and folders stays out: the hashes are the
# index's.
lock: $(VENV)/dev-installed
	grep -v '^-' requirements.txt | env -u PIP_FIND_LINKS PIP_CONFIG_FILE=/dev/null \
		CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras \
		--constraint constraints.txt --output-file requirements.lock -

# Known faults of the container's packages; asks the advisory database over the network.
audit: $(VENV)/dev-installed
	$(BIN)/pip-audit --require-hashes --disable-pip --requirement requirements.lock

bench: $(VENV)/bench-installed
	$(BIN)/python -m bench.engine
	$(BIN)/python -m bench.many
	$(BIN)/python -m bench.grid
	$(BIN)/python -m bench.digits
	$(BIN)/python -m bench.scripts

# The same, written to docs/benchmark.md with a plot.
bench-report: $(VENV)/bench-installed
	$(BIN)/python -m bench.engine --report docs

bench-live: $(VENV)/dev-installed
	@sh tests/ensure_chromium.sh
	$(BIN)/python -m bench.live

bench-soak: $(VENV)/dev-installed
	@sh tests/ensure_chromium.sh
	$(BIN)/python -m bench.live --soak 600

# Visitors without a browser, thirty at a time, on this machine's own loopback.
load: $(VENV)/dev-installed
	$(BIN)/python -m tests.load

# What is left to one who plays beside dear visitors.
neighbors: $(VENV)/dev-installed
	$(BIN)/python -m tests.load.neighbors

# How a class of thirty, and one of a hundred, joins and follows.
class: $(VENV)/dev-installed
	$(BIN)/python -m tests.load.classroom

# The memory of thirty visitors of the dearest kinds, the worst first: some ten minutes.
worst: $(VENV)/dev-installed
	$(BIN)/python -m tests.load.worst

# Thousands of addresses, commands and files, the dearest addresses, and random actions in a browser;
# `make test` tries a hundred of each of the first three.
FUZZ_CASES ?= 10000
FUZZ_FILES ?= 2000
fuzz: $(VENV)/dev-installed programs
	FUZZ_CASES=$(FUZZ_CASES) $(PYTEST) tests/fuzz --deselect tests/fuzz/test_files.py \
		--deselect tests/fuzz/test_lessons.py
	FUZZ_CASES=$(FUZZ_FILES) $(PYTEST) tests/fuzz/test_files.py tests/fuzz/test_lessons.py
	$(BIN)/python -m tests.fuzz.dearest
	$(BIN)/python -m tests.fuzz.sessions
	$(BIN)/python -m tests.fuzz.hasty

# Half an hour of visitors who come and go, rounds of sessions, and an hour's frames of one who stays:
# memory has to be level.
soak: $(VENV)/dev-installed
	$(BIN)/python -m tests.load.soak
	$(BIN)/python -m tests.load.rounds
	$(BIN)/python -m tests.load.hour

# A stamp for each set of packages, newer than the files that pin them.
$(VENV)/app-installed: requirements.txt constraints.txt | $(VENV)/made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# pip would compile all of it on one core. This is on all cores, and leaves out the packages' own tests,
# which are the half of it; what cannot be compiled is an example of such.
$(VENV)/dev-installed: requirements-dev.txt requirements.txt constraints.txt | $(VENV)/made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile \
		-r requirements-dev.txt
	@$(BIN)/python -m compileall -q -j 0 -x '/tests/' $(VENV)/lib >/dev/null || true
	@touch $@ $(VENV)/app-installed

# TypeScript checks types and compiles nothing: the browser takes the files of assets/ as they are.
$(VENV)/javascript-installed: package.json $(VENV)/dev-installed
	@mkdir -p $(VENV)/javascript && cp package.json $(VENV)/javascript/
	$(BIN)/npm install --prefix $(VENV)/javascript --ignore-scripts --no-package-lock \
		--no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/bench-installed: requirements-bench.txt $(VENV)/dev-installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt \
		|| echo "PyTorch could not be installed: the benchmark leaves it out."
	@touch $@

# Debian keeps the venv module in a package of its own.
$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; set PYTHON to one."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq python3-venv; } \
		|| { echo "Python's venv module is missing: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

clean:
	rm -rf $(VENV) build ./*.egg-info
