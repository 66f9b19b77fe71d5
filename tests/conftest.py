"""What every test stands on: a database as in production, an empty cache, random but repeatable data."""

from pathlib import Path

import factory.random
import pytest
from django.core.cache import cache
from django.db import connections


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite in a file, since locks, the write-ahead log and threads of their own differ in memory."""
    database = connections["default"].settings_dict
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def _fresh(tmp_path_factory: pytest.TempPathFactory, settings) -> None:
    """No test finds another's sign-in limits, uploads or luck."""
    cache.clear()
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "evidence"
    factory.random.reseed_random(20210910)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top of the work tree."""
    return Path(__file__).resolve().parent.parent
