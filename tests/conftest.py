"""What every test stands on: a database as in production, an empty cache, random but repeatable data."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import factory.random
import hypothesis
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase, override_settings
from django.utils import timezone
from factory.django import DjangoModelFactory
from pytest_django.plugin import DjangoDbBlocker

from rakerwil import mail

hypothesis.settings.register_profile("quick", max_examples=60, deadline=None)
hypothesis.settings.register_profile("full", max_examples=1000, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--full`: what takes too long for every day."""
    parser.addoption(
        "--full", action="store_true", help="every role on every page, many more random examples"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many random examples are tried."""
    hypothesis.settings.load_profile("full" if config.getoption("full") else "quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked `full`, unless asked for."""
    if not config.getoption("full"):
        items[:] = [item for item in items if item.get_closest_marker("full") is None]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite in a file, since locks, the write-ahead log and threads of their own differ in memory."""
    database = connections["default"].settings_dict
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@contextmanager
def lifted_triggers() -> Iterator[None]:
    """SQLite empties tables row by row, which the append-only tables refuse."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    yield
    with connection.cursor() as cursor:
        for _name, sql in triggers:
            cursor.execute(sql)


@pytest.fixture(scope="session", autouse=True)
def _emptied_after_tests_that_commit() -> Iterator[None]:
    """Tests with transactions of their own leave an empty database, the log included."""
    empty = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        with lifted_triggers() if connection.vendor == "sqlite" else nullcontext():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture(autouse=True)
def _fresh(tmp_path_factory: pytest.TempPathFactory, settings) -> None:
    """No test finds another's sign-in limits, uploads or luck."""
    cache.clear()
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "evidence"
    factory.random.reseed_random(20210910)
    for each in _factories(DjangoModelFactory):
        each.reset_sequence(force=True)


def _factories(parent: type[DjangoModelFactory]) -> Iterator[type[DjangoModelFactory]]:
    """Every factory of ours that counts for itself."""
    for child in parent.__subclasses__():
        yield child
        yield from _factories(child)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the time: `clock("2021-09-05 10:00")`, in Jakarta."""

    def set_to(moment: str) -> None:
        at = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)
        monkeypatch.setattr(timezone, "now", lambda: at)

    return set_to


@pytest.fixture
def delivering() -> Callable[[], AbstractContextManager[None]]:
    """Sends the letters that the block has written, as the `deliver` command does after it."""

    @contextmanager
    def block() -> Iterator[None]:
        yield
        mail.deliver()

    return block


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top of the work tree."""
    return Path(__file__).resolve().parent.parent


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    """Work on the database of that name."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    yield
    connection.close()
    connection.settings_dict["NAME"] = before


@pytest.fixture(scope="session")
def example_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The name of a database of its own that holds the example, loaded once."""
    creation = connection.creation
    with django_db_blocker.unblock():
        name = creation.get_test_db_clone_settings("example")["NAME"]
        # what SQLite keeps beside its file goes into it
        connection.close()
        creation.clone_test_db("example", verbosity=0)
        evidence = override_settings(MEDIA_ROOT=tmp_path_factory.getbasetemp() / "evidence")
        with _connected_to(name), evidence:
            call_command("demo", stdout=StringIO())
    yield name
    with django_db_blocker.unblock():
        creation.destroy_test_db(suffix="example", verbosity=0)


@pytest.fixture(scope="module")
def example(example_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tests of a module find the example in the database; what each changes is undone as always."""
    with django_db_blocker.unblock(), _connected_to(example_database):
        yield
