# make run   the dashboard on http://localhost:8501, the shipped sample in it        (Windows: make run = make.bat run)
# make test  everything that must hold: lint, types, the whole suite with a browser
# make lint | types | fast | bench | lock | wheels | clean   what developers use in between

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
BASE := $(shell for p in python3.11 python3 python; do $$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
PORT ?= 8501
SIDE_BY_SIDE := -n logical --dist worksteal
TYPED := $(wildcard base store loaders desk indicators reports ui app pages docs bench dashboard.py environment.py)
export PYTHONUTF8 = 1

.PHONY: run test lint types fast suite bench lock wheels clean env dev python
.DEFAULT_GOAL := run

run: env
	@$(PY) -m loaders sample
	@$(PY) -m streamlit run dashboard.py --server.headless true --server.port $(PORT) --browser.gatherUsageStats false

test: lint types suite

lint: dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: dev
	@$(PY) -m mypy $(TYPED)

suite: dev
	@$(PY) -m pytest $(SIDE_BY_SIDE)

fast: dev
	@$(PY) -m pytest -m "not browser" $(SIDE_BY_SIDE)

bench: dev
	@for bench in bench/*.py; do echo "== $$bench"; $(PY) $$bench || exit 1; done

lock: python
	@$(BASE) environment.py lock

wheels: python
	@$(BASE) environment.py wheels

clean:
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

env: python
	@$(BASE) environment.py run

dev: python
	@$(BASE) environment.py dev

python:
	@test -n "$(BASE)" || { echo "Cần Python 3.11 trở lên / Python 3.11 or newer is needed"; exit 1; }
