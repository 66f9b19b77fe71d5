"""What is kept past the stated time: contacts, codes used at doors; erases it when told to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from workplan.actions import doors, people
from workplan.reporting import people as reporting
from workplan.reporting.doors import overdue_check_ins


class Command(BaseCommand):
    """`forget`: lists what is due to be erased; with `--erase` it is, for good."""

    help = (
        "Lists whose phone and e-mail, and how many check-ins by code, are kept past the stated time; "
        "--erase erases them. Run it daily."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Look, or do."""
        parser.add_argument("--erase", action="store_true", help="erase what is listed")

    def handle(self, *args: Any, **options: Any) -> None:
        """By number and region: no names in what a timer writes down."""
        is_erased = options["erase"]
        due = people.forget_overdue() if is_erased else reporting.overdue()
        codes = doors.forget_check_ins() if is_erased else overdue_check_ins(timezone.now()).count()
        for person in due:
            self.stdout.write(f"#{person.pk} {person.region or '-'}")
        done = "erased" if is_erased else "due"
        self.stdout.write(f"{len(due)} {done}")
        self.stdout.write(f"{codes} check-ins {done}")
