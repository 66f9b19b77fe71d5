"""`make run`, as somebody who has just cloned the repository meets it."""

import os
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

START_WITHIN = 120
"""Seconds for the first start, example included, on a slow and busy machine."""


@contextmanager
def running(repository: Path, var: Path, signal_at_the_end: signal.Signals) -> Iterator[tuple[str, Path]]:
    """The product under `make run` with data of its own; yields its address and what it printed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    printed = var.parent / "printed.txt"
    with printed.open("w") as output:
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}", f"VAR_DIR={var}"],
            cwd=repository,
            env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/", process)
            yield f"http://127.0.0.1:{port}", printed
        finally:
            os.killpg(process.pid, signal_at_the_end)
            process.wait()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail("make run did not start")


def rows(var: Path) -> dict[str, list[tuple]]:
    """Everything in the database but sessions, the counts of sign-ins and what the postman does."""
    database = sqlite3.connect(f"file:{var / 'rakerwil.sqlite3'}?mode=ro", uri=True)
    try:
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return {
            name: database.execute(f"SELECT * FROM {name}").fetchall()
            for (name,) in tables
            if name not in {"django_session", "rakerwil_cache", "rakerwil_letter"}
        }
    finally:
        database.close()


def test_run_killed_and_started_again_leaves_the_rows_as_they_were(repository, tmp_path):
    var = tmp_path / "var"

    with running(repository, var, signal.SIGKILL) as (address, printed):
        first_page = urllib.request.urlopen(address).read().decode()
        first_print = printed.read_text()
    before = rows(var)
    with running(repository, var, signal.SIGTERM) as (address, printed):
        second_print = printed.read_text()

    assert rows(var) == before
    assert len(before["workplan_contribution"]) > 0
    assert '<html lang="id">' in first_page
    assert "den@rakerwil.example" in first_print
    assert "den@rakerwil.example" in second_print
    assert (var / "secret-key").stat().st_mode & 0o077 == 0
