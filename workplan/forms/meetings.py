"""A meeting's date, place, title and quorum."""

from datetime import date, datetime, time, tzinfo
from typing import Any

from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.models import Region
from rakerwil.forms import DayInput, Fields, OnceForm, VersionedForm
from workplan.models import Meeting, WorkYear


class ClockInput(forms.TimeInput):
    """A time of the day, with the browser's own picker."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class MeetingCard(forms.ModelForm[Meeting]):
    """What both forms have in common; day and clock are those of the meeting's own time zone."""

    held_on = forms.DateField(label=_("Day"), widget=DayInput())
    begins_at = forms.TimeField(label=_("Begins at"), widget=ClockInput())
    quorum_percent = forms.IntegerField(
        label=_("More than so many percent"),
        min_value=1,
        max_value=100,
        initial=50,
        help_text=_("Of the registered full delegates; 50 means more than half."),
    )
    quorum_federations = forms.IntegerField(
        label=_("And so many federations"),
        min_value=1,
        max_value=99,
        required=False,
        help_text=_("Leave empty where the order of business asks for none."),
    )
    zone: tzinfo

    def settle(self, *hidden: str, zone_name: str) -> None:
        """Lay the fields out; the clock says whose it is."""
        self.fields["begins_at"].label = _("Begins at (%(zone)s)") % {"zone": zone_name}
        self.helper = Fields(
            *hidden,
            Fieldset(
                _("The meeting"),
                "title",
                Row(Column("held_on"), Column("begins_at")),
                Row(Column("venue"), Column("city")),
                "purpose",
            ),
            Fieldset(_("Quorum"), Row(Column("quorum_percent"), Column("quorum_federations"))),
        )

    @property
    def starts_at(self) -> datetime:
        """Day and clock as one moment. Call after `is_valid()`."""
        return datetime.combine(
            self.cleaned_data["held_on"], self.cleaned_data["begins_at"], tzinfo=self.zone
        )

    @property
    def typed(self) -> dict[str, Any]:
        """What the verbs take. Call after `is_valid()`."""
        names = ("title", "venue", "city", "purpose", "quorum_percent", "quorum_federations")
        return {"starts_at": self.starts_at, **{name: self.cleaned_data[name] for name in names}}


class Meta:
    """Model, fields and labels of the card."""

    model = Meeting
    fields = ("title", "venue", "city", "purpose")
    labels = {
        "title": _("Title"),
        "venue": _("Venue"),
        "city": _("Town"),
        "purpose": _("Purpose"),
    }
    help_texts = {"purpose": _("One aim a line; they stand in the invitation and the report.")}
    widgets = {"purpose": forms.Textarea({"rows": 4})}


def held_in(year: WorkYear, day: date) -> date:
    """The day, if a meeting about the year can take place on it."""
    if day.year not in (year.year, year.year + 1):
        raise forms.ValidationError(
            _("A meeting about %(year)s takes place in that year or the next one."),
            params={"year": year.year},
        )
    return day


class NewMeetingForm(MeetingCard, OnceForm):
    """A new Rakerwil of a region."""

    def __init__(self, *args: Any, region: Region, year: WorkYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.year = region.zone, year
        self.fields["title"].initial = _("Regional work meeting %(year)s, %(region)s") % {
            "year": year.year,
            "region": region.name,
        }
        self.fields["city"].initial = region.capital
        self.fields["begins_at"].initial = time(9)
        self.settle("token", zone_name=region.time_zone)

    def clean_held_on(self) -> date:
        return held_in(self.year, self.cleaned_data["held_on"])

    Meta = Meta


class MeetingForm(MeetingCard, VersionedForm):
    """A meeting that has not begun."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting = self.instance
        self.zone = meeting.zone
        begins = timezone.localtime(meeting.starts_at, meeting.zone)
        self.initial.update(
            held_on=begins.date(),
            begins_at=begins.time(),
            quorum_percent=meeting.quorum_percent,
            quorum_federations=meeting.quorum_federations,
        )
        self.settle("version", zone_name=meeting.zone_name)

    Meta = Meta
