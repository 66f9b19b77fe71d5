"""The recommendations of a Masukan Rakornas: adopted now, by indicator and kind, and those still owed."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from rakerwil.wording import NONE, day, figure
from workplan.enums import Addressee, Outcome, RecommendationKind, RecommendationState, WayOfDeciding
from workplan.exports.documents import (
    Fact,
    Figure,
    Heading,
    IndicatorFigures,
    Paragraph,
    RecommendationBlock,
    Table,
)
from workplan.exports.packages import Json, Reader

Blocks = Iterator[object]


def paragraphs(text: str) -> list[str]:
    """Running text at its empty lines."""
    return [part.strip() for part in text.replace("\r", "").split("\n\n") if part.strip()]


def recommendations(reader: Reader) -> Blocks:
    """The adopted recommendations at a glance by kind, then each under its first indicator."""
    rows = sorted(reader.package["recommendations"], key=lambda row: str(row["kind"]))
    yield Heading(_("Recommendations"))
    if not rows:
        yield Paragraph(_("The meeting has adopted no recommendation yet."))
        return
    yield at_a_glance(rows)
    for code, group in by_indicator(reader, rows).items():
        yield Heading(reader.title(code) if code else _("Without an indicator"), 3)
        yield from (recommendation(reader, row) for row in group)


def by_indicator(reader: Reader, rows: list[Json]) -> dict[str, list[Json]]:
    """Each under its first indicator in the framework's order; the key is empty for those without one."""
    places = {code: place for place, code in enumerate(reader.framework)}
    groups: dict[str, list[Json]] = {code: [] for code in [*places, ""]}
    for row in rows:
        codes = sorted((code for code in row["indicators"] if code in places), key=places.__getitem__)
        groups[codes[0] if codes else ""].append(row)
    return {code: group for code, group in groups.items() if group}


def at_a_glance(rows: list[Json]) -> Table:
    """All of them in a list: kind by kind, with what they serve and whom they ask."""
    return Table(
        caption=_("All recommendations, kind by kind"),
        header=[_("Kind"), _("No."), _("Recommendation"), _("Indicators"), _("Addressed to")],
        rows=[
            [
                str(RecommendationKind(row["kind"]).label),
                row["number"],
                row["title"],
                ", ".join(row["indicators"]) or NONE,
                str(Addressee(row["addressee"]).label),
            ]
            for row in rows
        ],
        align=["left"] * 5,
        widths=["auto", "auto", "1", "auto", "auto"],
        bold=[1],
    )


def owed(reader: Reader) -> Blocks:
    """What the region asked in earlier years: not answered yet, or answered and not carried out."""
    rows = reader.package.get("owed", ())
    if not rows:
        return
    yield Heading(_("Answers still owed from earlier years"))
    yield Table(
        header=[_("Year"), _("No."), _("Recommendation"), _("State"), _("Owner, deadline")],
        rows=[
            [
                str(row["year"]),
                row["number"],
                row["title"],
                owed_state(row),
                owed_by(row["disposition"]),
            ]
            for row in rows
        ],
        align=["left"] * 5,
        widths=["auto", "auto", "1.4", "1", "1"],
        bold=[3],
    )


def owed_state(row: Json) -> str:
    """Without a published answer it is unanswered, whatever the desk has drafted."""
    if row["disposition"] is None:
        never_sent = row["state"] in (RecommendationState.ADOPTED, RecommendationState.ADOPTED_AMENDED)
        return _("never sent up") if never_sent else _("no answer")
    return _("%(outcome)s, not carried out") % {"outcome": Outcome(row["disposition"]["outcome"]).label}


def owed_by(answer: Json | None) -> str:
    """Who promised it and by when."""
    if answer is None:
        return NONE
    due = day(date.fromisoformat(answer["due_on"])) if answer["due_on"] else ""
    return ", ".join(filter(None, (answer["owner"], due))) or NONE


def recommendation(reader: Reader, row: Json) -> RecommendationBlock:
    """One recommendation as the meeting adopted it."""
    quorum = row["quorum"]
    lock = _(
        "Figures frozen and adopted %(moment)s %(way)s, %(present)s of %(entitled)s full delegates present."
    ) % {
        "moment": reader.moment(row["decided_at"]),
        "way": str(WayOfDeciding(row["decided_by"]).label).lower(),
        "present": figure(quorum["present"]),
        "entitled": figure(quorum["entitled"]),
    }
    raised = ", ".join(reader.chapter(chapter) for chapter in row["raised_by"])
    return RecommendationBlock(
        code=row["number"],
        title=row["title"],
        paragraphs=paragraphs(row["text"]),
        figures=[frozen_figures(reader, figures) for figures in row["figures"] or ()],
        lock=lock,
        plan=[plan(reader, row["catch_up"])] if row["catch_up"] and row["catch_up"]["parts"] else [],
        facts=[
            Fact(_("Kind"), str(RecommendationKind(row["kind"]).label)),
            Fact(_("Indicators"), ", ".join(row["indicators"]) or NONE),
            Fact(_("Addressed to"), str(Addressee(row["addressee"]).label)),
            Fact(_("Raised by"), raised or _("The meeting")),
            Fact(_("Deadline"), day(date.fromisoformat(row["due_on"])) if row["due_on"] else NONE),
        ],
    )


def frozen_figures(reader: Reader, figures: Json) -> IndicatorFigures:
    """Actual, target, gap and what is needed, as they were."""
    code = figures["code"]
    return IndicatorFigures(
        indicator=reader.title(code),
        items=[
            Figure(_("Actual"), reader.amount(code, figures["actual"])),
            Figure(_("Target"), reader.amount(code, figures["target"])),
            Figure(_("Gap"), reader.amount(code, figures["gap"])),
            Figure(_("Needed per month"), reader.divided(code, figures["needed_per_month"])),
        ],
    )


def plan(reader: Reader, catch_up: Json) -> Table:
    """Who brings how much; the parts add up to the gap."""
    code = catch_up["indicator"]
    return Table(
        caption=_("Catch-up plan for %(code)s: the parts add up to %(gap)s")
        % {"code": code, "gap": reader.amount(code, catch_up["gap"])},
        header=[_("Federation"), _("Part"), _("Per month")],
        rows=[
            [
                reader.chapter(part),
                reader.amount(code, part["part"]),
                figure(part["needed_per_month"], 2),
            ]
            for part in catch_up["parts"]
        ],
        align=["left", "right", "right"],
        widths=["1", "auto", "auto"],
        bold=[1],
    )
