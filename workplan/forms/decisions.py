"""A decision, recorded or corrected."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields, VersionedForm
from workplan.forms.resolutions import ResolutionForm
from workplan.models import AgendaItem, Decision


class NewDecisionForm(ResolutionForm):
    """What the meeting decided, and how."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Decision"), widget=forms.Textarea({"rows": 4}), max_length=4000)
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label=_("Agenda item"), required=False, empty_label=_("none")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4
        item: Any = self.fields["item"]
        item.queryset = self.meeting.agenda.all()
        self.helper = Fields("token", "text", "item", *self.resolution_layout())


class DecisionForm(VersionedForm):
    """The wording of a decision, corrected."""

    class Meta:
        model = Decision
        fields = ("text",)
        labels = {"text": _("Decision")}
        widgets = {"text": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields("version", "text")
