"""By which rule the targets of all regions are begun."""

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields
from workplan.enums import GrowthBasis
from workplan.forms.growth import PercentField
from workplan.reporting.growth import Growth


class ProposalForm(forms.Form):
    """One percent for all, from last year's target or actual; with pledges or without."""

    persen = PercentField(label=_("Better than last year by percent"))
    dasar = forms.ChoiceField(label=_("Counted from"), choices=GrowthBasis.choices)
    komitmen = forms.BooleanField(
        label=_("Also propose pledges, by what each chapter brought last year"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persen"].required = True
        self.helper = Fields(Layout(Row(Column("persen"), Column("dasar")), "komitmen"))

    @property
    def growth(self) -> Growth:
        """Call after `is_valid()`."""
        return Growth(self.cleaned_data["persen"], self.cleaned_data["dasar"])

    @property
    def with_shares(self) -> bool:
        """Call after `is_valid()`."""
        return bool(self.cleaned_data["komitmen"])
