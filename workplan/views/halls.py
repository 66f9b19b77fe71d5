"""The hall's screen: it follows the meeting by itself, large, and shows nothing that is not the hall's."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response

from federations.models import signed_in
from rakerwil.bars import at
from workplan.enums import AgendaKind
from workplan.models import AgendaItem, Indicator, Meeting
from workplan.reporting import plans, quorums, raised_pledges
from workplan.reporting import recommendations as reporting
from workplan.reporting.plain import Json
from workplan.views.meetings import meeting_of
from workplan.views.positions import Figures, IndicatorLine, SumBar, figures, recommended, sum_bar
from workplan.views.pulses import pulse
from workplan.views.rundowns import delay, going_on, rundown, squeezed

FITS = 5
"""So many indicators fit the screen at its size of type; as many items to come."""
ONE_LINE = 42
"""Letters of a title that fit one line of it."""
FIGURED = (AgendaKind.PLENARY, AgendaKind.COMMISSION, AgendaKind.PRESENTATION)
"""Items that look at figures, even where none is named: then at those furthest behind."""


@dataclass(frozen=True)
class Bar:
    """One chapter's part, as long as it is against the largest."""

    key: str
    part: str
    needed: str | None
    width: str


def hall(request: HttpRequest, slug: str) -> HttpResponse:
    """What goes on, with its figures; `?indikator=ORG-01`, or an item with one, shows who brings how much.

    Where there is no figure to look at, what comes next.

    Answers 304 while nothing moved. No person is named here, and no note shown: the hall has guests.
    """
    meeting = meeting_of(request, slug, with_position=True)
    tag = pulse(request)
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return unchanged
    response = render(request, "workplan/hall_detail.html", _shown(request, meeting))
    response.headers["ETag"] = tag
    return response


def _shown(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    user, now = signed_in(request), timezone.now()
    entries = rundown(meeting, now)
    place = going_on(entries)
    found = figures(meeting, request.GET.get("indikator", ""), recommended(meeting, user), may_propose=False)
    current = place["current"]
    line = found.chosen if found else None
    lines = _looked_at(current.item if current else None, found) if found and not line else []
    if current and not current.pause and len(lines) == 1:
        line, lines = lines[0], []
    plan = _plan(meeting, line) if line else None
    warning = squeezed(entries) if meeting.is_running else ""
    title = current.title if current else ""
    fits = FITS - sum((bool(warning), bool(place["beside"]), len(title) > ONE_LINE))
    return {
        "meeting": meeting,
        "now": now,
        "entries": entries,
        **place,
        "delay": delay(entries) if meeting.is_running else "",
        "squeezed": warning,
        "figures": found,
        "line": line,
        "lines": lines[:fits],
        "coming": [entry for entry in entries if entry.item.opened_at is None][:fits]
        if not lines and not meeting.finished_at
        else [],
        "plan": plan,
        "bars": _bars(plan) if plan else [],
        "filled": _filled(meeting, line) if line else None,
        "quorum": quorums.of(meeting, now) if meeting.is_running else None,
    }


def _looked_at(item: AgendaItem | None, found: Figures) -> list[IndicatorLine]:
    """The indicators of an item: its own, those its commission recommends on, or the furthest behind.

    Between two items the furthest behind, too; a break or an address shows none unless it names some.
    """
    if item is not None:
        own = Indicator.objects.filter(agenda=item) | Indicator.objects.filter(
            recommendations__commission=item
        )
        codes = list(own.distinct().order_by("code").values_list("code", flat=True))
        named = [found.lines[code] for code in codes if code in found.lines]
        if named or item.kind not in FIGURED:
            return named[:FITS]
    return found.behind[:FITS]


def _plan(meeting: Meeting, line: IndicatorLine) -> Json | None:
    """The plan as a recommendation carries it, with the hall's own parts; otherwise as it is computed."""
    recommendation = line.recommendation
    carried = recommendation.figures.data["catch_up"] if recommendation and recommendation.figures else None
    if carried is not None and carried["indicator"] == line.code:
        return dict(carried)
    position, _taken_at = reporting.position_of(meeting, [line.code], timezone.now())
    plan: Json | None = position["catch_ups"].get(line.code)
    return plan


def _filled(meeting: Meeting, line: IndicatorLine) -> SumBar | None:
    """How far the pledges raised in the room fill the gap, once somebody raised one."""
    raised = raised_pledges.totals(meeting).get(line.code)
    return sum_bar(line, raised) if raised else None


def _bars(plan: Json) -> list[Bar]:
    """The chapters, the largest part first."""
    parts = sorted(plan["parts"], key=lambda part: Fraction(part["part"]), reverse=True)
    largest = Fraction(parts[0]["part"]) if parts else Fraction(0)
    return [
        Bar(
            key=plans.part_key(part),
            part=part["part"],
            needed=part["needed_per_month"],
            width=at(100 * Fraction(part["part"]) / largest) if largest else "0",
        )
        for part in parts
    ]
