"""Commissions of a meeting as they stand: members, points, what they recommend, how far the report is."""

from dataclasses import dataclass

from django.db.models import Prefetch

from federations.models import User
from workplan.enums import AgendaKind, CommissionRole
from workplan.models import AgendaItem, CommissionMember, CommissionReport, Matter, Meeting, Recommendation


@dataclass(frozen=True)
class Commission:
    """One of them."""

    item: AgendaItem
    members: list[CommissionMember]
    """Chair and secretary first, then by the list of participants."""
    report: CommissionReport
    """Not saved where nobody has handed anything in."""
    recommendations: list[Recommendation]
    """Those that the reader may see."""
    matters: list[Matter]

    @property
    def chair(self) -> CommissionMember | None:
        return next((row for row in self.members if row.role == CommissionRole.CHAIR), None)

    @property
    def secretary(self) -> CommissionMember | None:
        return next((row for row in self.members if row.role == CommissionRole.SECRETARY), None)


def commissions(meeting: Meeting, reader: User, *, only: int | None = None) -> list[Commission]:
    """In the rundown's order; five statements for as many as there are. `only`: one by its id."""
    seats = CommissionMember.objects.select_related(
        "participant__person__federation", "participant__person__unit"
    ).order_by("participant__number")
    visible = Recommendation.objects.visible_to(reader).filter(meeting=meeting)
    rows = Recommendation.objects.filter(pk__in=visible.values("pk")).order_by("number")
    items = meeting.agenda.filter(kind=AgendaKind.COMMISSION).select_related("report")
    if only is not None:
        items = items.filter(pk=only)
    found = []
    for item in items.order_by("position").prefetch_related(
        Prefetch("members", seats),
        Prefetch("recommendations", rows.prefetch_related("indicators")),
        Prefetch("matters", Matter.objects.order_by("position")),
    ):
        item.meeting = meeting
        found.append(
            Commission(
                item=item,
                members=seated(item),
                report=getattr(item, "report", None) or CommissionReport(commission=item),
                recommendations=list(item.recommendations.all()),
                matters=list(item.matters.all()),
            )
        )
    return found


def seated(item: AgendaItem) -> list[CommissionMember]:
    """Chair and secretary first."""
    order = list(CommissionRole)
    return sorted(item.members.all(), key=lambda row: order.index(CommissionRole(row.role)))
