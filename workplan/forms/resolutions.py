"""How the meeting decided: asked in the same way of every decision and adoption."""

from datetime import datetime
from typing import Any

from crispy_forms.layout import Column, LayoutObject, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from workplan.actions.resolutions import Votes
from workplan.enums import WayOfDeciding
from workplan.forms.meetings import ClockInput
from workplan.models import Meeting

COUNTED = ("votes_for", "votes_against", "abstentions")


class ResolutionForm(forms.Form):
    """Way and votes; without a quorum the rule by which the meeting went on; after its end the time.

    `is_quorate` None: not known before the time is.
    """

    way = forms.ChoiceField(
        label=_("Way of deciding"),
        choices=WayOfDeciding.choices,
        widget=forms.RadioSelect,
        initial=WayOfDeciding.CONSENSUS,
    )
    votes_for = forms.IntegerField(label=_("For"), min_value=0, required=False)
    votes_against = forms.IntegerField(label=_("Against"), min_value=0, required=False)
    abstentions = forms.IntegerField(label=_("Abstentions"), min_value=0, required=False)
    clock = forms.TimeField(label=_("Decided at"), widget=ClockInput())
    quorum_waiver = forms.CharField(
        label=_("Rule by which the meeting goes on without a quorum"),
        required=False,
        max_length=300,
        help_text=_("For example: order of business, article 9, after two pauses of 15 minutes."),
    )

    def __init__(self, *args: Any, meeting: Meeting, is_quorate: bool | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        if meeting.is_running:
            del self.fields["clock"]
        if is_quorate:
            del self.fields["quorum_waiver"]

    def resolution_layout(self) -> list[LayoutObject | str]:
        """The fields as they stand at the end of a form."""
        rest = [name for name in ("clock", "quorum_waiver") if name in self.fields]
        return ["way", Row(*(Column(name) for name in COUNTED), css_class="votes"), *rest]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("way") == WayOfDeciding.COUNTS:
            for name in ("votes_for", "votes_against"):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Write the number; 0 if there was none."))
        return cleaned

    @property
    def resolution(self) -> dict[str, Any]:
        """What the verbs take. Call after `is_valid()`."""
        cleaned = self.cleaned_data
        return {
            "way": cleaned["way"],
            "votes": self._votes(),
            "quorum_waiver": cleaned.get("quorum_waiver", ""),
            "at": self._at(),
        }

    def _votes(self) -> Votes | None:
        if self.cleaned_data["way"] != WayOfDeciding.COUNTS:
            return None
        return Votes(*(self.cleaned_data[name] or 0 for name in COUNTED))

    def _at(self) -> datetime | None:
        """The time on the day on which the meeting began."""
        if "clock" not in self.fields:
            return None
        return datetime.combine(self.meeting.day, self.cleaned_data["clock"], tzinfo=self.meeting.zone)
