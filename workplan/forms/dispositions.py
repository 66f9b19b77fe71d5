"""The national meeting's answer to a recommendation."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import DayInput, Fields, SearchFields
from workplan.enums import Addressee, Outcome, RecommendationKind
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
        merged: Any = self.fields["merged_into"]
        merged.queryset = others
        merged.label_from_instance = named
        self.helper = Fields(
            "seen",
            "outcome",
            "answer",
            Row(Column("owner"), Column("due_on")),
            "wording",
            "merged_into",
            "note",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        outcome = data.get("outcome")
        if outcome in (Outcome.ACCEPTED, Outcome.ACCEPTED_AMENDED):
            for name in ("owner", "due_on"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("What is accepted needs somebody who sees to it, and a date."))
        if outcome == Outcome.ACCEPTED_AMENDED and not data.get("wording"):
            self.add_error("wording", _("Write the wording that is accepted."))
        if outcome == Outcome.MERGED and not data.get("merged_into"):
            self.add_error("merged_into", _("Name the recommendation that it is merged with."))
        if outcome != Outcome.MERGED:
            data["merged_into"] = None
        return data

    @property
    def typed(self) -> dict[str, Any]:
        """What the verb takes. Call after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def named(recommendation: Recommendation) -> str:
    """Region, number and title: numbers alone come in every region."""
    region = recommendation.meeting.region
    return f"{region.short_name if region else '–'} {recommendation}"


class DeskForm(forms.Form):
    """Which of the recommendations received are shown."""

    wilayah = forms.ChoiceField(label=_("Region"), required=False)
    indikator = forms.ChoiceField(label=_("Indicator"), required=False)
    jenis = forms.ChoiceField(label=_("Kind"), required=False)
    kepada = forms.ChoiceField(label=_("Addressed to"), required=False)

    def __init__(self, *args: Any, rows: Sequence[Recommendation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = {row.meeting.region.code: row.meeting.region.name for row in rows if row.meeting.region}
        codes = sorted({indicator.code for row in rows for indicator in row.indicators.all()})
        choices: dict[str, Any] = {
            "wilayah": sorted(regions.items()),
            "indikator": [(code, code) for code in codes],
            "jenis": RecommendationKind.choices,
            "kepada": Addressee.choices,
        }
        for name, options in choices.items():
            field: Any = self.fields[name]
            field.choices = [("", _("All")), *options]
        self.helper = SearchFields(*self.fields)

    def narrowed(self, rows: Iterable[Recommendation]) -> Iterator[Recommendation]:
        """The rows that were asked for; what nobody offered narrows nothing."""
        typed = self.cleaned_data if self.is_valid() else {}
        for row in rows:
            says = {
                "wilayah": [row.meeting.region.code] if row.meeting.region else [],
                "indikator": [indicator.code for indicator in row.indicators.all()],
                "jenis": [row.kind],
                "kepada": [row.addressee],
            }
            if all(not typed.get(name) or typed[name] in values for name, values in says.items()):
                yield row
