"""A real browser: Debian's Chromium, never a downloaded one."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from workplan.management.example.people import DOMAIN, PASSWORD

# Playwright keeps an event loop in this thread, and Django would refuse the tests the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# a machine under load answers late, which is no error
expect.set_options(timeout=30_000)

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser the journeys are skipped, except where nobody would notice."""
    # under CI=true nothing is skipped: a missing browser fails there
    if CHROMIUM is None and not os.environ.get("CI"):
        for item in items:
            if "journeys" in item.path.parts:
                item.add_marker(pytest.mark.skip(reason="Chromium is missing: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the installed Chromium, which has no sandbox for root and calls nobody at home."""
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM or "chromium",
        "args": [
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A browser that speaks English: the product must not follow it."""
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Asia/Jakarta"}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Journeys name pages by their path: `page.goto("/")`."""
    return str(live_server.url)


def environment(var: Path) -> dict[str, str]:
    """The product's settings in production, but for TLS; nothing of the tests' own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "DJANGO_SETTINGS_MODULE": "rakerwil.settings",
        "SECRET_KEY": "a-secret-of-the-journeys-and-of-nobody-else",
        "SECURE_TLS": "false",
        "EMAIL_URL": "dummymail://",
        "VAR_DIR": str(var),
    }


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The example in a database file, and the static files as shipped; made once for all workers."""
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    shared = tmp_path_factory.getbasetemp().parent if is_worker else tmp_path_factory.getbasetemp()
    var = shared / "example-site"
    with (shared / "example-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (var / "made").exists():
            var.mkdir()
            for command in ("migrate", "createcachetable", "demo", "collectstatic"):
                more = ["--no-input"] if command in ("migrate", "collectstatic") else []
                subprocess.run(
                    [sys.executable, "manage.py", command, *more],
                    cwd=repository,
                    env=environment(var),
                    check=True,
                    capture_output=True,
                )
            (var / "made").touch()
    return var


@contextmanager
def served(var: Path, repository: Path, program: str = "rakerwil.wsgi") -> Iterator[str]:
    """The production server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Path(sys.executable).with_name("granian")
    options = [
        "--interface",
        "wsgi",
        "--port",
        str(port),
        "--blocking-threads",
        "2",
        "--log-level",
        "warning",
    ]
    process = subprocess.Popen(
        [server, *options, f"{program}:application"],
        cwd=repository,
        env=environment(var),
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/akun/masuk/", process)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Until it answers; half a minute at most."""
    for _attempt in range(300):
        try:
            with urllib.request.urlopen(address):
                return
        except (urllib.error.URLError, ConnectionError):
            assert process.poll() is None
            time.sleep(0.1)
    pytest.fail("the server did not start")


def copied(var: Path, into: Path) -> Path:
    """The same site with a database of its own."""
    shutil.copytree(var, into)
    return into


@pytest.fixture(scope="session")
def site(example_site: Path, tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[str]:
    """The address of the example, for looking at."""
    with served(copied(example_site, tmp_path_factory.mktemp("site") / "var"), repository) as address:
        yield address


@pytest.fixture
def own_site(example_site: Path, tmp_path: Path, repository: Path) -> Iterator[str]:
    """The address of the example in a database of one's own, for changing."""
    with served(copied(example_site, tmp_path / "var"), repository) as address:
        yield address


@pytest.fixture
def own_day(
    example_site: Path, tmp_path: Path, repository: Path
) -> Iterator[tuple[str, Callable[[datetime], None]]]:
    """As `own_site`, on a day of one's own: the address, and what sets the clock of the site."""
    var = copied(example_site, tmp_path / "var")

    def strike(moment: datetime) -> None:
        (var / "clock.next").write_text(str((moment - datetime.now(UTC)).total_seconds()))
        (var / "clock.next").replace(var / "clock")

    strike(datetime.now(UTC))
    with served(var, repository, "tests.journeys.dated") as address:
        yield address, strike


@pytest.fixture
def deliver(tmp_path: Path, repository: Path) -> Callable[[], None]:
    """One round of the process beside the server, for `own_site`: mails go out, books are made."""

    def once() -> None:
        command = [sys.executable, "manage.py", "deliver"]
        subprocess.run(
            command, cwd=repository, env=environment(tmp_path / "var"), check=True, capture_output=True
        )

    return once


@pytest.fixture(scope="session")
def signed_in_states() -> dict[tuple[str, str], Any]:
    """Cookies of those who have signed in once."""
    return {}


@pytest.fixture
def person(
    browser: Browser, browser_context_args: dict[str, Any], signed_in_states: dict[tuple[str, str], Any]
) -> Iterator[Callable[..., BrowserContext]]:
    """Somebody with a browser of their own, signed in at the door: `person(address, "den", width=360)`."""
    opened: list[BrowserContext] = []

    def enter(address: str, mailbox: str, width: int = 1280, **options: Any) -> BrowserContext:
        height = 780 if width < 600 else 900
        screen = {"base_url": address, "viewport": {"width": width, "height": height}, **options}
        known = signed_in_states.get((address, mailbox))
        context = browser.new_context(**{**browser_context_args, **screen, "storage_state": known})
        opened.append(context)
        if known is None and mailbox:
            page = context.new_page()
            page.goto("/akun/masuk/")
            page.fill("[name=login]", f"{mailbox}@{DOMAIN}")
            page.fill("[name=password]", PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_url(lambda url: "/akun/masuk/" not in url)
            page.close()
            signed_in_states[address, mailbox] = context.storage_state()
        return context

    yield enter
    for context in opened:
        context.close()
