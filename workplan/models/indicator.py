"""Objective and Indicator: the shared framework of a year."""

import re
from datetime import date
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from rakerwil.fields import FigureField
from workplan.enums import Accumulation, Direction, Frequency, Measure, ReportedBy
from workplan.models.year import WorkYear

DUE_MONTHS: dict[str, frozenset[int]] = {
    Frequency.MONTHLY: frozenset(range(1, 13)),
    Frequency.QUARTERLY: frozenset({3, 6, 9, 12}),
    Frequency.YEARLY: frozenset({12}),
}
"""The months in which a report of that frequency is due (domain.md section 2, Indicator)."""

TRAJECTORY = re.compile(r"[0-9]+(\.[0-9]+)?(/[0-9]+(\.[0-9]+)?){3}")


def is_trajectory(text: str) -> bool:
    """Four cumulative percents joined by `/`, never falling, the last 100: `10/40/70/100`."""
    if not TRAJECTORY.fullmatch(text):
        return False
    percents = [Fraction(part) for part in text.split("/")]
    return percents == sorted(percents) and percents[-1] == 100


class Objective(models.Model):
    """What a group of indicators serves."""

    year = models.ForeignKey(WorkYear, on_delete=models.PROTECT, related_name="objectives")
    position = models.PositiveSmallIntegerField()
    name_id = models.CharField(_("Name (Indonesian)"), max_length=80)
    name_en = models.CharField(_("Name (English)"), max_length=80)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["year", "position"]
        constraints = [
            models.UniqueConstraint(fields=["year", "name_id"], name="objective_once_per_year"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_id


class Indicator(models.Model):
    """One line of the framework, the same everywhere; retired with a date, never deleted.

    It keeps its code over the years: equal code means the same story (decisions, data 10).
    """

    year = models.ForeignKey(WorkYear, on_delete=models.PROTECT, related_name="indicators")
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, related_name="indicators", verbose_name=_("Objective")
    )
    position = models.PositiveSmallIntegerField()
    code = models.CharField(
        _("Code"),
        max_length=12,
        validators=[
            RegexValidator(r"^[A-Z0-9]+(-[A-Z0-9]+)*$", _("Capitals, digits and hyphens, such as ORG-01."))
        ],
    )
    name_id = models.CharField(_("Name (Indonesian)"), max_length=120)
    name_en = models.CharField(_("Name (English)"), max_length=120)
    unit_id = models.CharField(_("Unit (Indonesian)"), max_length=30)
    unit_en = models.CharField(_("Unit (English)"), max_length=30)
    numerator_id = models.CharField(_("Numerator (Indonesian)"), max_length=120, blank=True)
    numerator_en = models.CharField(_("Numerator (English)"), max_length=120, blank=True)
    denominator_id = models.CharField(_("Denominator (Indonesian)"), max_length=120, blank=True)
    denominator_en = models.CharField(_("Denominator (English)"), max_length=120, blank=True)
    measure = models.CharField(_("What is typed"), max_length=10, choices=Measure)
    accumulation = models.CharField(_("Over the months"), max_length=10, choices=Accumulation)
    direction = models.CharField(_("Which way is better"), max_length=10, choices=Direction)
    reported_by = models.CharField(
        _("Reported by"), max_length=12, choices=ReportedBy, default=ReportedBy.FEDERATIONS
    )
    frequency = models.CharField(_("Frequency"), max_length=10, choices=Frequency, default=Frequency.MONTHLY)
    first_month = models.DateField(_("First month"))
    last_month = models.DateField(_("Last month"))
    decimals = models.PositiveSmallIntegerField(_("Decimals"), default=0)
    weight = FigureField(_("Weight"), default=1)
    trajectory = models.CharField(_("Trajectory"), max_length=60, blank=True)
    by_sex = models.BooleanField(_("Women and men apart"), default=False)
    needs_evidence = models.BooleanField(_("Needs evidence"), default=False)
    subset_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subsets",
        verbose_name=_("Part of"),
    )
    note = models.CharField(_("Note"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["year", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "code"],
                name="indicator_code_once_per_year",
                violation_error_message=_("This code already stands in the year's framework."),
            ),
            models.CheckConstraint(
                condition=~Q(measure=Measure.MILESTONE)
                | Q(accumulation=Accumulation.STOCK, direction=Direction.UP, decimals=0),
                name="milestone_is_stock_and_up",
                violation_error_message=_("A milestone is a position, more is better, without decimals."),
            ),
            models.CheckConstraint(
                condition=Q(by_sex=False) | Q(measure=Measure.COUNT),
                name="by_sex_only_for_counts",
                violation_error_message=_("Only counts are asked for women and men apart."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0),
                name="indicator_weight_positive",
                violation_error_message=_("The weight must be more than 0."),
            ),
            models.CheckConstraint(
                condition=Q(decimals__lte=4),
                name="indicator_at_most_four_decimals",
                violation_error_message=_("At most four decimals."),
            ),
            models.CheckConstraint(
                condition=Q(first_month__lte=F("last_month")),
                name="indicator_months_in_order",
                violation_error_message=_("The last month lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(subset_of=None) | ~Q(subset_of=F("pk")), name="indicator_not_its_own_subset"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def clean(self) -> None:
        """What no single field can know; `validate_constraints` adds the database's own conditions."""
        super().clean()
        wrong: dict[str, Any] = {}
        if self.trajectory and not is_trajectory(self.trajectory):
            wrong["trajectory"] = _(
                "Four percents joined by /, never falling, the last 100, such as 10/40/70/100."
            )
        if self.first_month and self.last_month and self.frequency in DUE_MONTHS and not self.due_months:
            wrong["frequency"] = _("It is in force in none of the months in which it would be due.")
        if self.subset_of and self.pk and self in self.subset_of.supersets:
            wrong["subset_of"] = _("The two would be part of each other.")
        if wrong:
            raise ValidationError(wrong)

    def _in_reader_language(self, field: str) -> str:
        return str(getattr(self, f"{field}_{'en' if get_language() == 'en' else 'id'}"))

    @property
    def name(self) -> str:
        return self._in_reader_language("name")

    @property
    def unit(self) -> str:
        return self._in_reader_language("unit")

    @property
    def numerator_name(self) -> str:
        return self._in_reader_language("numerator") or str(_("numerator"))

    @property
    def denominator_name(self) -> str:
        return self._in_reader_language("denominator") or str(_("denominator"))

    @property
    def supersets(self) -> "tuple[Indicator, ...]":
        """This one, the one it is part of, the one that is part of, and so on."""
        chain = [self]
        while (wider := chain[-1].subset_of) is not None and wider not in chain:
            chain.append(wider)
        return tuple(chain)

    @property
    def is_ratio(self) -> bool:
        return self.measure == Measure.RATIO

    @property
    def is_milestone(self) -> bool:
        return self.measure == Measure.MILESTONE

    @property
    def is_stock(self) -> bool:
        return self.accumulation == Accumulation.STOCK

    @property
    def has_target(self) -> bool:
        """A watched indicator has no target, and one is refused."""
        return self.direction != Direction.MONITOR

    @property
    def takes_baseline(self) -> bool:
        """Only positions that are counted start from somewhere."""
        return self.measure == Measure.COUNT and self.is_stock

    @property
    def takes_coordinator_only(self) -> bool:
        return self.reported_by == ReportedBy.COORDINATOR

    @property
    def trajectory_shares(self) -> tuple[Fraction, ...]:
        """Cumulative share (0 to 1) of the target expected by the end of each quarter; () without one."""
        return tuple(Fraction(part) / 100 for part in self.trajectory.split("/")) if self.trajectory else ()

    def is_in_force(self, month: date) -> bool:
        return self.first_month <= month <= self.last_month

    def is_due_in(self, month: date) -> bool:
        """In force and due by its frequency: only then can it be reported."""
        return self.is_in_force(month) and month.month in DUE_MONTHS[self.frequency]

    @property
    def due_months(self) -> tuple[date, ...]:
        """Every month of the year in which it is due."""
        return tuple(
            month
            for month in (date(self.first_month.year, number, 1) for number in range(1, 13))
            if self.is_due_in(month)
        )
