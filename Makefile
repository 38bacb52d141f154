# A maintainer's daily habits. `make` alone lists them; learners need none of this.
.DEFAULT_GOAL := help
.PHONY: help setup start test format lint types notebooks pins site bench grade
PROGRAMS := .venv/bin

help:  ## list what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## set up what tests, formatter and type checker need, too
	@python3 start.py setup --tests

start:  ## set up and open the course
	@python3 start.py

test:  ## set up and run everything that CI runs
	@python3 start.py test

format: setup  ## format code and notebooks, mend what ruff can mend
	$(PROGRAMS)/ruff format
	$(PROGRAMS)/ruff check --fix

lint: setup  ## ruff and the arrows between the packages
	$(PROGRAMS)/ruff format --check
	$(PROGRAMS)/ruff check
	$(PROGRAMS)/lint-imports

types: setup  ## mypy, strict
	$(PROGRAMS)/mypy

notebooks: setup  ## execute lessons and solutions in place, regenerate the exercises; UNIT=9 executes one unit's
	$(PROGRAMS)/python -m tests.execute $(UNIT)
	$(PROGRAMS)/course release

UV_COMPILE := $(PROGRAMS)/uv pip compile --generate-hashes --no-header --no-annotate --quiet
UV_PINS := $(UV_COMPILE) --python-version 3.11 --universal
UV_PAGE_PINS := $(UV_COMPILE) --python-platform wasm32-pyodide2025 --python-version 3.14 --no-python-downloads

pins:  ## pin what pyproject.toml asks for; with UPGRADE=--upgrade newer versions of everything
	$(UV_PINS) $(UPGRADE) --all-extras pyproject.toml -o requirements-test.txt
	$(UV_PINS) --constraints requirements-test.txt pyproject.toml -o requirements.txt
	$(UV_PAGE_PINS) $(UPGRADE) --constraints requirements.txt --group page -o requirements-site.txt
	$(UV_PINS) $(UPGRADE) --constraints requirements-test.txt --group peer -o tests/peer/requirements.txt

site: setup  ## build the course as a static site that runs in a browser, in build/site
	$(PROGRAMS)/python -m tests.site

bench: setup  ## measure the platform, the grader and the scanner
	$(PROGRAMS)/python -m benchmarks

grade: setup  ## grade a class: make grade ASSIGNMENT=name
	$(PROGRAMS)/course grade $(ASSIGNMENT)
