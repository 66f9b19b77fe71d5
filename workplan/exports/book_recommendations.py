"""The book's list of recommendations: by indicator, with where each came from and what it was answered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from rakerwil.wording import day, figure
from workplan.enums import Addressee, Outcome, RecommendationKind
from workplan.exports.documents import Heading, PageBreak, Paragraph, Table
from workplan.exports.packages import Json, Reader, answer_of

Origin = tuple[Reader, Json]
"""A region and its recommendation."""


def by_indicator(content: Json, readers: Sequence[Reader]) -> Iterator[object]:
    """Each recommendation once, under its first indicator in the framework's order."""
    places = {row["code"]: place for place, row in enumerate(content["nation"]["indicators"])}
    groups: dict[str, list[Origin]] = {code: [] for code in [*places, ""]}
    for reader in readers:
        for row in reader.package["recommendations"]:
            codes = sorted((code for code in row["indicators"] if code in places), key=places.__getitem__)
            groups[codes[0] if codes else ""].append((reader, row))
    count = sum(map(len, groups.values()))
    answered = sum(
        answer_of(content["answers"], row) is not None for group in groups.values() for _reader, row in group
    )
    yield PageBreak()
    yield Heading(_("Recommendations by indicator"))
    yield Paragraph(
        _(
            "%(count)s recommendations, %(answered)s of them answered. Each stands under its first "
            "indicator; its whole text, figures and plan are in the chapter of its region."
        )
        % {"count": figure(count), "answered": figure(answered)}
    )
    for code, group in groups.items():
        if group:
            yield Heading(readers[0].title(code) if code else _("Without an indicator"), 3)
            yield table(group, content["answers"])


def table(group: Sequence[Origin], answers: Mapping[str, Json]) -> Table:
    """Where it comes from, what it says, what was answered."""
    return Table(
        header=[_("Region"), _("No."), _("Recommendation"), _("Raised by"), _("Answer")],
        rows=[
            [
                reader.region,
                row["number"],
                told(row),
                raised(reader, row),
                answered(answer_of(answers, row), answers),
            ]
            for reader, row in group
        ],
        align=["left"] * 5,
        widths=["0.7", "auto", "1.6", "0.8", "1.5"],
        bold=[1],
    )


def told(row: Json) -> str:
    """Its title, its kind, whom it asks, and its further indicators."""
    facts = [str(RecommendationKind(row["kind"]).label), str(Addressee(row["addressee"]).label)]
    if len(row["indicators"]) > 1:
        facts.append(", ".join(row["indicators"]))
    return f"{row['title']}\n{' · '.join(facts)}"


def raised(reader: Reader, row: Json) -> str:
    """The chapters that raised it, or the meeting."""
    return ", ".join(reader.chapter(chapter) for chapter in row["raised_by"]) or _("The meeting")


def answered(answer: Json | None, answers: Mapping[str, Json]) -> str:
    """Outcome, words, who sees to it and by when; of what was merged also the answer to the whole."""
    if answer is None:
        return _("No answer yet")
    lines = [str(Outcome(answer["outcome"]).label), answer["answer"]]
    if answer["wording"]:
        lines.append(_("Accepted wording: %(wording)s") % {"wording": answer["wording"]})
    if answer["merged_into"]:
        lines.append(_("Merged into %(name)s") % {"name": answer["merged_into"].replace("/", " ")})
        if answer["merged_into"] in answers:
            lines.append(answered(answers[answer["merged_into"]], {}))
    if answer["owner"]:
        due = day(date.fromisoformat(answer["due_on"])) if answer["due_on"] else ""
        lines.append(" · ".join(filter(None, (answer["owner"], due))))
    return "\n".join(lines)
