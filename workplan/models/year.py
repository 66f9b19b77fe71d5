"""WorkYear: the year of the pledge."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from rakerwil.transitions import StateTable, Step
from workplan.enums import YearState

STEPS = StateTable(
    {
        "open": Step((YearState.PREPARING,), YearState.OPEN),
        "close": Step((YearState.OPEN,), YearState.CLOSED),
        "reopen": Step((YearState.CLOSED,), YearState.OPEN, needs_reason=True),
    }
)


def government_scale() -> list[dict[str, Any]]:
    """The categories of the government's LKjIP, best first (domain rule 6): names and cut-offs are data."""
    return [
        {"code": "sangat_tinggi", "at_least": "91", "name_id": "Sangat tinggi", "name_en": "Very high"},
        {"code": "tinggi", "at_least": "76", "name_id": "Tinggi", "name_en": "High"},
        {"code": "sedang", "at_least": "66", "name_id": "Sedang", "name_en": "Medium"},
        {"code": "rendah", "at_least": "51", "name_id": "Rendah", "name_en": "Low"},
        {"code": "sangat_rendah", "at_least": "0", "name_id": "Sangat rendah", "name_en": "Very low"},
    ]


@dataclass(frozen=True)
class Category:
    """One step of the scale: from `cut_off` percent upwards."""

    code: str
    cut_off: Decimal
    name_id: str
    name_en: str

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_id


def scale_of(rows: Iterable[Mapping[str, str]]) -> tuple[Category, ...]:
    """The categories as a work year, or a frozen package, keeps them."""
    return tuple(
        Category(row["code"], Decimal(row["at_least"]), row["name_id"], row["name_en"]) for row in rows
    )


def next_month(month: date) -> date:
    """The first day of the month after `month`."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def day_in(month: date, day: int) -> date:
    """The given day of the month, or its last day where the month is shorter."""
    return month.replace(day=min(day, calendar.monthrange(month.year, month.month)[1]))


class WorkYear(models.Model):
    """One year's framework and its calendar: preparing, open, closed."""

    year = models.PositiveSmallIntegerField(_("Year"), unique=True)
    state = models.CharField(max_length=10, choices=YearState, default=YearState.PREPARING)
    due_day = models.PositiveSmallIntegerField(_("Due day"), default=10)
    lock_day = models.PositiveSmallIntegerField(_("Lock day"), default=20)
    score_cap = models.PositiveSmallIntegerField(_("Cap of the score"), default=120)
    categories = models.JSONField(default=government_scale)
    input_due_on = models.DateField(_("Regions' input due on"), null=True, blank=True)
    is_example = models.BooleanField(default=False, editable=False)
    """Its figures are invented; pages and documents say so."""
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="year_in_this_century"),
            models.CheckConstraint(
                condition=Q(
                    due_day__range=(1, 28), lock_day__range=(1, 28), due_day__lte=models.F("lock_day")
                ),
                name="year_due_before_lock",
                violation_error_message=_("The due day must not lie after the lock day; both from 1 to 28."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=YearState.PREPARING, opened_at=None, closed_at=None)
                    | Q(state=YearState.OPEN, opened_at__isnull=False, closed_at=None)
                    | Q(state=YearState.CLOSED, opened_at__isnull=False, closed_at__isnull=False)
                ),
                name="year_state_has_its_dates",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def first_month(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last_month(self) -> date:
        return date(self.year, 12, 1)

    @property
    def months(self) -> tuple[date, ...]:
        """The twelve months of the year, as their first days."""
        return tuple(date(self.year, month, 1) for month in range(1, 13))

    @property
    def is_preparing(self) -> bool:
        return self.state == YearState.PREPARING

    @property
    def is_closed(self) -> bool:
        return self.state == YearState.CLOSED

    @property
    def is_open(self) -> bool:
        return self.state == YearState.OPEN

    def due_on(self, month: date) -> date:
        """The last day on which a report for `month` is on time (decisions, data 6)."""
        return day_in(next_month(month), self.due_day)

    def is_judged(self, month: date, today: date | None = None) -> bool:
        """Whether its due day has come, so that people have looked at its figures."""
        return self.due_on(month) <= (today or timezone.localdate())

    def locks_on(self, month: date) -> date:
        """The last day on which a report for `month` can be entered at all."""
        return day_in(next_month(month), self.lock_day)

    def as_of_months(self, today: date | None = None) -> tuple[date, ...]:
        """The months one may look back from: those begun, at least January."""
        day = today or timezone.localdate()
        return tuple(month for month in self.months if month <= day) or (self.first_month,)

    def default_as_of(self, today: date | None = None) -> date:
        """The last month whose due day has come, January while none has (decisions, data 7)."""
        day = today or timezone.localdate()
        come = [month for month in self.months if self.due_on(month) <= day]
        return come[-1] if come else self.first_month

    def month_to_report(self, today: date | None = None) -> date:
        """The month whose report is asked for now: the first one that is not locked yet, else December."""
        day = today or timezone.localdate()
        return next((month for month in self.months if self.locks_on(month) >= day), self.last_month)

    @property
    def scale(self) -> tuple[Category, ...]:
        """The categories, best first, with exact cut-offs."""
        return scale_of(self.categories)
