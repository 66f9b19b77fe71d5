"""The national meeting's answer to a recommendation."""

from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import DayInput, Fields
from workplan.enums import Outcome
from workplan.models import Disposition, Recommendation


class DispositionForm(forms.ModelForm[Disposition]):
    """Outcome, answer, who sees to it and by when."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Disposition
        fields = ("outcome", "answer", "wording", "merged_into", "owner", "due_on", "note")
        labels = {
            "outcome": _("Answer"),
            "answer": _("Reason"),
            "wording": _("Wording that is accepted"),
            "merged_into": _("Merged with"),
            "owner": _("Who sees to it"),
            "due_on": _("By when"),
            "note": _("Note of the national office"),
        }
        help_texts = {
            "answer": _("The region and the federations that raised it read this."),
            "wording": _("Only where it is accepted as amended."),
            "merged_into": _("Only where it is merged; that one's answer stands for both."),
            "owner": _("An office or unit, for what is accepted."),
            "due_on": _("For what is accepted."),
            "note": _("No region reads it."),
        }
        widgets = {
            "answer": forms.Textarea({"rows": 4}),
            "wording": forms.Textarea({"rows": 4}),
            "note": forms.Textarea({"rows": 2}),
            "due_on": DayInput(),
        }

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        outcome.choices = Outcome.choices
        if others is None:
            # a composite is what the others are merged into
            outcome.choices = [choice for choice in Outcome.choices if choice[0] != Outcome.MERGED]
            del self.fields["merged_into"]
        else:
            merged: Any = self.fields["merged_into"]
            merged.queryset = others
            merged.label_from_instance = named
        self.helper = Fields(*self.answer_layout())

    def answer_layout(self) -> list[Any]:
        """The fields as they stand at the beginning of a form."""
        rest = [name for name in ("wording", "merged_into", "note") if name in self.fields]
        return ["seen", "outcome", "answer", Row(Column("owner"), Column("due_on")), *rest]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        check(self, data)
        return data

    @property
    def typed(self) -> dict[str, Any]:
        """What the verb takes. Call after `is_valid()`."""
        return {name: self.cleaned_data.get(name) for name in self.Meta.fields}


def check(form: forms.BaseForm, data: dict[str, Any]) -> None:
    """What an outcome asks for stands beside its field where it is missing."""
    outcome = data.get("outcome")
    if outcome in (Outcome.ACCEPTED, Outcome.ACCEPTED_AMENDED):
        for name in ("owner", "due_on"):
            if not data.get(name) and name not in form.errors:
                form.add_error(name, _("What is accepted needs somebody who sees to it, and a date."))
    if outcome == Outcome.ACCEPTED_AMENDED and not data.get("wording"):
        form.add_error("wording", _("Write the wording that is accepted."))
    if outcome == Outcome.MERGED and "merged_into" in form.fields and not data.get("merged_into"):
        form.add_error("merged_into", _("Name the recommendation that it is merged with."))
    if outcome != Outcome.MERGED:
        data["merged_into"] = None


def named(recommendation: Recommendation) -> str:
    """Region, number and title: numbers alone come in every region."""
    region = recommendation.meeting.region
    return f"{region.short_name if region else '–'} {recommendation}"
