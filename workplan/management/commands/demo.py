"""Load the example into an empty database, and say who signs in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from federations.actions import organisation
from federations.imports.organisation import read_folder
from federations.models import Region, User
from workplan.actions import books, years
from workplan.management.example import answers, current, people, published, reports
from workplan.management.example.years import FOLDER, load_current, load_published


class Command(BaseCommand):
    """`demo`: never over data; all of it or nothing."""

    help = "Loads the example if the database is empty, and prints the sign-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            if not (Region.objects.exists() or User.objects.exists()):
                self.stdout.write(_("Loading the example…"))
                load()
            if User.objects.filter(email__endswith=f"@{people.DOMAIN}").exists():
                self._print_sign_ins()
            else:
                self.stdout.write(_("The database has data of its own; the example was not loaded."))

    def _print_sign_ins(self) -> None:
        self.stdout.write(
            _("Sign-ins of the example (password: %(password)s)") % {"password": people.PASSWORD}
        )
        for role, email in people.sign_ins():
            self.stdout.write(f"  {email:<42} {role}")


@transaction.atomic
def load() -> None:
    """The organisation, its people, 2021 of DKI Jakarta, and the current year of several regions."""
    organisation.take_over(read_folder(FOLDER), by=None)
    users = people.load()
    people.make_tokens(users)
    people.look_back(users)
    year = load_published()
    meeting = published.load(year, users)
    years.close(year, by=users["den"])
    books.order(year, by=users["den"])
    year = load_current()
    reports.load(year, users)
    current.load(year, users)
    answers.follow_up(meeting, users["den"])
