"""What comes of an accepted recommendation: a proposed target, an action of the nation."""

from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from federations.models import Region
from rakerwil.forms import DayInput, Fields, FigureField
from workplan.forms.action_items import OwnerField
from workplan.models import Disposition, Indicator, WorkYear


class ProposedTargetForm(forms.Form):
    """A target of one region in a later year, for an indicator that has targets."""

    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label=_("Indicator"), empty_label=_("choose")
    )
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Region"), empty_label=_("choose"))
    value = FigureField(label=_("Target"), decimals=4)

    def __init__(self, *args: Any, year: WorkYear, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        indicator: Any = self.fields["indicator"]
        indicator.queryset = Indicator.objects.filter(year=year).exclude(direction="monitor")
        region: Any = self.fields["region"]
        region.queryset = regions
        self.helper = Fields("indicator", Row(Column("region"), Column("value")))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        indicator, value = data.get("indicator"), data.get("value")
        if indicator is not None and value is not None and value != round(value, indicator.decimals):
            self.add_error("value", _("This indicator is counted with fewer decimals."))
        return data


class NationalActionForm(forms.Form):
    """Who in the nation does what by when; begun with the answer's own words and date."""

    text = forms.CharField(label=_("Action"), widget=forms.Textarea({"rows": 3}), max_length=4000)
    owner = OwnerField()
    due_on = forms.DateField(label=_("Deadline"), widget=DayInput())

    def __init__(self, *args: Any, answer: Disposition, **kwargs: Any) -> None:
        begun = {"text": answer.wording or answer.subject.title, "due_on": answer.due_on}
        super().__init__(*args, **{"initial": begun, **kwargs})
        owner: Any = self.fields["owner"]
        owner.offer(None)
        self.helper = Fields("text", "owner", "due_on")
