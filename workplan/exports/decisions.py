"""Keputusan: what a meeting decided, as an act (Menimbang, Mengingat, Memperhatikan, Memutuskan)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from rakerwil.terbilang import ordinal
from rakerwil.wording import day
from workplan.exports.documents import (
    Clause,
    Clauses,
    Document,
    Fact,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Signatures,
)
from workplan.exports.papers import at_clock, chair, lines, number_line, paper, secretary, settled
from workplan.models import IssuedLetter
from workplan.reporting.records import Record


def keputusan(record: Record, letter: IssuedLetter | None = None) -> Document:
    """All decisions of the meeting as one act; the adopted recommendations are its annex."""
    meeting = record.meeting
    return paper(
        record,
        _("Decision of the %(meeting)s") % {"meeting": meeting.name},
        [*act(record), *annex(record)],
        number=f"{number_line(letter)}\n" + _("on the outcome of the %(title)s") % {"title": meeting.title},
        is_final=meeting.is_settled,
    )


def act(record: Record) -> Iterator[object]:
    """The grounds, the word, the points, the hands."""
    meeting, found = record.meeting, record.quorum
    yield Clauses(_("Considering"), marked(grounds(record), "abcdefgh"))
    yield Clauses(
        _("Bearing in mind"),
        marked(
            [
                _("The statutes and by-laws of the confederation;"),
                _("The Janji Kinerja (performance pledge) of the year %(year)s;")
                % {"year": meeting.year.year},
                _("The rules of procedure of the meeting."),
            ],
            "123",
        ),
    )
    taken = [
        _("The deliberations of the sitting “%(title)s” of %(day)s;")
        % {"title": item.title, "day": day(meeting.day)}
        for item in record.items
        if item.is_sitting and item.opened_at
    ]
    quorum = _(
        "The presence of %(present)s of %(entitled)s full delegates when the sitting opened at %(at)s."
    ) % {
        "present": found.present,
        "entitled": found.entitled,
        "at": at_clock(record, record.opening),
    }
    yield Clauses(_("Taking note of"), marked([*taken, quorum], [str(at) for at in range(1, len(taken) + 2)]))
    yield Heading(_("DECIDES"), align="center")
    points = [f"{row.text} {settled(record, row)}" for row in record.decisions]
    if record.recommendations:
        points.append(
            _(
                "To adopt the recommendations %(codes)s as they stand in the annex, which is part of this "
                "decision."
            )
            % {"codes": ", ".join(row.code for row in record.recommendations)}
        )
    yield Clauses(
        _("To lay down"),
        [Clause(ordinal(at), text) for at, text in enumerate(points, 1)]
        or [Clause(ordinal(1), _("Nothing has been decided yet."))],
    )
    yield Signatures(
        _("Laid down in %(city)s on %(day)s") % {"city": meeting.city, "day": day(meeting.day)},
        [chair(record, _("Chair of the sitting")), secretary(record, _("Secretary of the sitting"))],
    )


def grounds(record: Record) -> list[str]:
    """Why the meeting decides: its purpose as stated, otherwise what a Rakerwil is for."""
    stated = lines(record.meeting.purpose)
    if stated:
        return [
            _("that the meeting was held for this purpose: %(purpose)s;")
            % {"purpose": f"{text[0].lower()}{text[1:]}".rstrip(".;")}
            for text in stated
        ]
    return [
        _("that a region reaches its targets only if the contributions of its federations are good;"),
        _("that the results up to now have to be judged and the next steps settled."),
    ]


def marked(texts: list[str], marks: str | list[str]) -> list[Clause]:
    """Each text under its mark: a., b. or 1., 2."""
    return [Clause(f"{mark}.", text) for mark, text in zip(marks, texts, strict=False)]


def annex(record: Record) -> Iterator[object]:
    """The adopted recommendations in full."""
    if not record.recommendations:
        return
    yield PageBreak()
    yield Heading(_("Annex: recommendations"))
    for row in record.recommendations:
        yield Heading(f"{row.code}  {row.title}", 3)
        yield from (Paragraph(text) for text in lines(row.text))
        facts = [
            Fact(_("Addressed to"), str(row.get_addressee_display())),
            Fact(_("Kind"), str(row.get_kind_display())),
            Fact(_("Indicators"), ", ".join(indicator.code for indicator in row.indicators.all())),
            Fact(_("Raised by"), ", ".join(chapter.federation.code for chapter in row.raised_by.all())),
            Fact(_("Deadline"), day(row.due_on) if row.due_on else ""),
        ]
        yield Facts([fact for fact in facts if fact.value])
