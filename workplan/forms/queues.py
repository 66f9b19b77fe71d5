"""What is looked for in a queue."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import SearchFields
from workplan.reporting.queues import Wish

ANY: tuple[str, Any] = ("", _("all"))
YES, NO = "ya", "tidak"


class QueueForm(forms.Form):
    """By federation, month, indicator; what is unusual, what has evidence."""

    federasi = forms.ChoiceField(label=_("Federation"), required=False)
    bulan = forms.TypedChoiceField(label=_("Month"), required=False, coerce=int, empty_value=None)
    indikator = forms.ChoiceField(label=_("Indicator"), required=False)
    tanda = forms.ChoiceField(
        label=_("Unusual"),
        required=False,
        choices=[ANY, (YES, _("unusual only")), (NO, _("nothing unusual"))],
    )
    bukti = forms.ChoiceField(
        label=_("Evidence"), required=False, choices=[ANY, (YES, _("with")), (NO, _("without"))]
    )

    def __init__(
        self,
        *args: Any,
        federations: Iterable[tuple[str, str]],
        months: Iterable[tuple[str, str]],
        indicators: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("federasi", federations), ("bulan", months), ("indikator", indicators)):
            field: Any = self.fields[name]
            field.choices = [ANY, *choices]
        self.helper = SearchFields(*self.fields)

    @property
    def wish(self) -> Wish:
        """What the queue is asked for; a value that no choice offers asks for nothing."""
        asked = self.cleaned_data if self.is_valid() else {}
        return Wish(
            federation=asked.get("federasi", ""),
            month=asked.get("bulan") or 0,
            indicator=asked.get("indikator", ""),
            is_doubtful=_flag(asked.get("tanda", "")),
            has_evidence=_flag(asked.get("bukti", "")),
        )


def _flag(value: str) -> bool | None:
    return {YES: True, NO: False}.get(value)
