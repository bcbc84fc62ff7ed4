# make data   build raw/ → data/, datapackage.json and the generated pages of docs/
# make test   everything that CI runs: lint, types, tests, the rebuild check, frictionless validate
# make release  dist/ from the last commit: archives, workbook, database, wheel, checksums (RELEASING.md)
# make bench  throughput, growth and memory on generated corpora, beside spaCy → docs/benchmarks.md
# make site   the package as a static site in build/site: open build/site/index.html
# All set up .venv first; a machine needs Python ≥ 3.11, make and a package index, nothing else. The tests of the site's pages
# use Debian's chromium, which `make browser` (part of `make test`) installs where it can; elsewhere they are skipped, loudly.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: data site test browser lint types tests rebuild validate oldest newest lock bench bench-loader clean

data: $(READY)
	$(BIN)/python scripts/build.py

test: browser lint types tests rebuild validate

# the committed state, twice the same bytes; refuses changes that are not committed and data that are not what the scripts make
.PHONY: release
release: $(READY) rebuild
	$(BIN)/python scripts/make_release.py

site: $(READY)
	mkdir -p build
	$(BIN)/roa-dataset site build/site --overwrite

$(READY): requirements.lock requirements-profile.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-compile --require-hashes --no-deps --ignore-requires-python -r requirements-profile.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

browser:
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
	  { apt-get install --yes --quiet=2 --no-install-recommends chromium || \
	    { apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends chromium; }; } >/dev/null; } || \
	  printf '\n*** no chromium here and no way to install it (Debian: apt-get install chromium): the tests of the pages are SKIPPED ***\n\n'

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

tests: $(READY)
	$(BIN)/python -m pytest

rebuild: $(READY)
	$(BIN)/python scripts/check_rebuild.py

validate: $(READY)
	$(BIN)/frictionless validate datapackage.json
	$(BIN)/roa-dataset validate .

# the loader as people get it: the wheel with all extras, tested from an empty folder, with the oldest libraries that it
# supports and with the newest that there are
LOADER_TESTS := test_loading.py test_claims_and_names.py test_cli.py test_remote_and_export.py test_changes.py test_download.py \
    test_wheel.py
oldest: CONSTRAINTS := --constraint requirements-oldest.txt
oldest newest:
	$(PYTHON) -m venv --clear .venv-$@
	.venv-$@/bin/python -m pip install --quiet hatchling hypothesis pytest pytest-timeout pytest-xdist
	.venv-$@/bin/python -m hatchling build --target wheel --directory .venv-$@/wheel
	.venv-$@/bin/python -m pip install --quiet $(CONSTRAINTS) "$$(ls .venv-$@/wheel/*.whl)[all]"
	mkdir .venv-$@/empty
	cd .venv-$@/empty && ../bin/python -m pytest -c ../../pyproject.toml $(addprefix ../../tests/,$(LOADER_TESTS))

# the loader beside bare libraries and beside others like it, which get an environment of their own → docs/benchmarks-loader.md
bench-loader: $(READY)
	$(PYTHON) -m venv --clear .venv-peers
	.venv-peers/bin/python -m pip install --quiet -r benchmarks/peers.txt
	$(BIN)/python benchmarks/loader.py --peers .venv-peers/bin/python --write

# names, versions and hashes only: a lock file carries no index's address
lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --python-version 3.11 --output-file requirements.lock --quiet

# some minutes; writes docs/benchmarks.md. What it compares with is installed beside the rest for it
bench: $(READY)
	$(BIN)/python -m pip install --quiet $$($(BIN)/python -c "import tomllib; \
	  print(*tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['bench'])")
	$(BIN)/python benchmarks/run.py --write

clean:
	rm -rf $(VENV) .venv-oldest .venv-newest .venv-peers .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
