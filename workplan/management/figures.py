"""What the commands that print figures have in common: a year, a month, a region."""

import argparse
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from federations.management.acting import acting_user, add_acting
from federations.models import Region
from rakerwil import jsonfiles
from workplan.models import WorkYear
from workplan.reporting.rollup import NotYet, as_of_month


class FiguresCommand(BaseCommand):
    """Reads figures of a work year as of a month; changes nothing."""

    def add_arguments(self, parser: CommandParser) -> None:
        """The year, the month, and who asks."""
        parser.add_argument("--year", type=int, required=True, help=_("the work year"))
        parser.add_argument(
            "--as-of",
            type=month,
            metavar="YYYY-MM",
            help=_("the last month whose due day has come, if left out"),
        )
        add_acting(parser)

    def asked_year(self, options: dict[str, Any]) -> WorkYear:
        """The work year; CommandError where it, or the person who asks, is not there."""
        acting_user(options)
        try:
            return WorkYear.objects.get(year=options["year"])
        except WorkYear.DoesNotExist as error:
            raise CommandError(_("There is no work year %(year)s.") % {"year": options["year"]}) from error

    def asked_month(self, year: WorkYear, options: dict[str, Any]) -> date:
        """The month to look back from; CommandError for one that is to come or of another year."""
        try:
            return as_of_month(year, options["as_of"])
        except NotYet as error:
            raise CommandError(str(error)) from error

    def asked_region(self, code: str) -> Region:
        """The region; CommandError where there is none of that code."""
        try:
            return Region.objects.get(code=code)
        except Region.DoesNotExist as error:
            raise CommandError(_("There is no region %(code)s.") % {"code": code}) from error

    def print_json(self, content: Mapping[str, Any]) -> None:
        """Readable, names as they are written."""
        self.stdout.write(jsonfiles.text(content))


def month(text: str) -> date:
    """YYYY-MM as the first day of that month."""
    try:
        if len(text) != 7:
            raise ValueError
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        message = _("“%(value)s” is not a month such as 2021-08") % {"value": text}
        raise argparse.ArgumentTypeError(message) from error
