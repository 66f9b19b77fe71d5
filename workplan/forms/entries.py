"""The quick line of a meeting: write first, say what it is with one tap."""

import uuid
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import DayInput
from workplan.forms.action_items import OwnerField
from workplan.models import Meeting


class EntryKind(models.TextChoices):
    """What a quick line becomes."""

    NOTE = "note", _("Note")
    DECISION = "decision", _("Decision")
    ACTION = "action", _("Action")
    RECOMMENDATION = "recommendation", _("Recommendation")


class QuickForm(forms.Form):
    """One line; an action also needs who and by when."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Quick note"), max_length=2000)
    kind = forms.ChoiceField(
        label=_("Kind of note"), choices=EntryKind.choices, initial=EntryKind.NOTE, widget=forms.RadioSelect
    )
    owner = OwnerField(required=False)
    due_on = forms.DateField(label=_("Deadline"), widget=DayInput(), required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4
        self.fields["text"].widget.attrs["autocomplete"] = "off"
        owner: Any = self.fields["owner"]
        owner.offer(meeting.region)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == EntryKind.ACTION:
            if not cleaned.get("owner"):
                self.add_error("owner", _("Who carries it out?"))
            if not cleaned.get("due_on"):
                self.add_error("due_on", _("By when?"))
        return cleaned
