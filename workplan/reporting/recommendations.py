"""What a recommendation made from a red figure carries: its words, its figures, its catch-up plan."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from rakerwil.wording import figure, month_name, percent
from workplan.enums import Direction
from workplan.models import Indicator, Meeting
from workplan.reporting import diagnoses, positions
from workplan.reporting.diagnoses import Cause
from workplan.reporting.plain import Json
from workplan.reporting.positions import row_of


class Wording(NamedTuple):
    """A first draft of a recommendation, in the language of the documents."""

    title: str
    text: str


def figures_of(
    meeting: Meeting, indicators: Sequence[Indicator], *, keep: Json | None = None, at: datetime
) -> Json | None:
    """What is frozen into a recommendation: the indicators' rows, and the plan of the first that has one.

    From the meeting's frozen data position, otherwise from the figures as they are now. What `keep` (frozen
    earlier) already holds of the same indicators stays. None without indicators, or without a region.
    """
    if not indicators or meeting.region is None:
        return None
    codes = [indicator.code for indicator in indicators]
    position, taken_at = position_of(meeting, codes, at)
    kept = {row["code"]: row for row in (keep or {}).get("figures", ())}
    rows = [kept.get(code) or row_of(position, code) for code in codes]
    plan = (keep or {}).get("catch_up")
    if plan is None or plan["indicator"] not in codes:
        plans = position["catch_ups"]
        plan = next((plans[code] for code in codes if code in plans), None)
    return {
        "as_of": position["as_of"],
        "taken_at": (keep or {}).get("taken_at") or taken_at.isoformat(),
        "figures": [row for row in rows if row is not None],
        "catch_up": plan,
    }


def position_of(meeting: Meeting, codes: Collection[str], at: datetime) -> tuple[Json, datetime]:
    """The meeting's frozen position and when it was taken; while none is, the live one, plans of `codes`."""
    if meeting.data_position is not None:
        return meeting.data_position.data, meeting.data_position.taken_at
    if meeting.region is None:
        raise ValueError("only a region's meeting has a data position")
    return positions.freezable(meeting.year, meeting.region, positions.as_of(meeting), codes), at


def wording(
    indicator: Indicator, row: Json, as_of: str, plan: Json | None, diagnosis: Json | None = None
) -> Wording:
    """Title and text in Indonesian: the figures of `row` (one indicator of a position) and why it lags."""
    with translation.override(settings.LANGUAGE_CODE):
        words = _Words(indicator, row)
        reasons = diagnoses.sentences(indicator, row, diagnosis) if diagnosis else []
        is_paced = any(reason.has_pace for reason in reasons)
        sentences = [
            words.standing(as_of),
            words.missing(is_paced=is_paced),
            *(reason.text for reason in reasons if reason.cause != Cause.BEHIND or reason.has_pace),
            _("The meeting recommends that the federations close this gap, each with its part of the plan.")
            if plan
            else _(
                "The meeting recommends that the coordinator and the federations agree on joint steps, "
                "so that the target is reached by the end of the year."
            ),
        ]
        return Wording(words.title(), " ".join(sentence for sentence in sentences if sentence))


class _Words:
    """One indicator's figures as words."""

    def __init__(self, indicator: Indicator, row: Json) -> None:
        self.indicator = indicator
        self.row = row

    def amount(self, key: str) -> str:
        """With its unit; a ratio as percent."""
        value = self.row[key]
        if self.indicator.is_ratio:
            return percent(value)
        return f"{figure(value, self.indicator.decimals)} {self.indicator.unit}"

    def title(self) -> str:
        """What is to be done."""
        return _("Catch up on %(name)s") % {"name": lowered(self.indicator.name)}

    def standing(self, as_of: str) -> str:
        """Where the figure stands against target and pace."""
        values = {
            "month": month_name(as_of),
            "code": self.indicator.code,
            "name": self.indicator.name,
            "target": self.amount("target") if self.row["target"] is not None else "",
            "actual": self.amount("actual") if self.row["actual"] is not None else "",
            "expected": self.amount("expected") if self.row["expected"] is not None else "",
        }
        if not values["target"]:
            return _("As of %(month)s there is no target for %(code)s %(name)s.") % values
        if not values["actual"]:
            return (
                _("As of %(month)s nothing is verified for %(code)s %(name)s; the target is %(target)s.")
                % values
            )
        if self.indicator.direction == Direction.DOWN:
            return (
                _("As of %(month)s %(code)s %(name)s stands at %(actual)s; the ceiling is %(target)s.")
                % values
            )
        if not values["expected"]:
            return _("As of %(month)s %(code)s %(name)s stands at %(actual)s of %(target)s.") % values
        return (
            _(
                "As of %(month)s %(code)s %(name)s stands at %(actual)s of %(target)s, "
                "where the pace asks for %(expected)s."
            )
            % values
        )

    def missing(self, *, is_paced: bool) -> str:
        """The gap and, unless that is said elsewhere, the pace that closes it; empty where there is none."""
        gap, needed = self.row["gap"], self.row["needed_per_month"]
        if gap is None or Decimal(gap) <= 0 or self.indicator.direction != Direction.UP:
            return ""
        if self.indicator.is_ratio:
            points = figure(gap, 1)
            return _("%(points)s percentage points are missing.") % {"points": points}
        if needed is None or is_paced:
            return _("%(gap)s are missing.") % {"gap": self.amount("gap")}
        return _("%(gap)s are missing, that is %(needed)s in each remaining month.") % {
            "gap": self.amount("gap"),
            "needed": figure(needed, _places(needed)),
        }


def _places(text: str) -> int:
    """Decimals of a plain number worth showing: at most two, no zeros at the end."""
    return min(len(text.partition(".")[2].rstrip("0")), 2)


def lowered(name: str) -> str:
    """A name inside a sentence; words in capitals stay."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
