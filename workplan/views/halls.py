"""The hall's screen: one figure, large, and who brings how much."""

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from federations.models import signed_in
from rakerwil.bars import at
from workplan.models import Meeting
from workplan.reporting import plans, quorums, raised_pledges
from workplan.reporting import recommendations as reporting
from workplan.reporting.plain import Json
from workplan.views.meetings import meeting_of
from workplan.views.positions import IndicatorLine, SumBar, figures, recommended, sum_bar


@dataclass(frozen=True)
class Bar:
    """One chapter's part, as long as it is against the largest."""

    key: str
    part: str
    needed: str | None
    width: str


def hall(request: HttpRequest, slug: str) -> HttpResponse:
    """What `?indikator=ORG-01` asks for, otherwise the indicator furthest behind."""
    user = signed_in(request)
    meeting = meeting_of(request, slug, with_position=True)
    asked = request.GET.get("indikator", "")
    shown = figures(meeting, asked, recommended(meeting, user), may_propose=True)
    if shown is None:
        return redirect(meeting)
    line = shown.chosen or next(iter(shown.behind), None)
    plan = _plan(meeting, line) if line else None
    context = {
        "meeting": meeting,
        "figures": shown,
        "line": line,
        "plan": plan,
        "bars": _bars(plan) if plan else [],
        "filled": _filled(meeting, line) if line else None,
        "quorum": quorums.of(meeting, timezone.now()) if meeting.is_running else None,
        "may_run": user.has_perm("workplan.run_meeting", meeting),
    }
    return render(request, "workplan/hall_detail.html", context)


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
