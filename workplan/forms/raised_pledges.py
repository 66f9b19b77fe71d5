"""Who adds how much to a gap."""

from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from federations.models import Chapter
from rakerwil.forms import Fields, FigureField
from workplan.models import Indicator, Meeting, Participant
from workplan.reporting.promises import reported_by


class RaisedPledgeForm(forms.Form):
    """One leader's word: for which chapter, by whom, how much more."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    chapter = forms.ModelChoiceField(Chapter.objects.none(), label=_("Federation"), empty_label=_("choose"))
    participant = forms.ModelChoiceField(
        Participant.objects.none(), label=_("Said by"), empty_label=_("choose")
    )
    amount = FigureField(label=_("Adds"))

    def __init__(self, *args: Any, meeting: Meeting, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chapters = Chapter.objects.filter(region=meeting.region_id, active_to=None).select_related(
            "federation", "district", "region"
        )
        reporting = [row for row in chapters if reported_by(indicator, row)]
        chapter: Any = self.fields["chapter"]
        chapter.queryset = chapters.filter(pk__in=[row.pk for row in reporting])
        chapter.label_from_instance = lambda row: row.name
        speaks = Q(person__federation__in={row.federation_id for row in reporting})
        if any(row.is_coordinator_office for row in reporting):
            speaks |= Q(person__federation=None)
        came = meeting.participants.filter(speaks, stays__isnull=False).distinct()
        participant: Any = self.fields["participant"]
        participant.queryset = came.select_related("person__federation", "person__unit").order_by(
            "person__federation__short_name", "person__name", "number"
        )
        participant.label_from_instance = self.described
        self.fields["amount"] = FigureField(label=_("Adds"), decimals=indicator.decimals)
        self.helper = Fields("token", Row(Column("chapter"), Column("participant"), Column("amount")))

    @staticmethod
    def described(row: Participant) -> str:
        """Federation first, as the list is read when somebody stands up."""
        return ": ".join(part for part in (row.person.belongs_to, str(row)) if part)

    def clean_amount(self) -> Any:
        """Nothing is no pledge."""
        amount = self.cleaned_data["amount"]
        if not amount:
            raise forms.ValidationError(_("Type how much is added."))
        return amount

    @property
    def typed(self) -> dict[str, Any]:
        """What the verb takes. Call after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in ("token", "chapter", "participant", "amount")}
