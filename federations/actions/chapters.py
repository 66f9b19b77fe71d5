"""Chapters founded, ended and founded again; and the coordinator's own office that goes with them."""

from datetime import date

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from federations.enums import COORDINATOR_OFFICE
from federations.models import Chapter, Federation, Region, User
from rakerwil.transitions import Refused
from rakerwil.versions import keep, sign


@transaction.atomic
def found(chapter: Chapter, *, by: User | None) -> Chapter:
    """Save a new chapter; the region's KORWIL chapter comes with its first one."""
    sign(chapter, by)
    chapter.save()
    ensure_coordinator_office(chapter.region, by=by)
    return chapter


@transaction.atomic
def correct(chapter: Chapter, version: int, *, by: User | None) -> None:
    """Save corrected dates of a chapter that was read at `version`; Stale otherwise."""
    keep(chapter, version, by=by)
    ensure_coordinator_office(chapter.region, by=by)


@transaction.atomic
def end(chapter: Chapter, last_day: date, *, by: User) -> None:
    """Set the last active day; Refused when one is set already, or when it lies before the first."""
    stored = Chapter.objects.select_for_update(of=("self",)).get(pk=chapter.pk)
    if stored.active_to is not None:
        raise Refused(_("This chapter already has a last day."))
    if last_day < stored.active_from:
        raise Refused(_("The last active day lies before the first."))
    stored.active_to = last_day
    keep(stored, stored.version, by=by)


@transaction.atomic
def reopen(chapter: Chapter, *, by: User) -> None:
    """Clear the last day of a chapter that was founded again (decisions, data 11); Refused without one."""
    stored = Chapter.objects.select_for_update(of=("self",)).get(pk=chapter.pk)
    if stored.active_to is None:
        raise Refused(_("This chapter has no last day."))
    stored.active_to = None
    keep(stored, stored.version, by=by)


@transaction.atomic
def ensure_coordinator_office(region: Region, *, by: User | None) -> None:
    """Every region with a chapter has its KORWIL chapter, from its earliest chapter's date (domain rule 12).

    One that begins later is moved to that date; one that began earlier stays.
    """
    others = Chapter.objects.filter(region=region).exclude(federation__code=COORDINATOR_OFFICE)
    earliest = others.aggregate(day=Min("active_from"))["day"]
    if earliest is None:
        return
    office = Chapter.objects.filter(region=region, federation__code=COORDINATOR_OFFICE).first()
    if office is None:
        office = Chapter(region=region, federation=_coordinator_federation(), active_from=earliest)
        sign(office, by)
        office.save()
    elif office.active_from > earliest:
        office.active_from = earliest
        keep(office, office.version, by=by)


def _coordinator_federation() -> Federation:
    """The federation that stands for the coordinators' own offices, made where no file has named it."""
    federation, _is_new = Federation.objects.get_or_create(
        code=COORDINATOR_OFFICE,
        defaults={
            "name": "Kantor Korwil (laporan langsung koordinator wilayah)",
            "short_name": "Korwil langsung",
            "sector_id": "kantor koordinator wilayah, bukan federasi",
            "sector_en": "the coordinator's own office, not a union",
        },
    )
    return federation
