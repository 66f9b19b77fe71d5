"""The quick line of a meeting: write first, say what it is with one tap or a leading letter."""

import re
import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rakerwil.forms import DayInput, Fields, VersionedForm
from workplan.enums import LineKind
from workplan.forms.action_items import OwnerField
from workplan.models import AgendaItem, Meeting, Participant, RecordLine

LEADS: dict[str, str] = {
    **dict.fromkeys(("c", "catatan", "n", "note"), LineKind.NOTE),
    **dict.fromkeys(("k", "keputusan", "d", "decision"), LineKind.DECISION),
    **dict.fromkeys(("t", "tl", "tindak lanjut", "a", "action"), LineKind.ACTION),
    **dict.fromkeys(("r", "rekomendasi", "recommendation"), LineKind.RECOMMENDATION),
}
"""What a line may begin with, before a colon, in both languages."""

LEAD = re.compile(rf"\s*({'|'.join(sorted(LEADS, key=len, reverse=True))})\s*:\s*(?=\S)", re.IGNORECASE)
LONGEST_WAIT = timedelta(days=7)
"""So long may a line have waited in a browser for the network."""


def led(text: str) -> tuple[str, str]:
    """The kind that a leading letter or word names, empty without one, and the words after it."""
    found = LEAD.match(text)
    return (LEADS[found[1].lower()], text[found.end() :]) if found else ("", text)


class SpeakerField(forms.CharField):
    """Somebody of the list of participants, by number or name; anybody else in free words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": pgettext_lazy("in the hall", "Speaker"),
                "max_length": 120,
                "required": False,
                **kwargs,
            }
        )
        self.participants: list[Participant] = []

    def offer(self, participants: Iterable[Participant]) -> None:
        """Those on the list, read with their person."""
        self.participants = list(participants)

    @property
    def offered(self) -> list[str]:
        """What the browser suggests while somebody types."""
        return [f"{row.number} {row}" for row in self.participants]

    def clean(self, value: Any) -> tuple[Participant | None, str]:
        """The participant, or the free words; neither where nothing was typed."""
        typed = " ".join(super().clean(value).split())
        number, _blank, rest = typed.partition(" ")
        for row in self.participants:
            name = str(row).casefold()
            if number.rstrip(".") == str(row.number) and rest.casefold() in ("", name):
                return row, ""
        named = [row for row in self.participants if str(row).casefold() == typed.casefold()]
        return (named[0], "") if len(named) == 1 else (None, typed)


class QuickForm(forms.Form):
    """One line. Who carries out an action, and by when, is asked for and can wait."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Quick note"), max_length=2000)
    kind = forms.ChoiceField(
        label=_("Kind of note"), choices=LineKind.choices, initial=LineKind.NOTE, widget=forms.RadioSelect
    )
    speaker = SpeakerField()
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label=_("Agenda item"), required=False, empty_label=None
    )
    owner = OwnerField(required=False)
    due_on = forms.DateField(label=_("Deadline"), widget=DayInput(), required=False)
    waited = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    """Seconds since it was typed, where it waited in the browser for the network."""

    def __init__(self, *args: Any, meeting: Meeting, participants: Iterable[Participant], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4
        self.fields["text"].widget.attrs["autocomplete"] = "off"
        self.fields["speaker"].widget.attrs.update({"list": "speakers", "autocomplete": "off"})
        fields: Any = self.fields
        fields["speaker"].offer(participants)
        fields["owner"].offer(meeting.region)
        fields["item"].queryset = meeting.agenda.all()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind, words = led(cleaned.get("text", ""))
        if kind:
            cleaned.update(kind=kind, text=words)
        return cleaned

    def said_at(self, now: datetime) -> datetime | None:
        """When it was typed; None for just now. Call after `is_valid()`."""
        waited = timedelta(seconds=self.cleaned_data["waited"] or 0)
        return now - min(waited, LONGEST_WAIT) if waited else None

    @property
    def typed(self) -> dict[str, Any]:
        """What the verb takes. Call after `is_valid()`."""
        speaker, speaker_name = self.cleaned_data["speaker"]
        names = ("token", "text", "kind", "item", "owner", "due_on")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "speaker": speaker,
            "speaker_name": speaker_name,
            "at": self.said_at(timezone.now()),
        }


class RecordLineForm(VersionedForm):
    """A line, corrected: its words while nothing came of it, and who said it."""

    speaker = SpeakerField()

    class Meta:
        model = RecordLine
        fields = ("text",)
        labels = {"text": _("Note")}
        widgets = {"text": forms.Textarea({"rows": 3, "maxlength": 2000})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speaker: Any = self.fields["speaker"]
        speaker.offer(self.instance.meeting.participants.select_related("person").order_by("number"))
        speaker.widget.attrs.update({"list": "speakers", "autocomplete": "off"})
        row = self.instance.speaker
        self.initial["speaker"] = f"{row.number} {row}" if row else self.instance.speaker_name
        if self.instance.outcome is not None:
            del self.fields["text"]
        self.helper = Fields("version", *(name for name in ("text", "speaker") if name in self.fields))

    @property
    def typed(self) -> dict[str, Any]:
        """What the verb takes. Call after `is_valid()`."""
        speaker, speaker_name = self.cleaned_data["speaker"]
        return {
            "text": self.cleaned_data.get("text", self.instance.text),
            "speaker": speaker,
            "speaker_name": speaker_name,
            "version": self.cleaned_data["version"],
        }


class ReclassifyForm(forms.Form):
    """What a line becomes, and what the page showed it to be."""

    kind = forms.ChoiceField(choices=LineKind.choices)
    seen = forms.ChoiceField(choices=LineKind.choices)


class AssignForm(forms.Form):
    """Who carries out an action, and by when."""

    owner = OwnerField()
    due_on = forms.DateField(label=_("Deadline"), widget=DayInput())

    def __init__(self, *args: Any, line: RecordLine, **kwargs: Any) -> None:
        kwargs["initial"] = {"owner": OwnerField.key_of(line.owner), "due_on": line.due_on}
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.offer(line.meeting.region)
        self.line = line

    @property
    def day(self) -> date:
        """The deadline. Call after `is_valid()`."""
        day: date = self.cleaned_data["due_on"]
        return day
