"""The two-page brief of a region, or of the nation, for its leadership.

Two pages whatever the year brought: rows have a limit, long words are cut, what is left out is counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rakerwil.wording import cell_figure, day, figure, month_name, percent, score
from workplan.exports.amounts import amount, target
from workplan.exports.documents import (
    Bullets,
    Document,
    Fact,
    Facts,
    Figure,
    Heading,
    Judged,
    Lead,
    PageBreak,
    Paragraph,
    Table,
    letterhead,
)
from workplan.exports.tile_maps import Tile, tile_map
from workplan.models import Disposition
from workplan.models.composite import Composite
from workplan.models.disposition import Subject
from workplan.reporting.briefs import Brief
from workplan.reporting.figures import IndicatorFigures

WORST, BEST = 7, 5
"""Rows of a region's first page; the nation's has a map instead of some."""
NATION_ROWS = 5
RECOMMENDATIONS, ANSWERS = 8, 6
CHAPTERS = 8
NAME, TITLE, ANSWER, CODES = 46, 110, 150, 6
"""Letters, and codes named in one sentence."""
MAP = 135
"""Millimetres."""


def ringkasan(brief: Brief) -> Document:
    """The document."""
    return Document(
        title=_("Brief for the leadership: %(place)s") % {"place": place(brief)},
        sub=_("Regional coordinator %(region)s") % {"region": brief.region.name}
        if brief.region
        else _("National executive (DEN)"),
        number=_("Performance pledge %(year)s, figures as of %(month)s")
        % {"year": brief.year.year, "month": month_name(brief.as_of)},
        opening=[summary(brief)],
        blocks=[*first_page(brief), PageBreak(), *second_page(brief)],
        footer=_("Brief for the leadership, %(place)s, %(month)s")
        % {"place": place(brief), "month": month_name(brief.as_of)}
        + (". " + _("Example: all figures are invented.") if brief.year.is_example else ""),
        **letterhead(brief.region),
    )


def place(brief: Brief) -> str:
    """The region's name, or the nation."""
    return brief.region.name if brief.region else _("Nation")


def summary(brief: Brief) -> str:
    """The standing in two sentences."""
    scope = brief.scope
    told = {
        "month": month_name(brief.as_of),
        "score": score(scope.score_to_date, brief.rollup.categories),
        "category": word(brief, scope.category_to_date).lower(),
        "on_pace": figure(scope.on_track),
        "count": figure(scope.with_target),
    }
    if scope.score_to_date is None:
        return _("As of %(month)s no figure can be judged yet. Only verified reports count.") % told
    return (
        _(
            "As of %(month)s the score to date is %(score)s, %(category)s; %(on_pace)s of %(count)s "
            "indicators with a target keep pace. Only verified reports count."
        )
        % told
    )


def word(brief: Brief, category: str | None) -> str:
    """A category's name."""
    return next((step.word for step in brief.rollup.categories if step.code == category), "–")


def first_page(brief: Brief) -> Iterator[object]:
    """How it stands: the lead, the widest gaps, the best."""
    scope, scale = brief.scope, brief.rollup.categories
    yield Lead(
        [
            Figure(
                _("Score to date"),
                score(scope.score_to_date, scale),
                word(brief, scope.category_to_date),
                scope.category_to_date or "",
            ),
            Figure(_("Score of the year"), score(scope.score, scale), _("against the December target")),
            Figure(
                _("On pace"),
                figure(scope.on_track),
                _("of %(count)s indicators with a target") % {"count": figure(scope.with_target)},
            ),
            Figure(
                _("Completeness"),
                percent(scope.completeness),
                _("%(reports)s of %(due)s reports")
                % {"reports": figure(scope.reports), "due": figure(scope.due)},
            ),
        ]
    )
    if brief.region is None:
        yield Heading(_("Map of the regions"))
        yield map_of(brief)
    is_nation = brief.region is None
    yield from ranking(
        brief, _("The widest gaps to the pace"), brief.behind, NATION_ROWS if is_nation else WORST
    )
    yield from ranking(brief, _("What goes best"), brief.best, NATION_ROWS - 1 if is_nation else BEST)
    if not is_nation:
        yield from chapters(brief)


def chapters(brief: Brief) -> Iterator[object]:
    """A region's chapters, the lowest score first; those without one last."""
    rows = sorted(
        brief.rollup.regions[0].chapters,
        key=lambda row: (row.scope.score_to_date is None, row.scope.score_to_date or 0, row.chapter.code),
    )
    yield Heading(_("Contributions of the federations"))
    if not rows:
        yield Paragraph(_("The region has no chapter yet."))
        return
    yield Table(
        header=[_("Federation"), _("Score"), _("Category"), _("Completeness"), _("On time")],
        rows=[
            [
                short(row.chapter.name, NAME),
                score(row.scope.score_to_date, brief.rollup.categories),
                Judged(word(brief, row.scope.category_to_date), row.scope.category_to_date or ""),
                percent(row.scope.completeness),
                percent(row.scope.timeliness),
            ]
            for row in rows[:CHAPTERS]
        ],
        align=["left", "right", "left", "right", "right"],
        widths=["1", "auto", "auto", "auto", "auto"],
        bold=[1],
        is_dense=True,
        caption=left_out(len(rows) - CHAPTERS),
    )


def map_of(brief: Brief) -> object:
    """The regions' scores to date on the tile map."""
    rows = {row.code: row.scope for row in brief.rollup.regions}
    made = tile_map(
        _("Score to date of each region"),
        [
            Tile(
                name=region.name,
                short_name=region.short_name,
                column=region.grid_column,
                row=region.grid_row,
                figure=cell_figure(
                    rows[region.code].score_to_date if region.code in rows else None, brief.rollup.categories
                ),
                category=(rows[region.code].category_to_date if region.code in rows else None) or "",
            )
            for region in brief.places
        ],
        [Judged(step.word, step.code) for step in brief.rollup.categories],
    )
    return replace(made, breadth=MAP)


def ranking(brief: Brief, title: str, rows: Sequence[IndicatorFigures], most: int) -> Iterator[object]:
    """The first of these indicators as a table; the others are counted."""
    yield Heading(title)
    if not rows:
        yield Paragraph(_("No indicator."))
        return
    yield Table(
        header=[_("Indicator"), _("Target"), _("Actual"), _("Of the year"), _("To date"), _("Category")],
        rows=[
            [
                short(f"{row.code} {row.indicator.label.name}", NAME),
                target(row),
                amount(row, row.actual),
                percent(row.achievement, brief.rollup.categories),
                percent(row.achievement_to_date, brief.rollup.categories),
                Judged(word(brief, row.category_to_date), row.category_to_date or ""),
            ]
            for row in rows[:most]
        ],
        align=["left", "right", "right", "right", "right", "left"],
        widths=["1", "auto", "auto", "auto", "auto", "auto"],
        bold=[2, 4],
        is_dense=True,
        caption=left_out(len(rows) - most),
    )


def left_out(count: int) -> str:
    """How many rows do not stand here; empty where all do."""
    if count <= 0:
        return ""
    return ngettext("%(count)s more is on the dashboard.", "%(count)s more are on the dashboard.", count) % {
        "count": figure(count)
    }


def second_page(brief: Brief) -> Iterator[object]:
    """What is asked of the leadership, what was recommended, what was answered."""
    yield Heading(_("What needs a decision"))
    asked = decisions(brief)
    yield Bullets(asked) if asked else Paragraph(_("Nothing waits for a decision."))
    yield Heading(_("Adopted recommendations"))
    yield from recommended(brief)
    yield Heading(_("Answers of the national meeting"))
    yield from answered(brief)


def decisions(brief: Brief) -> list[str]:
    """One sentence for each thing that waits."""
    counted = [
        (
            len(brief.without_plan),
            ngettext(
                "%(count)s indicator is behind and no adopted recommendation speaks of it: %(codes)s.",
                "%(count)s indicators are behind and no adopted recommendation speaks of them: %(codes)s.",
                len(brief.without_plan),
            ),
        ),
        (
            brief.proposed,
            ngettext(
                "%(count)s performance pledge was proposed and is not agreed yet.",
                "%(count)s performance pledges were proposed and are not agreed yet.",
                brief.proposed,
            ),
        ),
        (
            len(brief.uneven),
            ngettext(
                "Of %(count)s indicator the pledges do not make up the target.",
                "Of %(count)s indicators the pledges do not make up the target.",
                len(brief.uneven),
            ),
        ),
        (
            brief.scope.pending,
            ngettext(
                "%(count)s report waits for verification.",
                "%(count)s reports wait for verification.",
                brief.scope.pending,
            ),
        ),
        (
            brief.undecided,
            ngettext(
                "%(count)s recommendation is before a meeting and not decided.",
                "%(count)s recommendations are before a meeting and not decided.",
                brief.undecided,
            ),
        ),
        (
            brief.inputs_waiting,
            ngettext(
                "%(count)s input to Rakornas was submitted and is not received yet.",
                "%(count)s inputs to Rakornas were submitted and are not received yet.",
                brief.inputs_waiting,
            ),
        ),
        (
            len(brief.unanswered),
            ngettext(
                "%(count)s adopted recommendation has no answer yet.",
                "%(count)s adopted recommendations have no answer yet.",
                len(brief.unanswered),
            ),
        ),
        (
            brief.overdue,
            ngettext(
                "%(count)s action is past its deadline.",
                "%(count)s actions are past their deadline.",
                brief.overdue,
            ),
        ),
    ]
    codes = [row.code for row in brief.without_plan]
    named = ", ".join(codes[:CODES]) + (f" (+{len(codes) - CODES})" if len(codes) > CODES else "")
    told = [sentence % {"count": figure(count), "codes": named} for count, sentence in counted if count]
    if brief.input_is_late:
        told.append(
            _("The input to Rakornas was due on %(day)s and is not submitted.")
            % {"day": day(brief.year.input_due_on)}
        )
    return told


def recommended(brief: Brief) -> Iterator[object]:
    """The first adopted ones with how far each has come."""
    rows = brief.adopted
    if not rows:
        yield Paragraph(_("The meeting has adopted no recommendation yet."))
        return
    yield Table(
        header=[_("No."), _("Recommendation"), _("Indicators"), _("State")],
        rows=[
            [
                origin(brief, row),
                short(row.title, TITLE),
                ", ".join([indicator.code for indicator in row.indicators.all()][:2]),
                str(row.get_state_display()),
            ]
            for row in rows[:RECOMMENDATIONS]
        ],
        align=["left"] * 4,
        widths=["auto", "1", "auto", "auto"],
        bold=[1],
        is_dense=True,
        caption=left_out(len(rows) - RECOMMENDATIONS),
    )


def origin(brief: Brief, row: Subject) -> str:
    """The number; in the nation with the region that adopted it."""
    if isinstance(row, Composite) or brief.region is not None or row.meeting.region is None:
        return row.code
    return f"{row.meeting.region.short_name} {row.code}"


def answered(brief: Brief) -> Iterator[object]:
    """The latest answers, with who sees to it and by when."""
    rows = brief.answers
    if not rows:
        yield Paragraph(_("No answer has been published yet."))
        return
    yield Facts([answer(brief, row) for row in rows[:ANSWERS]])
    if len(rows) > ANSWERS:
        yield Paragraph(left_out(len(rows) - ANSWERS))


def answer(brief: Brief, row: Disposition) -> Fact:
    """One answer."""
    seen_to = ""
    if row.owner:
        seen_to = " " + _("Seen to by %(owner)s until %(day)s.") % {
            "owner": short(row.owner, NAME),
            "day": day(row.due_on),
        }
    told = f"{row.get_outcome_display()}. {short(' '.join(row.answer.split()), ANSWER)}{seen_to}"
    return Fact(origin(brief, row.subject), told)


def short(text: str, most: int) -> str:
    """At most so many letters."""
    return Truncator(text).chars(most)
