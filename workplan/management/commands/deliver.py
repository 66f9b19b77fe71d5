"""Writes the day's reminders, sends the letters of the outbox, makes the books that were wished for.

For a timer, or as a process of its own: then a book is taken up within a second, since somebody waits for it.
"""

import os
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from rakerwil import mail
from workplan.actions import reminders
from workplan.exports.book_making import make_waiting

REMIND_EVERY = 900
"""Seconds between two looks for reminders, in a process that keeps running."""


class Command(BaseCommand):
    """`deliver`: once, or with `--every` until the process that started it ends."""

    help = "Sends mails and makes the books wished for. Run it every minute, or keep it running with --every."

    def add_arguments(self, parser: CommandParser) -> None:
        """How often."""
        parser.add_argument(
            "--every", type=int, default=0, metavar="SECONDS", help="keep running and look so often"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what went and what did not; nothing where nothing was due."""
        every, parent = options["every"], os.getppid()
        reminded_at = self._remind()
        self._send()
        self._make()
        while every and self._rest(every, parent):
            close_old_connections()
            if time.monotonic() - reminded_at >= REMIND_EVERY:
                reminded_at = self._remind()
            self._send()

    def _remind(self) -> float:
        reminders.write()
        return time.monotonic()

    def _send(self) -> None:
        done = mail.deliver()
        if done.sent or done.failed:
            self.stdout.write(f"{done.sent} sent, {done.failed} to be tried again")

    def _make(self) -> None:
        if made := make_waiting():
            self.stdout.write(f"{made} books")

    def _rest(self, seconds: int, parent: int) -> bool:
        """False as soon as the process that started this one is gone."""
        for _second in range(seconds):
            time.sleep(1)
            if os.getppid() != parent:
                return False
            close_old_connections()
            self._make()
        return True
