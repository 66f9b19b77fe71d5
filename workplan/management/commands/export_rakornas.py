"""Write a region's Masukan Rakornas, or the book of all regions, to a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from federations.models import Letterhead, Region
from workplan.exports.rakornas import FORMATS, TABLES, book_file, masukan_file
from workplan.models import WorkYear
from workplan.reporting import books, national_inputs


class Command(BaseCommand):
    """`export_rakornas --year Y [--region CODE] --format F --output PATH` (interchange)."""

    help = "Write a region's Masukan Rakornas, or without --region the book of all regions, to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--region", help="code of one region; without it the book of all")
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument("--table", choices=TABLES, default="figures", help="which table, for CSV")
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                options["output"].write_bytes(self._content(options))
            except OSError as error:
                raise CommandError(
                    _("%(path)s can't be written: %(why)s")
                    % {"path": options["output"], "why": error.strerror}
                ) from error

    def _content(self, options: dict[str, Any]) -> bytes:
        year = WorkYear.objects.filter(year=options["year"]).first()
        if year is None:
            raise CommandError(_("There is no work year %(year)s.") % {"year": options["year"]})
        if not options["region"]:
            return book_file(books.book(year), options["format"], table=options["table"])
        region = Region.objects.filter(code=options["region"]).first()
        if region is None:
            raise CommandError(_("There is no region with code %(code)s.") % {"code": options["region"]})
        chosen = national_inputs.latest(region, year)
        return masukan_file(
            national_inputs.exported(chosen),
            options["format"],
            kept_pdf=bytes(chosen.pdf) if chosen.pdf else None,
            table=options["table"],
            logo=Letterhead.of(region).logo_text,
        )
