"""A programme: what it is called, with whom, on what it rests, when, and which indicators it serves."""

from typing import Any

from crispy_forms.layout import Column, Field, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from federations.models import Unit
from rakerwil.forms import DayInput, Fields, VersionedForm
from workplan.models import Indicator, Programme, WorkYear


class ProgrammeForm(VersionedForm):
    """All of it; who carries it out is chosen by the national office alone."""

    class Meta:
        model = Programme
        fields = ("name", "partner", "agreement", "about", "unit", "starts_on", "ends_on", "indicators")
        labels = {
            "name": _("Name"),
            "partner": _("Partner"),
            "agreement": _("Agreement"),
            "about": _("What it does"),
            "unit": _("Carried out by"),
            "starts_on": _("Starts on"),
            "ends_on": _("Ends on"),
            "indicators": _("Indicators that it serves"),
        }
        help_texts = {
            "agreement": _("Memorandum of understanding or letter, with its number and date."),
            "ends_on": _("Empty: open-ended."),
        }
        widgets = {
            "about": forms.Textarea({"rows": 4}),
            "starts_on": DayInput(),
            "ends_on": DayInput(),
            "indicators": forms.CheckboxSelectMultiple,
        }

    def __init__(
        self, *args: Any, year: WorkYear, is_new: bool = False, may_choose_unit: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instance.year = year
        unit: Any = self.fields["unit"]
        unit.queryset, unit.empty_label = Unit.objects.order_by("code"), _("National office")
        unit.disabled = not may_choose_unit
        indicators: Any = self.fields["indicators"]
        indicators.queryset = Indicator.objects.filter(year=year)
        if is_new:
            del self.fields["version"]
        self.helper = Fields(
            *() if is_new else ("version",),
            "name",
            Row(Column("partner"), Column("unit")),
            "agreement",
            Row(Column("starts_on"), Column("ends_on")),
            "about",
            Field("indicators", wrapper_class="many"),
        )
