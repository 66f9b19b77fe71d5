"""Two people at the same moment: calls that start together, each in a thread and a connection of its own.

A test that races is marked `django_db(transaction=True)`, since the others must see what one has written.
"""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from rakerwil.transitions import Refused

PATIENCE = 20
"""Seconds until a race that hangs is lost."""


def at_once(*calls: Callable[[], Any]) -> list[type[Refused]]:
    """Run the calls together; what those were refused with that were not done. Anything else is raised."""
    start = Barrier(len(calls))
    refused: list[type[Refused]] = []
    broken: list[BaseException] = []

    def run(call: Callable[[], Any]) -> None:
        try:
            start.wait(PATIENCE)
            call()
        except Refused as refusal:
            refused.append(type(refusal))
        except BaseException as error:  # noqa: BLE001 - told by the test's own thread
            broken.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    if broken:
        raise broken[0]
    assert [thread for thread in threads if thread.is_alive()] == []
    return refused
