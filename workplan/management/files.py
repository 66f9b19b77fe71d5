"""What the commands that take a file have in common."""

from abc import abstractmethod
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from federations.management.acting import acting_user, add_acting
from federations.models import User
from rakerwil.csvfiles import FileRefused, read_text
from rakerwil.transitions import Refused
from workplan.imports.results import Result


class FileCommand(BaseCommand):
    """Takes one file into one work year: all of it or nothing (interchange)."""

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the year, who acts, and whether it is only tried."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--year", type=int, required=True, help=_("the work year"))
        add_acting(parser)
        parser.add_argument("--dry-run", action="store_true", help=_("check the file, write nothing"))

    @abstractmethod
    def take(self, text: str, year: int, *, by: User | None, file_name: str) -> Result:
        """Write the content of the file; raises FileRefused or Refused, and then nothing is written."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the file, or name what is wrong with it and leave with status 1."""
        by = acting_user(options)
        path: Path = options["file"]
        try:
            with transaction.atomic():
                result = self.take(read_text(path), options["year"], by=by, file_name=path.name)
                transaction.set_rollback(options["dry_run"])
        except (FileRefused, Refused) as refusal:
            raise CommandError(f"{path.name}:\n{refusal}") from refusal
        for remark in result.remarks:
            self.stdout.write(remark)
        self.stdout.write(f"{path.name}: {result}")
        if options["dry_run"]:
            self.stdout.write(_("Only tried: nothing was written."))
