"""Prints the catch-up plan of a region for one indicator (interchange; domain rule 11)."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from workplan.management.figures import FiguresCommand
from workplan.models import Indicator
from workplan.reporting import rollup
from workplan.reporting.plain import catch_up_json


class Command(FiguresCommand):
    """Who brings how much, so that the parts add up to the gap."""

    help = "Prints the catch-up plan of a region for one indicator; its parts sum to the gap."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which region, which indicator."""
        super().add_arguments(parser)
        parser.add_argument("--region", metavar="CODE", required=True, help=_("the region"))
        parser.add_argument("--indicator", metavar="CODE", required=True, help=_("the indicator"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print to standard output."""
        year = self.asked_year(options)
        month = self.asked_month(year, options)
        region = self.asked_region(options["region"])
        try:
            indicator = Indicator.objects.get(year=year, code=options["indicator"])
        except Indicator.DoesNotExist as error:
            names = {"code": options["indicator"], "year": year.year}
            raise CommandError(_("There is no indicator %(code)s in %(year)s.") % names) from error
        self.print_json(catch_up_json(rollup.catch_up(year, region, indicator, month)))
