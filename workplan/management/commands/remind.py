"""Writes the reminders of the day into the outbox."""

from typing import Any

from django.core.management.base import BaseCommand

from workplan.actions import reminders


class Command(BaseCommand):
    """`remind`: as often as one likes, each reminder is written once."""

    help = "Writes today's reminders into the outbox; `deliver` does the same before it sends."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were new."""
        self.stdout.write(f"{reminders.write()} written")
