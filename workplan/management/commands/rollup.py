"""Prints the roll-up of a work year (interchange)."""

import csv
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from workplan.exports.rollup import rollup_csv
from workplan.management.figures import FiguresCommand
from workplan.reporting import rollup
from workplan.reporting.plain import rollup_json


class Command(FiguresCommand):
    """Nation, regions and chapters as JSON, or one row per scope and indicator as CSV."""

    help = "Prints targets, actuals and achievements of a work year, of the nation or of one region."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which region, in which format."""
        super().add_arguments(parser)
        parser.add_argument("--region", metavar="CODE", help=_("of the regions only this one"))
        parser.add_argument("--format", choices=("json", "csv"), default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print to standard output."""
        year = self.asked_year(options)
        month = self.asked_month(year, options)
        if options["region"] is None:
            result = rollup.nation(year, month)
        else:
            # the nation stands beside it as ever, so that the shape of the output does not change
            asked = self.asked_region(options["region"])
            result = rollup.regions(year, [asked], month, with_nation=True)
        content = rollup_json(result)
        if options["format"] == "csv":
            csv.writer(self.stdout, lineterminator="\n").writerows(rollup_csv(content))
        else:
            self.print_json(content)
