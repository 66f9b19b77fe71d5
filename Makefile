# make run    the product on http://127.0.0.1:8000 (PORT=... elsewhere), with the example when there is no data
# make check  format, lint, types, import law, migrations, catalogues, arithmetic: while working
# make test   everything, on both databases and in a real browser: before handing in

PORT ?= 8000
VAR_DIR ?= $(CURDIR)/var
export VAR_DIR

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -q -n 2
# What needs no database: the arithmetic, the house rules, the catalogues.
QUICK := -m "not django_db" tests/workplan/reporting tests/rakerwil/templatetags tests/rakerwil/test_numbers.py \
	tests/test_architecture.py tests/test_catalogues.py tests/test_template_variables.py
WITHOUT_BROWSER := --ignore=tests/journeys --ignore=tests/bench
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard rakerwil/locale/*/LC_MESSAGES/django.po))

# On one's own machine: a secret made once, the address in mails, and no TLS. The environment and .env go before both.
LOCAL = set -e; \
	test -n "$$SECRET_KEY" || grep -qs '^SECRET_KEY=.' .env || export SECRET_KEY=$$(cat $(VAR_DIR)/secret-key); \
	test -n "$$SITE_URL" || grep -qs '^SITE_URL=.' .env || export SITE_URL=http://127.0.0.1:$(PORT); \
	test -n "$$SECURE_TLS" || grep -qs '^SECURE_TLS=.' .env || export SECURE_TLS=false; \
	test -n "$$SITE_URL" || grep -qs '^SITE_URL=' .env || export SITE_URL=http://127.0.0.1:$(PORT);

.PHONY: run setup catalogues check lint types quick test test-full coverage bench packages pins clean
.DELETE_ON_ERROR:

run: .venv/.runtime catalogues $(VAR_DIR)/.static
	@$(BIN)/python -c "import socket, sys; \
		sys.exit(socket.socket().connect_ex(('127.0.0.1', $(PORT))) == 0 and 'Port $(PORT) is taken: make run PORT=8001')"
	@$(LOCAL) $(BIN)/python manage.py migrate --no-input -v 0
	@$(LOCAL) $(BIN)/python manage.py createcachetable -v 0
	@$(LOCAL) $(BIN)/python manage.py demo
	@echo "Rakerwil: http://127.0.0.1:$(PORT) (Ctrl-C stops it)"
	@$(LOCAL) $(BIN)/python manage.py deliver --every 20 & \
		exec $(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --log-level warning --no-ws \
		--workers $$(nproc) --blocking-threads 2 --backpressure 64 \
		--respawn-failed-workers --workers-kill-timeout 5 rakerwil.wsgi:application

setup: .venv/.development catalogues

catalogues: $(CATALOGUES)

%.mo: %.po | .venv/.runtime
	@$(BIN)/pybabel --quiet compile -i $< -o $@

.venv/bin/python:
	@python=$$(.ci/python) && $$python -m venv --clear .venv

.venv/.runtime: requirements.txt | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@touch $@

.venv/.development: requirements-dev.txt .venv/.runtime
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt -r requirements-dev.txt
	@touch $@

$(VAR_DIR)/secret-key:
	@mkdir -p $(@D)
	@umask 077 && .venv/bin/python -c "import secrets; print(secrets.token_urlsafe(50))" > $@

# Folders stand in the list for what was removed from them.
$(VAR_DIR)/.static: $(shell find static 2>/dev/null) .venv/.runtime | $(VAR_DIR)/secret-key
	@$(LOCAL) $(BIN)/python manage.py collectstatic --no-input --clear -v 0
	@touch $@

check: lint types quick

lint: setup
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/lint-imports --no-logo > /dev/null || $(BIN)/lint-imports --no-logo
	$(BIN)/djlint --lint --quiet templates
	TESTING=true DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check --dry-run

types: setup
	$(BIN)/mypy

quick: setup
	@.ci/packages gettext
	$(PYTEST) $(QUICK)

test: packages lint types
	$(PYTEST) $(WITHOUT_BROWSER)
	.ci/with-postgres $(PYTEST) $(WITHOUT_BROWSER)
	$(PYTEST) tests/journeys

# Every role on every page, and ten times the random examples.
test-full: PYTEST += --full
test-full: test

# Which lines no test reaches.
coverage: setup
	$(PYTEST) $(WITHOUT_BROWSER) --cov --cov-report=term

# What the product costs, as ratios in one run: YEARS=10 for more, `.ci/with-postgres make bench` on PostgreSQL.
bench: setup
	@$(BIN)/python -m tests.bench --years $(or $(YEARS),1)

packages:
	@.ci/packages chromium fonts-liberation postgresql gettext

# Takes newer versions of what pyproject.toml allows.
pins: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		--group pyproject.toml:dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results $(VAR_DIR)/static $(VAR_DIR)/.static
	find rakerwil/locale -name '*.mo' -delete
	find . -name __pycache__ -prune -exec rm -rf {} +
