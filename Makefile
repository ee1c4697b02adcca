# The two commands of a newcomer: `make build` and `make test`.
# Both set up what is missing: system libraries, a virtual environment, pinned packages.

PYTHON ?= python3
VENV   := .venv
STAMP  := $(VENV)/.installed

.PHONY: build test check bench docs clean

build: $(STAMP)
	@$(VENV)/bin/publish build

test: $(STAMP)
	@$(VENV)/bin/python -m pytest -n auto

check: $(STAMP)
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/publish check

bench: $(STAMP)
	@$(VENV)/bin/python -m tests.bench

docs: $(STAMP)
	@$(VENV)/bin/publish gallery docs booklet panel-overview panel-oil panel-army banner handout-raid

clean:
	rm -rf build $(VENV)

$(STAMP): requirements.txt pyproject.toml setup.sh
	@PYTHON="$(PYTHON)" ./setup.sh $(VENV)
	@touch $(STAMP)
