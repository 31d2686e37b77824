# Every recipe that a person or the checking machine needs; `make help` lists them.
# All packages go into .venv inside this folder, nothing is written outside it (only Debian's Chromium
# and node.js, when a test machine has none and make runs as root). Once installed only `boundaries`, `lock` and
# `audit` ask the internet.

PYTHON ?= python3
PORT ?= 8501
ADDRESS = 127.0.0.1
WORKERS ?= 2

VENV := .venv
PY := $(VENV)/bin/python
# Who signs in with OpenID Connect needs more packages.
PACKAGES := requirements$(if $(WERKAGENDA_OIDC),-oidc).txt
RUNNING := $(VENV)/.installed-running$(if $(WERKAGENDA_OIDC),-oidc)
TESTING := $(VENV)/.installed-testing
PIP := $(PY) -m pip --disable-pip-version-check --no-input --no-cache-dir install --quiet --no-compile --require-hashes -r
# Pip takes a minute of one core for what uv does in seconds; where uv cannot, pip does. A list names all that its
# packages need, but for the pip that is there.
UV := $(VENV)/bin/uv
INSTALL = { $(PIP) requirements-uv.txt --only-binary uv && \
  $(UV) pip install --python $(PY) --quiet --no-cache --no-deps --require-hashes -r $(1); } || $(PIP) $(1)
# This takes all cores; a file that this Python cannot read is no file that anybody needs. Tests of others
# are never run, nor is what compiled C goes before.
UNUSED = site-packages/(.*/)?(tests|mypy|mypyc|pip|setuptools)/
BYTECODE = -@$(PY) -m compileall -qq -j 0 -x "$(UNUSED)" $(VENV)/lib

# A tool for a recipe that asks the internet; neither the app nor its tests need it.
AUDITOR := pip-audit==2.10.1
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  --no-emit-package pip --custom-compile-command "make lock"

# An environment that does not work (half made, or its Python was upgraded away) is made anew.
$(shell test -d $(VENV) && { $(PY) -c 'import pip' 2>/dev/null || rm -rf $(VENV); })

.DEFAULT_GOAL := help
.PHONY: help run share key demo copy licences boundaries test tests lean check style types format debian chromium bench screenshots lock audit clean

help: ## list these recipes
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: $(RUNNING) ## open the agenda on 127.0.0.1:8501 (PORT=... for another port)
	@nice $(PY) -m lib.web.assets.build & \
	WERKAGENDA_OPEN=ja $(PY) -m streamlit run lib/server.py --server.address $(ADDRESS) --server.port $(PORT)

share: ADDRESS = 0.0.0.0
share: run ## the same, to be looked at and followed from other devices in the network

key: $(RUNNING) ## print an address with a new start key, for another browser on this machine
	@$(PY) -m lib.web.key --address http://127.0.0.1:$(PORT)

demo: export WERKAGENDA_SET = voorbeeld
demo: run ## the same, opened on the invented example set

copy: $(RUNNING) ## make a safe copy of the database, also while the agenda is in use
	@$(PY) -m lib.store.file.backup

licences: $(RUNNING) ## print the licences of all that the app ships, fonts and scripts included
	@$(PY) -m lib.documents.licences

boundaries: $(RUNNING) ## fetch this year's boundaries for the campus map from PDOK (asks the internet)
	@$(PY) -m lib.feeds.boundaries

# Two things at a time, for two cores: Debian sends its Chromium while packages come, and the types are checked
# while the tests run. Each fails as a whole when one of the two does.
test: ## everything: check, unit, app and browser tests
	@$(MAKE) --no-print-directory --jobs 2 $(TESTING) debian
	@$(MAKE) --no-print-directory --jobs 2 style lean chromium
	@$(MAKE) --no-print-directory --jobs 2 types tests

# What Python compiled is kept, also where a machine says not to: tests read the same code many times.
tests: $(TESTING) lean
	env -u PYTHONDONTWRITEBYTECODE $(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# The scripts and fonts that the servers of tests send, packed once, as visitors get them.
lean: $(TESTING)
	@WERKAGENDA_LEAN=.cache/lean-of-tests $(PY) -m lib.web.assets.build --quality 1

check: style types ## format, lint and types; of scripts too where there is node.js

style: $(TESTING)
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m tests.scripts

types: $(TESTING)
	$(PY) -m mypy

format: $(TESTING) ## put the code in the agreed format and mend what ruff can
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(PY) -m tests.scripts --write

debian: | $(PY)
	@$(PY) -m tests.browser.chromium --debian

chromium: $(TESTING) ## find a Chromium for the browser tests, or install one
	@$(PY) -m tests.browser.chromium

bench: $(TESTING) chromium ## print the speed of the app as ratios to an empty Streamlit page
	@$(PY) -m lib.web.assets.build
	@$(PY) -m tests.bench

screenshots: $(TESTING) chromium ## picture every page, three sizes, light and dark (tests/screenshots/out)
	@$(PY) -m tests.screenshots

lock: $(PY) ## compile the requirements files, with all hashes, from pyproject.toml (asks the internet)
	@$(PIP) requirements-uv.txt
	@$(COMPILE) --group installing --output-file requirements-uv.txt
	@$(COMPILE) --group running --output-file requirements.txt
	@$(COMPILE) --group signing-in --output-file requirements-oidc.txt
	@$(COMPILE) --group testing --output-file tests/requirements.txt

audit: $(PY) ## ask whether a known hole is in a package that the app needs (advice; asks the internet)
	@$(PY) -m pip install --quiet $(AUDITOR)
	-@$(PY) -m pip_audit --requirement requirements.txt --require-hashes --disable-pip --progress-spinner off

clean: ## remove the environment and the caches; the database stays
	rm -rf $(VENV) .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache tests/node_modules tests/screenshots/out tests/bench/out

# Packages are installed again only when a requirements file is newer than its stamp.
$(RUNNING): $(PACKAGES) | $(PY)
	@echo "Installing packages into $(VENV) (once)"
	@$(call INSTALL,$(PACKAGES))
	$(BYTECODE)
	@touch $@

# What the tests need holds all that the app needs: one call installs both.
$(TESTING): tests/requirements.txt $(PACKAGES) | $(PY)
	@echo "Installing packages and test packages into $(VENV) (once)"
	@$(call INSTALL,tests/requirements.txt)
	$(BYTECODE)
	@touch $(RUNNING) $@

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Werkagenda needs Python 3.11 or newer; '$(PYTHON)' is: $$($(PYTHON) --version 2>&1 || true)."; \
	  echo "Install one, or name one: make run PYTHON=python3.12"; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python could not make a virtual environment. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
