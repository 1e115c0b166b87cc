# demo and test set everything up from nothing but Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint bench clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[all,dev]'
	touch $(READY)

demo: $(READY)
	$(BIN)/kg --store build/demo-store demo -o build/demo-view.html

test: $(READY)
	$(BIN)/pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m bench
	$(BIN)/python -m bench.law
	$(BIN)/python -m bench.decided
	$(BIN)/python -m bench.projection

clean:
	rm -rf $(VENV) build dist
