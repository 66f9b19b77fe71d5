import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

SECRET = "long-enough-to-be-a-secret-of-one-installation-only"


def start(repository: Path, statement: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Load the product's settings in a process of their own, with this environment and no other."""
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {statement}"],
        cwd=repository,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "rakerwil.settings",
            "DEBUG": "false",
            "TESTING": "false",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("secret", ["", "not-a-secret-only-for-development"])
def test_production_without_a_secret_of_its_own_refuses_to_start(repository, secret):
    result = start(repository, "print('started')", SECRET_KEY=secret)

    assert result.returncode == 1
    assert result.stdout == ""
    assert "ImproperlyConfigured" in result.stderr


def test_production_with_a_secret_starts_with_secure_cookies(repository):
    statement = (
        "from django.conf import settings as s;"
        "print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)"
    )

    result = start(repository, statement, SECRET_KEY=SECRET)

    assert result.stdout == "False True True True\n"


def test_production_passes_the_deployment_checks(repository):
    statement = (
        "from django.core.management import call_command as c; c('check', deploy=True, fail_level='WARNING')"
    )

    result = start(repository, statement, SECRET_KEY=SECRET + "".join(map(str, range(10))))

    assert result.stderr == ""
    assert result.stdout == "System check identified no issues (0 silenced).\n"


def test_a_postgresql_address_is_spoken_to_through_psycopg2(repository):
    statement = (
        "from django.db import connection as c; from django.db.backends.postgresql import psycopg_any as p;"
        "print(c.vendor, p.is_psycopg3, c.Database.__name__)"
    )

    result = start(
        repository, statement, SECRET_KEY=SECRET, DATABASE_URL="postgres://u:p@db.example/rakerwil"
    )

    assert result.stdout == "postgresql False psycopg2\n"


def test_psycopg_3_is_not_importable_since_django_would_silently_take_it():
    assert find_spec("psycopg") is None


@pytest.mark.django_db
# PRAGMA is SQLite's own statement: PostgreSQL has nothing to ask
@pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3", reason="SQLite's own"
)
def test_sqlite_waits_for_writers_and_loses_nothing():
    pragmas = ("journal_mode", "synchronous", "recursive_triggers", "foreign_keys", "busy_timeout")

    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas}

    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "recursive_triggers": 1,
        "foreign_keys": 1,
        "busy_timeout": 20000,
    }
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_example_environment_names_every_setting(repository):
    asked = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', (repository / "rakerwil/settings.py").read_text()))

    named = set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", (repository / ".env.example").read_text(), re.MULTILINE))

    assert named == asked - {"TESTING"}
