"""The register of outgoing letters: the next number of an office and year, given once."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from federations.models import Letterhead, Region, User
from workplan.models import IssuedLetter


@transaction.atomic
def issue(region: Region | None, *, on: date, subject: str, by: User | None) -> IssuedLetter:
    """Enter a letter of that day under the office's next number of its year.

    The office is held until the transaction ends, so that of two who issue at once each gets a number of its
    own and none is left out. The national office, which has no row, holds them all.
    """
    offices = Region.objects.filter(pk=region.pk) if region else Region.objects.all()
    list(offices.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    last = IssuedLetter.objects.filter(region=region, year=on.year).aggregate(last=Max("number"))["last"]
    number = (last or 0) + 1
    return IssuedLetter.objects.create(
        region=region,
        year=on.year,
        number=number,
        text=Letterhead.of(region).numbered(number, on),
        issued_on=on,
        subject=subject,
        issued_by=by,
    )
