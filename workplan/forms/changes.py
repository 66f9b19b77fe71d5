"""Between which two points figures are compared."""

from collections.abc import Sequence
from datetime import date, datetime, time, tzinfo
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import DayInput, SearchFields
from rakerwil.wording import month_name
from workplan.reporting.differences import Point


class ChangesForm(forms.Form):
    """Two months to look back from; each as it was known on a day, or as it is known now."""

    dari = forms.ChoiceField(label=_("From, as of"), required=False)
    diketahui_dari = forms.DateField(label=_("as known on"), required=False, widget=DayInput)
    sampai = forms.ChoiceField(label=_("To, as of"), required=False)
    diketahui_sampai = forms.DateField(label=_("as known on"), required=False, widget=DayInput)

    def __init__(
        self, data: Any, *args: Any, months: Sequence[date], last: date, zone: tzinfo, **kwargs: Any
    ) -> None:
        self.zone = zone
        self.last = last
        self.first = max((month for month in months if month < last), default=last)
        asked = {"dari": f"{self.first:%Y-%m}", "sampai": f"{self.last:%Y-%m}", **data.dict()}
        super().__init__(asked, *args, **kwargs)
        for name in ("dari", "sampai"):
            field: Any = self.fields[name]
            field.choices = [(f"{month:%Y-%m}", month_name(month)) for month in reversed(months)]
        self.helper = SearchFields(*self.fields, word=_("Compare"))

    def clean(self) -> dict[str, Any]:
        """What is compared goes forward in time."""
        found: dict[str, Any] = self.cleaned_data
        if found.get("dari", "") > found.get("sampai", ""):
            self.add_error("dari", _("Choose a month that is not after the one it is compared with."))
        return found

    @property
    def points(self) -> tuple[Point, Point]:
        """The earlier and the later one; the last two months, as known now, where the form makes no sense."""
        if not self.is_valid():
            return Point(self.first), Point(self.last)
        found = self.cleaned_data
        return (
            Point(_month(found["dari"]), self._end_of(found["diketahui_dari"])),
            Point(_month(found["sampai"]), self._end_of(found["diketahui_sampai"])),
        )

    def _end_of(self, day: date | None) -> datetime | None:
        """A day ends at midnight of the place; what lies ahead is now."""
        if day is None:
            return None
        at = datetime.combine(day, time.max, self.zone)
        return at if at < timezone.now() else None


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")
