# Two commands: `make run` opens the map, `make test` runs every test. The rest serves them.

VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8501

.PHONY: run test check index sample chromium clean help

help:
	@echo "make run    install, build the gazetteer, load the sample campaign once, open the map on http://127.0.0.1:$(PORT)"
	@echo "make test   all tests, browser included"
	@echo "make check  ruff, mypy, import-linter"
	@echo "make clean  remove .venv and the built data in .furat"

run: sample
	$(VENV)/bin/streamlit run app.py --server.port $(PORT)

test: $(VENV)/.dev index chromium
	$(PY) -m pytest

check: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

index: $(VENV)/.run
	$(PY) -m gazetteer build

sample: index
	$(PY) -m extract add --sample

chromium:
	@sh tests/chromium.sh

$(VENV)/bin/pip:
	@sh .ci/venv.sh $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/pip
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt $(VENV)/.run
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) .furat
