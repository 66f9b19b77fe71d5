"""A meeting after the pattern of the last one: only what is new is asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import DayInput, Fields, OnceForm
from workplan.forms.meetings import ClockInput
from workplan.models import Meeting, WorkYear


class CloneForm(OnceForm):
    """Day, clock and place; the title follows the year unless somebody writes another."""

    year = forms.ModelChoiceField(WorkYear.objects.none(), label=_("Work year"), empty_label=None)
    held_on = forms.DateField(label=_("Day"), widget=DayInput())
    begins_at = forms.TimeField(label=_("Begins at"), widget=ClockInput())

    class Meta:
        model = Meeting
        fields = ("title", "venue", "city")
        labels = {"title": _("Title"), "venue": _("Venue"), "city": _("Town")}

    def __init__(self, *args: Any, earlier: Meeting, years: Sequence[WorkYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = earlier.zone
        begins = timezone.localtime(earlier.starts_at, earlier.zone)
        year: Any = self.fields["year"]
        year.queryset = WorkYear.objects.filter(pk__in=[row.pk for row in years]).order_by("-year")
        newest = years[0]
        self.initial.update(
            year=newest.pk,
            title=earlier.title.replace(str(earlier.year.year), str(newest.year)),
            begins_at=begins.time(),
            city=earlier.city,
        )
        self.helper = Fields(
            "token",
            Row(Column("held_on"), Column("begins_at")),
            Row(Column("venue"), Column("city")),
            "title",
            "year",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        day, year = data.get("held_on"), data.get("year")
        if day and year and day.year not in (year.year, year.year + 1):
            self.add_error(
                "held_on",
                forms.ValidationError(
                    _("A meeting about %(year)s takes place in that year or the next one."),
                    params={"year": year.year},
                ),
            )
        return data

    @property
    def typed(self) -> dict[str, Any]:
        """What the verb takes. Call after `is_valid()`."""
        data = self.cleaned_data
        starts_at = datetime.combine(data["held_on"], data["begins_at"], tzinfo=self.zone)
        return {"starts_at": starts_at, **{name: data[name] for name in ("year", "title", "venue", "city")}}
