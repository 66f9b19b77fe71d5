"""Lines of the framework: indicators and their objectives."""

from collections.abc import Collection
from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields, FigureField, FigureInput, ReasonForm, VersionedForm
from workplan.forms.months import MonthField
from workplan.models import Indicator, Objective, WorkYear

DECIMALS = [(count, str(count)) for count in range(5)]


class IndicatorForm(VersionedForm):
    """Everything that defines an indicator; `locked` fields are shown and can't be changed."""

    first_month = MonthField(label=_("First month"))
    decimals = forms.TypedChoiceField(label=_("Decimals"), choices=DECIMALS, coerce=int)
    weight = FigureField(label=_("Weight"), decimals=4, widget=FigureInput(4, {"class": ""}))

    class Meta:
        model = Indicator
        fields = (
            *("code", "objective", "name_id", "name_en", "unit_id", "unit_en", "measure", "accumulation"),
            *("direction", "numerator_id", "numerator_en", "denominator_id", "denominator_en", "decimals"),
            *("reported_by", "frequency", "first_month", "by_sex", "needs_evidence", "subset_of"),
            *("weight", "trajectory", "note"),
        )
        help_texts = {
            "code": _("It stays the same over the years: an equal code tells the same story."),
            "trajectory": _(
                "How much of the year's target is expected by the end of each quarter, in percent, such as "
                "10/40/70/100. Empty: evenly."
            ),
            "subset_of": _("It should never be more than that one, for the same chapter and month."),
            "numerator_id": _("Of ratios only."),
            "denominator_id": _("Of ratios only."),
        }

    def __init__(
        self, *args: Any, year: WorkYear, locked: Collection[str] = (), is_new: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instance.year = year
        self.locked = locked
        self._offer(year)
        if is_new:
            del self.fields["version"]
        for name in locked:
            self.fields[name].disabled = True
        self.helper = Fields(_layout(*() if is_new else ("version",)))

    def _offer(self, year: WorkYear) -> None:
        """What can be chosen in this year."""
        objective: Any = self.fields["objective"]
        objective.queryset = Objective.objects.filter(year=year)
        objective.empty_label = None
        subset_of: Any = self.fields["subset_of"]
        subset_of.queryset = Indicator.objects.filter(year=year).exclude(pk=self.instance.pk)
        subset_of.empty_label = _("of none")
        first_month: Any = self.fields["first_month"]
        first_month.offer(year.months)

    def clean_code(self) -> str:
        """One indicator of a code in a year."""
        code: str = self.cleaned_data["code"]
        if Indicator.objects.filter(year=self.instance.year, code=code).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This code already stands in the year's framework."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("measure") == "ratio":
            for name in ("numerator_id", "numerator_en", "denominator_id", "denominator_en"):
                if not cleaned.get(name):
                    self.add_error(name, _("Write what is counted: the report asks for it by this name."))
        return cleaned


def _layout(*hidden: str) -> Layout:
    return Layout(
        *hidden,
        Fieldset(
            _("What it is called"),
            Row(Column("code"), Column("objective")),
            Row(Column("name_id"), Column("name_en")),
            Row(Column("unit_id"), Column("unit_en")),
        ),
        Fieldset(
            _("How it counts"),
            Row(Column("measure"), Column("accumulation")),
            Row(Column("direction"), Column("decimals")),
            Row(Column("numerator_id"), Column("numerator_en")),
            Row(Column("denominator_id"), Column("denominator_en")),
            "subset_of",
        ),
        Fieldset(
            _("Who reports it"),
            Row(Column("reported_by"), Column("frequency"), Column("first_month")),
            "by_sex",
            "needs_evidence",
        ),
        Fieldset(_("How it is judged"), Row(Column("weight"), Column("trajectory")), "note"),
    )


class RetireForm(ReasonForm):
    """The last month in force, and why."""

    last_month = MonthField(label=_("Last month in force"))

    field_order = ("last_month", "reason")

    def __init__(self, *args: Any, year: WorkYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last_month: Any = self.fields["last_month"]
        last_month.offer(year.months)


class ObjectiveForm(VersionedForm):
    """An objective's name in both languages."""

    class Meta:
        model = Objective
        fields = ("name_id", "name_en")

    def __init__(self, *args: Any, year: WorkYear, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.year = year
        if is_new:
            del self.fields["version"]
        self.helper = Fields(*() if is_new else ("version",), Row(Column("name_id"), Column("name_en")))

    def clean_name_id(self) -> str:
        """One objective of a name in a year."""
        name: str = self.cleaned_data["name_id"]
        others = Objective.objects.filter(year=self.instance.year, name_id=name).exclude(pk=self.instance.pk)
        if others.exists():
            raise ValidationError(_("The year has an objective of this name already."))
        return name
