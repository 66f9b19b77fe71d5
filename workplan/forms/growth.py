"""The growth rules with which a grid of targets is begun."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rakerwil.forms import FigureField, FigureInput
from workplan.enums import GrowthBasis
from workplan.reporting.growth import Growth, Proposal, base, proposals
from workplan.reporting.promises import Promises

MINUS = ("-", "\N{MINUS SIGN}")
MOST = 1000
"""Percent by which a target can grow."""


class PercentField(FigureField):
    """A percent that may be negative, unlike figures."""

    def __init__(self, **kwargs: Any) -> None:
        widget = FigureInput(1, {"class": "cellin", "maxlength": 8, "inputmode": "text"})
        super().__init__(decimals=1, required=False, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip().removesuffix("%").strip()
        is_less = text.startswith(MINUS)
        percent = super().to_python(text[1:] if is_less else text)
        if percent is None:
            return None
        if percent > (100 if is_less else MOST):
            raise forms.ValidationError(_("Between −100 and 1,000 percent, please."))
        return -percent if is_less else percent


class GrowthForm(forms.Form):
    """One rule for all, and for each indicator with a figure of last year a field for its own."""

    percent = PercentField(label=gettext_lazy("Better than last year by percent"))
    basis = forms.ChoiceField(
        label=gettext_lazy("Counted from"),
        choices=GrowthBasis.choices,
        initial=GrowthBasis.TARGET,
        required=False,
    )
    everything = forms.BooleanField(label=gettext_lazy("Also what is filled in already"), required=False)

    def __init__(self, *args: Any, promises: Promises, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.promises = promises
        for promise in promises.lines:
            if any(base(promise, basis) is not None for basis in GrowthBasis.values):
                label = _("%(code)s, better by percent") % {"code": promise.indicator.code}
                self.fields[f"growth-{promise.indicator.code}"] = PercentField(label=label)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and cleaned.get("percent") is None and not self._own(cleaned):
            self.add_error("percent", _("Type by how many percent the targets should be better."))
        return cleaned

    @property
    def can_grow(self) -> bool:
        """There is a figure of last year to begin from."""
        return any(name.startswith("growth-") for name in self.fields)

    @property
    def proposals(self) -> dict[str, Proposal]:
        """By indicator code. Call after `is_valid()`."""
        cleaned = self.cleaned_data
        basis = cleaned["basis"] or GrowthBasis.TARGET
        return proposals(self.promises.lines, Growth(cleaned["percent"], basis, self._own(cleaned)))

    def filled(self, typed: Mapping[str, str]) -> tuple[dict[str, Any], int]:
        """The grid's fields with the proposals put into those that are empty, and how many targets that were.

        `typed` is what stands in the grid. Call after `is_valid()`.
        """
        values: dict[str, Any] = dict(typed)
        count = 0
        for code, proposal in self.proposals.items():
            value, baseline = f"value-{code}", f"baseline-{code}"
            if typed.get(value, "").strip() and not self.cleaned_data["everything"]:
                continue
            values[value] = proposal.value
            count += 1
            if proposal.baseline is not None and not typed.get(baseline, "").strip():
                values[baseline] = proposal.baseline
        return values, count

    @staticmethod
    def _own(cleaned: Mapping[str, Any]) -> dict[str, Decimal]:
        prefix = "growth-"
        return {
            name.removeprefix(prefix): value
            for name, value in cleaned.items()
            if name.startswith(prefix) and value is not None
        }
