"""A real browser: Debian's Chromium, never a downloaded one."""

import os
import shutil
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

# Playwright keeps an event loop in this thread, and Django would refuse the tests the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser the journeys are skipped, except where nobody would notice."""
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
