"""One matter of a meeting's agenda."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields, OnceForm, VersionedForm
from workplan.enums import MatterOutcome
from workplan.models import Matter, Meeting

TYPED = ("title", "note", "item")


class MatterCard(forms.ModelForm[Matter]):
    """What both forms have in common."""

    def settle(self, meeting: Meeting, *hidden: str) -> None:
        """It may hang on any line of the meeting's own rundown."""
        item: Any = self.fields["item"]
        item.queryset = meeting.agenda.order_by("position")
        item.empty_label = _("not yet placed")
        self.helper = Fields(*hidden, "title", "item", "note")

    @property
    def typed(self) -> dict[str, Any]:
        """What the verbs take. Call after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in TYPED}


class Meta:
    """Model, fields and labels of the card."""

    model = Matter
    fields = TYPED
    labels = {"title": _("Matter"), "note": _("Background"), "item": _("Dealt with under")}
    widgets = {"note": forms.Textarea({"rows": 3})}


class NewMatterForm(MatterCard, OnceForm):
    """A matter to be added at the end."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle(meeting, "token")

    Meta = Meta


class MatterForm(MatterCard, VersionedForm):
    """A matter on the agenda."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle(self.instance.meeting, "version")

    Meta = Meta


class OutcomeForm(forms.Form):
    """Whether a matter was dealt with."""

    outcome = forms.ChoiceField(choices=MatterOutcome.choices, required=False)
