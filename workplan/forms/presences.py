"""Somebody comes in or goes out, at a time that may lie a little back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workplan.forms.meetings import ClockInput
from workplan.forms.record_lines import SpeakerField
from workplan.models import Meeting, Participant


class PresenceForm(forms.Form):
    """Who, and at what time of the meeting's day; now, where none is written."""

    person = SpeakerField(label=_("Number or name"), required=True)
    at = forms.TimeField(label=_("Time"), widget=ClockInput(), required=False)
    way = forms.ChoiceField(choices=(("in", _("Comes in")), ("out", _("Leaves"))))

    def __init__(self, *args: Any, meeting: Meeting, participants: Iterable[Participant], **kwargs: Any):
        kwargs["auto_id"] = "presence_%s"
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        person: Any = self.fields["person"]
        person.offer(participants)
        person.widget.attrs.update({"list": "speakers", "autocomplete": "off"})

    def clean_person(self) -> Participant:
        participant: Participant | None = self.cleaned_data["person"][0]
        if participant is None:
            raise forms.ValidationError(_("Nobody on the list has this number or name."))
        return participant

    def clean_at(self) -> datetime | None:
        typed, now = self.cleaned_data["at"], timezone.now()
        if typed is None:
            return None
        day = timezone.localtime(now, self.meeting.zone).date()
        at = datetime.combine(day, typed, self.meeting.zone)
        if at > now:
            raise forms.ValidationError(_("This time has not come yet."))
        return at

    @property
    def problem(self) -> str:
        """The first thing that is wrong, in words."""
        return str(next(iter(self.errors.values()))[0])
