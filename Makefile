# Veildesk: `make run` and `make test` do all set-up themselves.
PYTHON ?= python3
PY := .venv/bin/python
KEYRING := build/setup/with-keyring

.PHONY: run test lint bench pictures translations package lock clean setup setup-test

run: setup
	@$(KEYRING) .venv/bin/veildesk demo

test: setup-test
	@QT_QPA_PLATFORM=offscreen $(KEYRING) $(PY) -m pytest -q $(PYTEST)

lint: setup-test
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -m mypy --platform win32
	@.venv/bin/lint-imports
	@$(PY) -m bandit -q -c pyproject.toml -r protocol secure_store app ui server

bench: setup-test
	@QT_QPA_PLATFORM=offscreen $(KEYRING) $(PY) -m tests.bench

pictures: setup-test
	@QT_QPA_PLATFORM=offscreen $(KEYRING) $(PY) -m ui.pictures

translations: setup-test
	@build/setup/translations

package: setup-test
	@$(PY) -m hatchling build

lock:
	@build/setup/lock

setup:
	@build/setup/debian-packages run
	@build/setup/environment $(PYTHON) requirements/dev.txt

setup-test:
	@build/setup/debian-packages test
	@build/setup/environment $(PYTHON) requirements/dev.txt

clean:
	rm -rf .venv out dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .schemathesis resources/translations/*.qm
