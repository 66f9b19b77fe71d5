"""Offices given, ended by their last day, and taken back where they were recorded by mistake."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from federations.actions.people import held
from federations.models import Tenure, User
from rakerwil.transitions import Refused
from rakerwil.versions import sign
from rakerwil.wording import day


@transaction.atomic
def give(tenure: Tenure, token: UUID, *, by: User | None) -> Tenure:
    """Record an office; sent twice with the same token, the first one's record.

    Raises PermissionDenied where `by` keeps no record of the body; Refused where the person holds it in
    those days already, or where another does and it is a single seat.
    """
    if by is not None and not by.has_perm("federations.keep_tenure", tenure):
        raise PermissionDenied
    held(tenure.person)
    known = Tenure.objects.filter(token=token).first()
    if known is not None:
        return known
    _refuse_taken(tenure)
    tenure.token = token
    tenure.title = tenure.title or tenure.get_office_display()
    sign(tenure, by)
    _save(tenure)
    return tenure


@transaction.atomic
def end(tenure: Tenure, last_day: date, *, by: User) -> Tenure:
    """Set the last day of an office, also one long past. Raises Refused when it lies before the first."""
    stored = Tenure.objects.select_for_update(of=("self",)).with_bodies().filter(pk=tenure.pk).first()
    if stored is None:
        raise Refused(_("This office was taken off the record."))
    if last_day < stored.from_on:
        raise Refused(_("The last day lies before the first."))
    stored.until_on = last_day
    _refuse_taken(stored)
    sign(stored, by)
    _save(stored)
    return stored


@transaction.atomic
def take_back(tenure: Tenure, *, seen: str, by: User) -> None:
    """Remove what was recorded by mistake; the history keeps it.

    `seen` are the dates that the page showed. Raises Refused where it was changed or removed since.
    """
    stored = Tenure.objects.select_for_update().filter(pk=tenure.pk).first()
    if stored is None:
        raise Refused(_("This office was taken off the record."))
    if stored.dates != seen:
        raise Refused(_("This office was changed since the page was opened. Look at it again."))
    sign(stored, by)
    stored.delete()


def _refuse_taken(tenure: Tenure) -> None:
    """Nobody holds an office twice, and nobody shares a single seat."""
    rows = Tenure.objects.overlapping(tenure).select_related("person")
    own = rows.filter(person=tenure.person_id).first()
    if own is not None:
        raise Refused(_("This office is on record already for those days."))
    if not tenure.is_single_seat:
        return
    other = rows.first()
    if other is not None:
        raise Refused(
            _("%(name)s holds this office from %(from)s. Set the last day there first: one person holds it.")
            % {"name": other.person, "from": day(other.from_on)}
        )


def _save(tenure: Tenure) -> None:
    """Save; of two who fill a seat at once the constraint lets one through."""
    try:
        with transaction.atomic():
            tenure.save()
    except IntegrityError as error:
        raise Refused(_("Somebody else was recorded in this office just now. Look at it again.")) from error
