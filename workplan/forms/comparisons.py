"""What is compared over the years."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.layout import HTML, Field, Row
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from federations.models import Region
from rakerwil.forms import Fields
from rakerwil.wording import month_name
from workplan.models import Indicator

NATION = "nasional"
MOST = 8
"""So many regions stand beside each other."""


class ComparisonForm(forms.Form):
    """An indicator, a month, regions; asked by address, so that a comparison can be passed on."""

    indikator = forms.ChoiceField(label=_("Indicator"))
    bulan = forms.TypedChoiceField(label=_("Of each year, as of"), coerce=int)
    wilayah = forms.MultipleChoiceField(
        label=_("Regions"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: Any,
        *,
        indicators: Iterable[Indicator],
        regions: Sequence[Region],
        month: int,
        sees_nation: bool,
    ) -> None:
        codes = [(row.code, f"{row.code} {row.name}") for row in indicators]
        nation = [(NATION, _("Nation"))] if sees_nation else []
        places = [*nation, *((region.code, region.name) for region in regions)]
        asked = {
            "indikator": data.get("indikator") or (codes[0][0] if codes else ""),
            "bulan": data.get("bulan") or str(month),
            "wilayah": data.getlist("wilayah") or [code for code, _name in places[:1]],
        }
        super().__init__(asked)
        choices = {
            "indikator": codes,
            "bulan": [(str(number), month_name(number)) for number in range(1, 13)],
            "wilayah": places,
        }
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices = offered
        button = '<div class="fld mb-3"><div class="acts"><button class="press">{}</button></div></div>'
        self.helper = Fields(
            Row("indikator", "bulan", HTML(format_lazy(button, _("Compare")))),
            *([Field("wilayah", wrapper_class="many short")] if len(places) > 1 else ["wilayah"]),
        )
        self.helper.form_method = "get"

    def clean_wilayah(self) -> list[str]:
        """As many as fit beside each other."""
        chosen: list[str] = self.cleaned_data["wilayah"]
        if len(chosen) > MOST:
            raise forms.ValidationError(_("Choose at most %(count)s.") % {"count": MOST})
        return chosen
