"""Whose contact is kept past the stated time; erases it when told to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workplan.actions import people
from workplan.reporting import people as reporting


class Command(BaseCommand):
    """`forget`: lists whose contact is due to be erased; with `--erase` it is, for good."""

    help = "Lists whose phone and e-mail are kept past the stated time; --erase erases them. Run it daily."

    def add_arguments(self, parser: CommandParser) -> None:
        """Look, or do."""
        parser.add_argument("--erase", action="store_true", help="erase phone and e-mail of those listed")

    def handle(self, *args: Any, **options: Any) -> None:
        """By number and region: no names in what a timer writes down."""
        due = people.forget_overdue() if options["erase"] else reporting.overdue()
        for person in due:
            self.stdout.write(f"#{person.pk} {person.region or '-'}")
        self.stdout.write(f"{len(due)} {'erased' if options['erase'] else 'due'}")
