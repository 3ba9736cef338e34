# Huajie. `make serve` and `make test` are all that a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
DIST := src/huajie/ui/static/ui/dist
PO := $(shell find src -name '*.po' 2>/dev/null)
SETTINGS := DJANGO_SETTINGS_MODULE=huajie.config.settings
.DEFAULT_GOAL := help
.PHONY: help setup serve test test-postgresql check bench messages format front clean

help: ## say what each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

setup: .venv/ready $(DIST)/app.js .venv/messages ## install everything that the project needs into this folder

.venv/ready: requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Huajie needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

node_modules/.package-lock.json: package.json package-lock.json
	@node -e 'if (+process.versions.node.split(".")[0] < 20) { console.error("Huajie needs Node 20 or newer; this is " + process.version); process.exit(1) }'
	npm ci --no-audit --no-fund
	touch $@

$(DIST)/app.js: node_modules/.package-lock.json $(shell find frontend -type f -not -path '*/node_modules/*' 2>/dev/null)
	npm run build
	touch $@

.venv/messages: .venv/ready $(PO)
	$(BIN)/python tools/catalogues.py compile
	touch $@

serve: setup ## set everything up, load Huadu and a demo district on an empty home, serve on 127.0.0.1:8000
	@$(BIN)/huajie init --demo
	@$(BIN)/huajie serve --port $(PORT)

test: setup ## set up and run all tests (SQLite; HUAJIE_DATABASE_URL picks PostgreSQL)
	HUAJIE_HOME=$(or $(HUAJIE_TEST_HOME),var/test) $(BIN)/pytest $(PYTEST_ARGS)
	npm test

test-postgresql: setup ## run all tests on PostgreSQL: make test-postgresql HUAJIE_DATABASE_URL=postgres://…
	@test -n "$$HUAJIE_DATABASE_URL" || { echo "Name the database: make test-postgresql HUAJIE_DATABASE_URL=postgres://user:password@host/name"; exit 1; }
	HUAJIE_HOME=var/test-postgresql $(BIN)/pytest $(PYTEST_ARGS)

check: setup ## lint, formats, strict types, import contracts, migrations, catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src tests tools benchmarks
	$(BIN)/lint-imports
	HUAJIE_HOME=var/test $(SETTINGS) $(BIN)/python -m django makemigrations --check --dry-run
	HUAJIE_HOME=var/test $(SETTINGS) $(BIN)/python -m django check
	$(BIN)/python tools/catalogues.py check
	npm run check

bench: setup ## measure the import, its quality, the sweep for entitlement (Spark: Java 17), and the register served; results go to benchmarks/results/
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/spark.txt
	$(BIN)/python benchmarks/run.py

messages: .venv/ready ## collect texts into the catalogues, then compile them
	$(BIN)/python tools/catalogues.py extract
	$(BIN)/python tools/catalogues.py compile

format: setup ## put the source into the house's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	npm run format

clean: ## remove what setup made (var/, the data, stays)
	rm -rf .venv node_modules $(DIST)
