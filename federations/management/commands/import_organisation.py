"""Takes over the organisation from a folder of files (interchange)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from federations.actions import organisation
from federations.imports.organisation import read_folder
from federations.management.acting import acting_user, add_acting
from rakerwil.csvfiles import FileRefused


class Command(BaseCommand):
    """Regions, districts, federations, units and chapters: all of it or nothing."""

    help = "Reads regions.csv, districts.csv (optional), federations.csv, units.csv and chapters.csv."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which folder, whether for good, and who acts."""
        parser.add_argument("directory", metavar="DIR", type=Path, help=_("the folder with the files"))
        parser.add_argument("--dry-run", action="store_true", help=_("check everything and write nothing"))
        add_acting(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and say what was new and what changed; CommandError with every problem, nothing written."""
        by = acting_user(options)
        if not options["directory"].is_dir():
            raise CommandError(_("There is no folder %(path)s.") % {"path": options["directory"]})
        try:
            read = read_folder(options["directory"])
        except FileRefused as refusal:
            raise CommandError("\n".join(map(str, refusal.problems))) from refusal
        outcome = organisation.take_over(read, by=by, dry_run=options["dry_run"])
        for name, tally in outcome.tallies.items():
            self.stdout.write(
                _("%(file)s.csv: %(rows)s rows, %(created)s new, %(changed)s changed")
                % {"file": name, "rows": tally.rows, "created": tally.created, "changed": tally.changed}
            )
        if options["dry_run"]:
            self.stdout.write(_("Nothing was written: this was a dry run."))
