# Demarche: every task in one place. `make` alone prints the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT ?= reports/latest

.DEFAULT_GOAL := help
.PHONY: help env lab report history test test-browser format bench clean lock

help: ## print the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

env: $(READY) ## create the environment in .venv from the pinned versions

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "Demarche needs Python 3.11, 3.12 or 3.13; $(PYTHON) is another: run make PYTHON=python3.12 (or the one you have)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "$(PYTHON) cannot make environments; on Debian and Ubuntu: apt-get install python3-venv."; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@# the inner loops are compiled here, once, not by every notebook at the same time
	$(BIN)/python -c "import analysis as da; da.count_terms(da.tokenize(da.clean(da.read_corpus('corpus'))), ngrams=(1, 2)); da.TermVectorizer().fit(['peace'])"
	@touch $(READY)

lab: $(READY) ## open the notebooks in JupyterLab
	$(BIN)/python -m analysis lab

report: $(READY) ## run every notebook on the shipped corpus; the report is reports/latest/index.html
	$(BIN)/python -m analysis run --out $(OUT)

history: $(READY) ## look for known history in UN speeches: make history SPEECHES=table.parquet; reports/history
	@test -n "$(SPEECHES)" || { echo "make history needs a table of UN speeches (text, country, year): make history SPEECHES=table.parquet"; exit 1; }
	$(BIN)/python -m analysis run notebooks/history --corpus $(SPEECHES) --out reports/history

test: $(READY) ## lint, types, doctests and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

test-browser: $(READY) ## run the notebooks in JupyterLab and use the report, in Chromium
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
		{ echo "make test-browser needs Chromium; on Debian and Ubuntu: apt-get install chromium."; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-browser.lock
	$(BIN)/python -m pytest -m browser tests/browser

format: $(READY) ## format the code and strip the notebooks
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m analysis strip notebooks notebooks/history

bench: $(READY) ## measure error rates and speed (minutes); SPEECHES=table.parquet measures on real speeches
	for script in runs reading counting searching speakers topics coverage_speakers clusters false_alarms false_alarms_trends intervals; do \
		$(BIN)/python benchmarks/$$script.py $(SPEECHES) || exit 1; done

lock: $(READY) ## pin the newest versions that pyproject.toml allows (needs the network)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --upgrade \
		--no-header --no-annotate --output-file requirements.lock
	$(BIN)/uv pip compile --group browser --constraint requirements.lock --universal --python-version 3.11 --upgrade \
		--no-header --no-annotate --output-file requirements-browser.lock

clean: ## remove the environment, caches and reports
	rm -rf $(VENV) reports .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
