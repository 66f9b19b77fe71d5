"""The figures of a meeting's page: worst first, as of the data position, each a tap from a recommendation."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.wording import figure, percent
from workplan.models import Indicator, Meeting, Recommendation
from workplan.models.recommendation import UNDECIDED
from workplan.models.year import Category
from workplan.reporting import positions
from workplan.reporting.diagnoses import Cause, Said, sentences
from workplan.reporting.gaps import is_closable
from workplan.reporting.ledgers import indicator_terms
from workplan.reporting.plain import Json

SHOWN = 6
"""How many of those behind the page shows at once."""


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator's figures, frozen or live, as words."""

    indicator: Indicator
    row: Json
    recommendation: Recommendation | None
    """One of this meeting that takes it up already."""
    url: str
    diagnosis: Json | None = None
    """Why it lags, as the position has it."""

    @cached_property
    def reasons(self) -> list[Said]:
        """The rules that hold, each in a sentence with its numbers."""
        return sentences(self.indicator, self.row, self.diagnosis) if self.diagnosis else []

    @property
    def marks(self) -> list[str]:
        """The rules by name, for a list of those behind: that they are needs no saying there."""
        return [reason.label for reason in self.reasons if reason.cause != Cause.BEHIND]

    @property
    def drafted(self) -> str:
        """The text of an action: what it is about, how it stands, and why it lags."""
        stands = _("%(code)s %(name)s: %(actual)s of %(target)s.") % {
            "code": self.code,
            "name": self.name,
            "actual": self.actual,
            "target": self.target,
        }
        return " ".join([stands, *(reason.text for reason in self.reasons)])

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def name(self) -> str:
        return self.indicator.name

    def amount(self, value: str | None) -> str:
        """A count with its decimals, a ratio as percent."""
        return percent(value) if self.indicator.is_ratio else figure(value, self.indicator.decimals)

    def divided(self, value: str | None) -> str:
        """What was divided: with one decimal where it has a part."""
        if value is None or self.indicator.is_ratio:
            return self.amount(value)
        return figure(value, self.indicator.decimals if value.endswith(".0000") else 1)

    @property
    def actual(self) -> str:
        return self.amount(self.row["actual"])

    @property
    def target(self) -> str:
        return self.amount(self.row["target"])

    @property
    def expected(self) -> str:
        return self.divided(self.row["expected"])

    @property
    def gap(self) -> str:
        return self.amount(self.row["gap"])

    @property
    def needed(self) -> str:
        return self.divided(self.row["needed_per_month"])

    @property
    def category(self) -> str:
        return self.row["category_to_date"] or ""

    @property
    def to_date(self) -> str | None:
        percent_to_date: str | None = self.row["achievement_to_date"]
        return percent_to_date

    @property
    def exact_actual(self) -> Decimal | None:
        """For drawing; so are the next two."""
        return _exact(self.row["actual"])

    @property
    def exact_target(self) -> Decimal | None:
        return _exact(self.row["target"])

    @property
    def exact_expected(self) -> Decimal | None:
        return _exact(self.row["expected"])

    @property
    def takes_pledges(self) -> bool:
        """Its gap is closed by bringing more, so that leaders can raise what they add."""
        return is_closable(indicator_terms(self.indicator)) and Decimal(self.row["gap"] or 0) > 0

    @cached_property
    def token(self) -> uuid.UUID:
        """So that two taps make one recommendation."""
        return uuid.uuid4()


@dataclass(frozen=True)
class SumBar:
    """How far what was raised in the room fills a gap."""

    raised: str
    gap: str
    left: str
    """What is still missing; 0 once the gap is filled."""
    percent: str
    width: str
    """0 to 100, for drawing."""
    is_full: bool


def sum_bar(line: IndicatorLine, raised: Decimal) -> SumBar | None:
    """The bar of a gap above 0."""
    gap = _exact(line.row["gap"])
    if gap is None or gap <= 0:
        return None
    filled = min(raised / gap * 100, Decimal(100))
    return SumBar(
        raised=line.amount(str(raised)),
        gap=line.gap,
        left=line.amount(str(max(gap - raised, Decimal(0)))),
        percent=percent(raised / gap * 100),
        width=f"{filled:.2f}",
        is_full=raised >= gap,
    )


@dataclass(frozen=True)
class Changed:
    """An indicator whose verified figure is another one now."""

    name: str
    before: str
    now: str


@dataclass(frozen=True)
class Figures:
    """What the meeting looks at."""

    month: str
    """YYYY-MM."""
    frozen_at: datetime | None
    score: str | None
    category: str | None
    year_score: str | None
    categories: tuple[Category, ...]
    behind: list[IndicatorLine]
    chosen: IndicatorLine | None
    """In the middle of the page: the one asked for, otherwise the worst that nobody has taken up."""
    judged: int
    changes: list[Changed]
    lines: Mapping[str, IndicatorLine]
    """All of them by code."""

    @property
    def worst(self) -> list[IndicatorLine]:
        """The first of those behind; all of them where few more follow."""
        return self.behind if len(self.behind) <= SHOWN + 2 else self.behind[:SHOWN]

    @property
    def others(self) -> list[IndicatorLine]:
        return self.behind[len(self.worst) :]


def _exact(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def recommended(meeting: Meeting, user: User) -> list[Recommendation]:
    """What the meeting recommends, as far as the user may see it; two statements."""
    rows = meeting.recommendations.visible_to(user).select_related("figures")
    return list(rows.prefetch_related("indicators"))


def figures(
    meeting: Meeting, asked: str, recommendations: Iterable[Recommendation], *, may_propose: bool
) -> Figures | None:
    """The region's figures as of the meeting's data position, each with its one of the `recommendations`.

    None for a meeting without a region.
    """
    if meeting.region is None:
        return None
    frozen = meeting.data_position.data if meeting.data_position else None
    month = positions.month_of(frozen) if frozen else positions.as_of(meeting)
    live = (
        positions.live(meeting.year, meeting.region, month)
        if frozen
        else positions.freezable(meeting.year, meeting.region, month, codes=())
    )
    position = frozen or live
    indicators = {row.code: row for row in Indicator.objects.filter(year=meeting.year_id)}
    taken_up = _taken_up(recommendations)
    lines = {
        row["code"]: IndicatorLine(
            indicator=indicators[row["code"]],
            row=row,
            recommendation=taken_up.get(row["code"]),
            url=reverse("meeting", args=[meeting.slug]) + f"?indikator={row['code']}",
            diagnosis=positions.diagnosis_of(position, row["code"]),
        )
        for row in position["region"]["indicators"]
        if row["code"] in indicators
    }
    behind = [lines[row["code"]] for row in positions.worst_first(position) if row["code"] in lines]
    untouched = next((line for line in behind if line.recommendation is None), None)
    region = position["region"]
    return Figures(
        month=position["as_of"],
        frozen_at=meeting.data_position.taken_at if meeting.data_position else None,
        score=region["score_to_date"],
        category=region["category_to_date"],
        year_score=region["score"],
        categories=meeting.year.scale,
        behind=behind,
        chosen=lines.get(asked) or (untouched if may_propose else None),
        judged=sum(row["on_track"] is not None or positions.lags(row) for row in region["indicators"]),
        changes=_changes(frozen, live, lines) if frozen else [],
        lines=lines,
    )


def _taken_up(rows: Iterable[Recommendation]) -> dict[str, Recommendation]:
    """By indicator code, the recommendation that is still open or adopted."""
    return {
        indicator.code: recommendation
        for recommendation in rows
        if recommendation.state in UNDECIDED or recommendation.is_adopted
        for indicator in recommendation.indicators.all()
    }


def _changes(frozen: Json, live: Json, lines: Mapping[str, IndicatorLine]) -> list[Changed]:
    return [
        Changed(
            name=f"{change.code} {lines[change.code].name}",
            before=lines[change.code].amount(change.before),
            now=lines[change.code].amount(change.now),
        )
        for change in positions.changes(frozen, live)
        if change.code in lines
    ]
