"""Letters that invite: to whom, how many, and what all of them say."""

from typing import Any

from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from federations.enums import COORDINATOR_OFFICE
from federations.models import Federation, Unit
from rakerwil.forms import DayInput, Fields, OnceForm, VersionedForm
from workplan.models import Invitation, LetterTerms, Meeting

TYPED = ("kind", "recipient", "federation", "unit", "quota", "request")
TERMS = ("nature", "basis", "attire", "bring", "costs", "contact", "answers_by", "copies")
MOST = 50


class InvitationCard(forms.ModelForm[Invitation]):
    """What both forms have in common."""

    quota = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST, initial=3)

    def settle(self, meeting: Meeting, *hidden: str) -> None:
        """A federation or a unit of the nation or the region; guests and speakers may be of neither."""
        federation: Any = self.fields["federation"]
        federation.queryset = Federation.objects.exclude(code=COORDINATOR_OFFICE)
        federation.empty_label = _("none")
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(Q(region=None) | Q(region=meeting.region_id))
        unit.empty_label = _("none")
        self.helper = Fields(
            *hidden,
            Row(Column("kind"), Column("quota")),
            "recipient",
            Row(Column("federation"), Column("unit")),
            "request",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("federation") and data.get("unit"):
            self.add_error("unit", _("Choose a federation or a unit, not both."))
        return data

    @property
    def typed(self) -> dict[str, Any]:
        """What the verbs take. Call after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in TYPED}


class Meta:
    """Model, fields and labels of the card."""

    model = Invitation
    fields = TYPED
    labels = {
        "kind": _("Kind of letter"),
        "recipient": _("To"),
        "federation": _("Federation"),
        "unit": pgettext_lazy("UPT", "Unit"),
        "request": _("What we ask of them"),
    }
    help_texts = {
        "recipient": _("Office and organisation as on the letter, a line each."),
        "request": _("For guests and speakers: to open the meeting, or the topic and how long."),
    }
    widgets = {"recipient": forms.Textarea({"rows": 3}), "request": forms.Textarea({"rows": 3})}


class NewInvitationForm(InvitationCard, OnceForm):
    """One letter more."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle(meeting, "token")

    Meta = Meta


class InvitationForm(InvitationCard, VersionedForm):
    """A letter that is not issued."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle(self.instance.meeting, "version")

    Meta = Meta


class LetterTermsForm(VersionedForm):
    """What all letters of a meeting say alike."""

    class Meta:
        model = LetterTerms
        fields = TERMS
        labels = {
            "nature": _("Nature of the letter"),
            "basis": _("Basis"),
            "attire": _("Attire"),
            "bring": _("To be brought"),
            "costs": _("Costs"),
            "contact": _("Contact"),
            "answers_by": _("Answer until"),
            "copies": _("Copies to"),
        }
        help_texts = {
            "nature": _("For example: important."),
            "basis": _("Statutes, work programme, a letter of the national executive."),
            "contact": _("Name and phone of whoever answers questions; it stands on every letter."),
            "copies": _("One recipient a line."),
        }
        widgets = {
            "basis": forms.Textarea({"rows": 3}),
            "copies": forms.Textarea({"rows": 3}),
            "answers_by": DayInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields(
            "version",
            Fieldset(_("Head and opening"), Row(Column("nature"), Column("answers_by")), "basis"),
            Fieldset(
                _("Good to know"),
                Row(Column("attire"), Column("bring")),
                Row(Column("costs"), Column("contact")),
            ),
            Fieldset(_("End of the letter"), "copies"),
        )

    @property
    def typed(self) -> dict[str, Any]:
        """What the verb takes. Call after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in TERMS}
