"""Letters that invite as documents, all of them in one file, and the message that goes with the link.

A letter is in the installation's language, whoever opens it: the paper that was sent is the one that is read.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from federations.models import Letterhead
from rakerwil.qrcodes import drawn_code
from rakerwil.wording import clock, day, weekday_day
from workplan.actions.invitations import answer_link
from workplan.enums import InvitationKind
from workplan.exports.calendars import ends_at
from workplan.exports.documents import (
    Document,
    Fact,
    Facts,
    Heading,
    Letter,
    Numbered,
    PageBreak,
    Paragraph,
    Picture,
    Signatures,
    Signer,
    Table,
)
from workplan.models import Invitation, LetterTerms, Meeting
from workplan.reporting.timetables import Entry, timetable

CODE_BREADTH = 20
"""Millimetres of the QR code of the answer link."""


def name_of(invitation: Invitation) -> str:
    """The file's name without its extension."""
    number = f"{invitation.letter.number:03}" if invitation.letter else f"rancangan-{invitation.pk}"
    return f"undangan-{number}-{slugify(invitation.name)[:40]}"


def documents(meeting: Meeting, invitations: Sequence[Invitation]) -> Iterator[Document]:
    """The letters of a meeting; what they share is read once, in four statements."""
    head, terms = Letterhead.of(meeting.region), LetterTerms.of(meeting)
    with override(settings.LANGUAGE_CODE):
        closing, rundown = ends_at(meeting), _rundown(meeting)
    for invitation in invitations:
        with override(settings.LANGUAGE_CODE):
            yield _document(meeting, invitation, head, terms, closing, rundown)


def bundle(meeting: Meeting, invitations: Sequence[Invitation], wanted: str) -> bytes:
    """All letters in one ZIP, each under its number; raises TypesettingFailed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for invitation, document in zip(invitations, documents(meeting, invitations), strict=True):
            archive.writestr(f"{name_of(invitation)}.{wanted}", written(document, wanted))
    return target.getvalue()


def written(document: Document, wanted: str) -> bytes:
    """A letter as `pdf` or `docx`, in the language of letters; raises TypesettingFailed."""
    with override(settings.LANGUAGE_CODE):
        return document.pdf() if wanted == "pdf" else document.docx()


def _document(
    meeting: Meeting,
    invitation: Invitation,
    head: Letterhead,
    terms: LetterTerms,
    closing: Any,
    rundown: Table | None,
) -> Document:
    issued = invitation.letter
    written_on = issued.issued_on if issued else timezone.localdate(timezone=meeting.zone)
    office = (
        _("Regional coordinator, %(region)s") % {"region": meeting.region.name}
        if meeting.region
        else _("National executive")
    )
    return Document(
        title=_("Invitation to %(meeting)s") % {"meeting": meeting.name},
        sub=office,
        number=issued.text if issued else "",
        opening=(),
        blocks=[
            _head(meeting, invitation, head, terms, written_on, has_rundown=rundown is not None),
            *_body(meeting, invitation, terms, closing),
            # the day stands at the head of the letter
            Signatures(_("With greetings of solidarity,"), _signers(head)),
            *([Numbered(terms.copy_lines, _("Copies to"))] if terms.copy_lines else []),
            *([PageBreak(), Heading(_("Attachment: rundown"), 1), rundown] if rundown else []),
        ],
        footer=_("Invitation to %(meeting)s") % {"meeting": meeting.title},
        mark="" if invitation.is_issued else _withdrawn_or_draft(invitation),
        address=head.address_lines,
        logo=head.logo_text,
        layout="letter",
    )


def _withdrawn_or_draft(invitation: Invitation) -> str:
    return _("DRAFT") if invitation.is_draft else _("WITHDRAWN")


def _head(
    meeting: Meeting,
    invitation: Invitation,
    head: Letterhead,
    terms: LetterTerms,
    written_on: date,
    *,
    has_rundown: bool,
) -> Letter:
    facts = [
        Fact(_("Number"), invitation.letter.text if invitation.letter else "–"),
        *([Fact(_("Nature"), terms.nature)] if terms.nature else []),
        *([Fact(_("Attachment"), _("1 (rundown)"))] if has_rundown else []),
        Fact(_("Subject"), _("Invitation to %(meeting)s") % {"meeting": meeting.name}),
    ]
    return Letter(
        place=f"{head.place}, {day(written_on)}",
        facts=facts,
        recipient=[pgettext("letter", "To"), *invitation.recipient_lines, _("at their place")],
    )


def _body(meeting: Meeting, invitation: Invitation, terms: LetterTerms, closing: Any) -> Iterator[Any]:
    yield Paragraph(_("With respect,"))
    yield Paragraph(_opening(meeting, invitation, terms))
    begins = timezone.localtime(meeting.starts_at, meeting.zone)
    zone = meeting.zone_name
    facts = [
        Fact(_("Day and date"), weekday_day(meeting.day)),
        Fact(
            _("Time"),
            _("%(begins)s to %(ends)s %(zone)s")
            % {"begins": clock(begins, meeting.zone), "ends": clock(closing, meeting.zone), "zone": zone},
        ),
        Fact(_("Place"), f"{meeting.venue}, {meeting.city}"),
        Fact(_("Event"), meeting.title),
        Fact(_("Seats"), _seats(invitation)),
        Fact(_("Attire"), terms.attire),
        Fact(_("To be brought"), terms.bring),
        Fact(_("Costs"), terms.costs),
        Fact(_("Contact"), terms.contact),
    ]
    yield Facts([fact for fact in facts if fact.value])
    if invitation.request:
        yield Paragraph(invitation.request)
    yield from _answering(invitation, terms)
    yield Paragraph(_("Thank you for your attention and your presence."))


def _opening(meeting: Meeting, invitation: Invitation, terms: LetterTerms) -> str:
    name = {"meeting": meeting.title}
    asks = {
        InvitationKind.DELEGATION: _(
            "we invite you to send your delegates to %(meeting)s, which takes place:"
        ),
        InvitationKind.OBSERVER: _("we invite you to attend %(meeting)s as observers; it takes place:"),
        InvitationKind.SPEAKER: _("we ask you to speak at %(meeting)s, which takes place:"),
        InvitationKind.GUEST: _("we ask you to honour %(meeting)s with your presence; it takes place:"),
    }
    asked = asks[InvitationKind(invitation.kind)] % name
    if terms.basis:
        return _("On the basis of %(basis)s, %(asked)s") % {
            "basis": terms.basis.strip().rstrip("."),
            "asked": asked,
        }
    return asked[:1].upper() + asked[1:]


def _seats(invitation: Invitation) -> str:
    if invitation.kind in (InvitationKind.DELEGATION, InvitationKind.OBSERVER):
        words = ngettext("%(count)s person", "%(count)s people", invitation.quota)
        return words % {"count": invitation.quota}
    return ""


def _answering(invitation: Invitation, terms: LetterTerms) -> Iterator[Any]:
    """How to answer: the link of an issued letter as a code and in signs that can be typed."""
    if not invitation.is_issued:
        return
    until = (
        _("Please answer until %(day)s and name who comes, with the letter of mandate, here:")
        % {"day": day(terms.answers_by)}
        if terms.answers_by
        else _("Please answer and name who comes, with the letter of mandate, here:")
    )
    address = answer_link(invitation)
    yield Paragraph(f"{until} {address}")
    yield Picture(drawn_code(address), _("Code that opens the page for your answer"), CODE_BREADTH)


def _signers(head: Letterhead) -> list[Signer]:
    pairs = ((head.chair_title, head.chair_name), (head.secretary_title, head.secretary_name))
    return [Signer(title, name) for title, name in pairs if title or name] or [Signer(_("Coordinator"), "")]


def _rundown(meeting: Meeting) -> Table | None:
    """The order of the day with its times, without anybody's name; one statement."""
    items = list(meeting.agenda.select_related("unit").order_by("position"))
    if not items:
        return None
    begins = timezone.localtime(meeting.starts_at, meeting.zone)
    slots = timetable(begins, map(Entry.of, items), begins)
    return Table(
        header=[_("Time"), _("Item"), _("Kind")],
        rows=[
            [
                f"{clock(slot.begins_at, meeting.zone)}–{clock(slot.ends_at, meeting.zone)}",
                item.title,
                str(item.get_kind_display()),
            ]
            for item, slot in zip(items, slots, strict=True)
        ],
        align=["left", "left", "left"],
        widths=["auto", "1", "auto"],
    )


def message(invitation: Invitation, terms: LetterTerms) -> str:
    """What to paste into WhatsApp with the letter: what, when, where, the link; no name of a person."""
    meeting = invitation.meeting
    with override(settings.LANGUAGE_CODE):
        lines = [
            _("To %(recipient)s") % {"recipient": invitation.name},
            _("Invitation to %(meeting)s") % {"meeting": meeting.title},
            f"{weekday_day(meeting.day)}, {clock(meeting.starts_at, meeting.zone)} {meeting.zone_name}",
            f"{meeting.venue}, {meeting.city}",
            "",
            _("Please answer until %(day)s:") % {"day": day(terms.answers_by)}
            if terms.answers_by
            else _("Please answer here:"),
            answer_link(invitation),
        ]
    return "\n".join(lines)


def missing_message(meeting: Meeting, unanswered: Iterable[Invitation], terms: LetterTerms) -> str:
    """What to paste into the group: who has not answered yet; without links, since each has its own."""
    names = [invitation.name for invitation in unanswered]
    with override(settings.LANGUAGE_CODE):
        until = (
            _("Please answer until %(day)s through the link in your letter.") % {"day": day(terms.answers_by)}
            if terms.answers_by
            else _("Please answer through the link in your letter.")
        )
        head = _("%(meeting)s, %(day)s. No answer yet from:") % {
            "meeting": meeting.title,
            "day": day(meeting.day),
        }
    return "\n".join([head, *(f"• {name}" for name in names), "", until])
