# Veildesk: `make run` and `make test` do all set-up themselves. On Windows see README.md.
PYTHON ?= python3
PYTEST ?=
PY := .venv/bin/python
KEYRING := build/setup/with-keyring
OFFSCREEN := QT_QPA_PLATFORM=offscreen $(KEYRING) --throw-away

.PHONY: run test faults leaks calls lint bench pictures translations package lock clean setup setup-test

run: setup
	@$(KEYRING) .venv/bin/veildesk demo

test: setup-test
	@$(OFFSCREEN) $(PY) -m pytest -q -n auto --dist loadfile $(PYTEST)

faults: setup-test
	@VEILDESK_KILLS=$${VEILDESK_KILLS:-400} $(OFFSCREEN) $(PY) -m pytest -q tests/faults $(PYTEST)

leaks: setup-test
	@VEILDESK_LEAKS=table $(OFFSCREEN) $(PY) -m pytest -q tests/leaks $(PYTEST)

calls: setup-test
	@VEILDESK_CALLS=$${VEILDESK_CALLS:-200} $(OFFSCREEN) $(PY) -m pytest -q tests/telephony $(PYTEST)

lint: setup-test
	@build/setup/lint

bench: setup-test
	@$(OFFSCREEN) $(PY) -m tests.bench

pictures: setup-test
	@$(OFFSCREEN) $(PY) -m tests.pictures

translations: setup-test
	@build/setup/translations

package: setup
	@build/setup/package

lock: setup-test
	@build/setup/lock

setup:
	@build/setup/debian-packages run
	@build/setup/environment $(PYTHON) requirements/dev.txt

setup-test:
	@build/setup/debian-packages test
	@build/setup/environment $(PYTHON) requirements/dev.txt

clean:
	rm -rf .venv out dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .schemathesis
	rm -f resources/translations/*.qm
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
