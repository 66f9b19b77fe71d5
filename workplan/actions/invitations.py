"""Verbs of invitations: prepare, write, change, issue, withdraw, and the seal of their links."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import override

from federations.enums import COORDINATOR_OFFICE
from federations.models import Chapter, Federation, Unit, User
from rakerwil import mail, seals
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale, keep, sign
from workplan.actions import issued_letters
from workplan.actions.meetings import locked
from workplan.actions.transitions import log, take_step
from workplan.enums import InvitationKind, InvitationState, ParticipantState
from workplan.models import Invitation, LetterTerms, Meeting
from workplan.models.invitation import STEPS

SEATS = 3
"""Offered to a federation until the meeting says otherwise."""
SEAL_LENGTH = 16
"""80 bits, short enough for a message."""


def refuse_begun(meeting: Meeting) -> None:
    """Raise WrongState where the meeting has begun: who was asked stays on record."""
    if meeting.has_begun:
        raise WrongState(_("The meeting has begun; its invitations stand as they are."))


def seal(invitation: Invitation) -> str:
    """What makes the invitation's link its own; another after every withdrawal."""
    told = f"{invitation.pk}:{invitation.token}:{invitation.link_version}"
    return seals.seal("workplan.invitation", told, SEAL_LENGTH)


def answer_link(invitation: Invitation) -> str:
    """The whole address at which the organisation answers, without sign-in."""
    return mail.link(reverse("answer", args=[invitation.pk, seal(invitation)]))


def sealed(pk: int, given: str) -> Invitation | None:
    """The invitation behind a link, if the link is a true one that has not been withdrawn."""
    invitation = (
        Invitation.objects.select_related("meeting__region", "meeting__year", "federation", "unit", "letter")
        .filter(pk=pk)
        .exclude(state=InvitationState.DRAFT)
        .first()
    )
    if invitation is None or not constant_time_compare(seal(invitation), given):
        return None
    return invitation


@transaction.atomic
def prepare(meeting: Meeting, *, by: User | None) -> list[Invitation]:
    """A letter in draft to each federation with an active chapter in the region that has none yet.

    Raises WrongState once the meeting has begun.
    """
    current = locked(meeting)
    refuse_begun(current)
    known = set(current.invitations.values_list("federation_id", flat=True))
    return [
        write(
            current,
            kind=InvitationKind.DELEGATION,
            recipient=recipient_of(federation, current),
            federation=federation,
            quota=SEATS,
            by=by,
        )
        for federation in active_federations(current)
        if federation.pk not in known
    ]


def active_federations(meeting: Meeting) -> "QuerySet[Federation]":
    """Those with a chapter in the meeting's region on its day, without the coordinator's own office."""
    chapters = Chapter.objects.filter(region=meeting.region_id).active_in(meeting.day, meeting.day)
    federations = Federation.objects.filter(pk__in=chapters.values("federation"))
    return federations.exclude(code=COORDINATOR_OFFICE).order_by("code")


def recipient_of(federation: Federation, meeting: Meeting) -> str:
    """The lines of the address, in the language of letters."""
    with override(settings.LANGUAGE_CODE):
        place = meeting.region.name if meeting.region else ""
        return _("The leaders of %(federation)s\n%(region)s") % {
            "federation": federation.short_name,
            "region": place,
        }


@transaction.atomic
def write(
    meeting: Meeting,
    *,
    kind: str,
    recipient: str,
    quota: int,
    federation: Federation | None = None,
    unit: Unit | None = None,
    request: str = "",
    token: uuid.UUID | None = None,
    by: User | None,
) -> Invitation:
    """A letter in draft; a known token gives its letter. Raises WrongState once the meeting has begun."""
    current = locked(meeting)
    earlier = Invitation.objects.filter(token=token).first() if token else None
    if earlier is not None:
        return earlier
    refuse_begun(current)
    invitation = Invitation(
        token=token or uuid.uuid4(),
        meeting=current,
        kind=kind,
        recipient=recipient,
        quota=quota,
        federation=federation,
        unit=unit,
        request=request,
    )
    refuse_doubled(invitation)
    sign(invitation, by)
    invitation.save()
    log(invitation, "write", by=by, to_state=invitation.state)
    return invitation


def refuse_doubled(invitation: Invitation) -> None:
    """Raise Refused where the federation or unit has a letter of this kind already."""
    same = invitation.meeting.invitations.filter(kind=invitation.kind).exclude(pk=invitation.pk)
    if invitation.federation_id and same.filter(federation=invitation.federation_id).exists():
        raise Refused(_("This federation has a letter of this kind already."))
    if invitation.unit_id and same.filter(unit=invitation.unit_id).exists():
        raise Refused(_("This unit has a letter of this kind already."))


@transaction.atomic
def edit(invitation: Invitation, *, version: int, by: User | None, **fields: Any) -> Invitation:
    """Change a letter that is not issued: kind, recipient, federation, unit, quota, request.

    Raises WrongState or Stale; Refused where its recipient has another letter.
    """
    refuse_begun(locked(invitation.meeting))
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not current.is_draft:
        raise WrongState(_("This letter is issued. Withdraw it first, then write it anew."))
    if current.version != version:
        raise Stale
    for name, value in fields.items():
        setattr(current, name, value)
    refuse_doubled(current)
    keep(current, version, by=by)
    log(current, "edit", by=by)
    return current


@transaction.atomic
def remove(invitation: Invitation, *, by: User | None) -> None:
    """Throw a draft away. Raises WrongState where it was ever issued: then it is withdrawn instead."""
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not current.is_draft or current.link_version > 1:
        raise WrongState(_("This letter was issued; its number stays in the register."))
    log(current, "remove", by=by, reason=current.name)
    sign(current, by)
    current.delete()


@transaction.atomic
def issue(invitation: Invitation, *, by: User | None, on: date | None = None) -> None:
    """Give the letter its number and date; from here on its link answers.

    `on`: the date of the letter, today on the meeting's clock if not given. Raises WrongState.
    """
    meeting = locked(invitation.meeting)
    refuse_begun(meeting)
    state = Invitation.objects.select_for_update().values_list("state", flat=True).get(pk=invitation.pk)
    STEPS.target("issue", state)
    with override(settings.LANGUAGE_CODE):
        subject = _("Invitation to %(meeting)s: %(recipient)s") % {
            "meeting": meeting.name,
            "recipient": invitation.name,
        }
    letter = issued_letters.issue(
        meeting.region,
        on=on or timezone.localdate(timezone=meeting.zone),
        subject=subject[:200],
        by=by,
    )
    sign(invitation, by)
    take_step(invitation, STEPS, "issue", by=by, letter=letter)


@transaction.atomic
def issue_all(meeting: Meeting, *, by: User | None, on: date | None = None) -> int:
    """Issue every draft, in the order of the list; how many. Raises Refused where there is none."""
    refuse_begun(locked(meeting))
    drafts = meeting.invitations.filter(state=InvitationState.DRAFT)
    rows = list(drafts.select_related("meeting__region", "meeting__year", "federation", "unit"))
    if not rows:
        raise Refused(_("No letter waits for its number."))
    for invitation in rows:
        issue(invitation, by=by, on=on)
    return len(rows)


@transaction.atomic
def withdraw(invitation: Invitation, *, reason: str, by: User | None) -> None:
    """Take the letter back: its link is over at once, its number stays used. Raises WrongState."""
    refuse_begun(locked(invitation.meeting))
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    sign(current, by)
    take_step(current, STEPS, "withdraw", by=by, reason=reason, link_version=current.link_version + 1)


@transaction.atomic
def redraft(invitation: Invitation, *, by: User | None) -> None:
    """Write a withdrawn letter anew: a draft without a number and without an answer. Raises WrongState."""
    refuse_begun(locked(invitation.meeting))
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    sign(current, by)
    take_step(
        current,
        STEPS,
        "redraft",
        by=by,
        letter=None,
        answer=ParticipantState.INVITED,
        answered_at=None,
        answered_by="",
        answer_note="",
    )


@transaction.atomic
def set_terms(meeting: Meeting, *, version: int, by: User | None, **fields: Any) -> LetterTerms:
    """What all letters of the meeting say alike. Raises WrongState once it has begun, or Stale."""
    refuse_begun(locked(meeting))
    terms = LetterTerms.objects.select_for_update().filter(meeting=meeting).first()
    if terms is None:
        terms = LetterTerms(meeting=meeting)
        sign(terms, by)
        terms.save()
    if terms.version != version:
        raise Stale
    for name, value in fields.items():
        setattr(terms, name, value)
    keep(terms, version, by=by)
    log(meeting, "set_letter_terms", by=by)
    return terms
