"""The grid of an agreement's targets."""

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rakerwil.forms import FigureField, FigureInput
from workplan.actions.targets import Line, revision_months
from workplan.enums import RevisionReason
from workplan.forms.growth import GrowthForm
from workplan.forms.months import MonthField
from workplan.models import Target
from workplan.reporting.growth import Proposal
from workplan.reporting.promises import Promise, Promises

LONGEST_LETTER = Target._meta.get_field("letter_number").max_length


@dataclass(frozen=True)
class Row:
    """One line of the grid with its fields; None where it has none."""

    promise: Promise
    value: forms.BoundField | None = None
    baseline: forms.BoundField | None = None
    month: forms.BoundField | None = None
    reason: forms.BoundField | None = None
    letter: forms.BoundField | None = None
    _: KW_ONLY
    growth: forms.BoundField | None = None
    """The indicator's own growth rule."""
    proposal: Proposal | None = None


class TargetGridForm(forms.Form):
    """A field for each target, and for a baseline where the position is counted.

    In a revision each changed line says from which month, why, and by which letter. `version` is the
    agreement's, 0 while there is none.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, promises: Promises, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.promises = promises
        agreement = promises.agreement
        self.is_revision = agreement is not None and agreement.has_been_agreed
        self.fields["version"].initial = agreement.version if agreement else 0
        for promise in promises.lines:
            if promise.indicator.has_target:
                self._add(promise)

    def _add(self, promise: Promise) -> None:
        indicator = promise.indicator
        target = promise.target
        self.fields[f"value-{indicator.code}"] = _figure(
            indicator.code, indicator.decimals, target.value if target else None
        )
        if indicator.takes_baseline:
            label = _("%(code)s, baseline") % {"code": indicator.code}
            self.fields[f"baseline-{indicator.code}"] = _figure(label, indicator.decimals, promise.baseline)
        if self.is_revision:
            self._add_revision(promise)

    def _add_revision(self, promise: Promise) -> None:
        code, row = promise.indicator.code, promise.open
        months = revision_months(self.promises.year, RevisionReason.CORRECTION)
        still_open = revision_months(self.promises.year, "")
        first = still_open[0] if still_open else months[-1]
        self.fields[f"month-{code}"] = MonthField(
            months,
            label=_("%(code)s, from which month") % {"code": code},
            initial=row.effective_month if row else first,
            required=False,
        )
        self.fields[f"reason-{code}"] = forms.ChoiceField(
            label=_("%(code)s, reason") % {"code": code},
            choices=[("", _("choose")), *RevisionReason.choices],
            initial=row.reason if row else "",
            required=False,
        )
        self.fields[f"letter-{code}"] = forms.CharField(
            label=_("%(code)s, number of the letter") % {"code": code},
            initial=row.letter_number if row else "",
            max_length=LONGEST_LETTER,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for promise in self.promises.lines:
            code = promise.indicator.code
            value = cleaned.get(f"value-{code}")
            if value is not None and promise.indicator.is_ratio and value > 100:
                self.add_error(f"value-{code}", _("A share is at most 100 percent."))
            if value is None and cleaned.get(f"baseline-{code}") is not None:
                self.add_error(f"value-{code}", _("There is a baseline, but no target."))
        if self.is_revision:
            for promise in self.promises.lines:
                self._check_revision(promise, cleaned)
        return cleaned

    def _check_revision(self, promise: Promise, cleaned: dict[str, Any]) -> None:
        """What a changed line still lacks, beside the field that lacks it."""
        code = promise.indicator.code
        if f"value-{code}" not in cleaned or not self.is_changed(promise):
            return
        if cleaned[f"value-{code}"] is None and promise.agreed is not None:
            self.add_error(f"value-{code}", _("What was agreed can't be left empty."))
        if not cleaned.get(f"reason-{code}"):
            self.add_error(f"reason-{code}", _("Choose why."))
        if not cleaned.get(f"letter-{code}"):
            self.add_error(f"letter-{code}", _("Write the letter's number."))
        month, reason = cleaned.get(f"month-{code}"), cleaned.get(f"reason-{code}")
        if month is None and f"month-{code}" not in self.errors:
            self.add_error(f"month-{code}", _("Choose from which month it holds."))
        if month and reason and month not in revision_months(self.promises.year, reason):
            self.add_error(
                f"month-{code}", _("That month has been judged; only a wrong figure is corrected from it.")
            )
        elif month and promise.agreed is not None and month < promise.agreed.effective_month:
            self.add_error(f"month-{code}", _("A later target stands already."))

    def is_changed(self, promise: Promise) -> bool:
        """Whether what was typed differs from what was agreed."""
        code, agreed = promise.indicator.code, promise.agreed
        typed = self.cleaned_data.get(f"value-{code}")
        baseline = self.cleaned_data.get(f"baseline-{code}")
        if agreed is None:
            return typed is not None
        return bool(typed != agreed.value or (baseline is not None and baseline != agreed.baseline))

    @property
    def lines(self) -> list[Line]:
        """What was typed, for the action. Call after `is_valid()`."""
        cleaned = self.cleaned_data
        return [
            Line(
                indicator=promise.indicator,
                value=cleaned[f"value-{promise.indicator.code}"],
                baseline=cleaned.get(f"baseline-{promise.indicator.code}"),
                effective_month=cleaned.get(f"month-{promise.indicator.code}"),
                reason=cleaned.get(f"reason-{promise.indicator.code}", ""),
                letter_number=cleaned.get(f"letter-{promise.indicator.code}", ""),
            )
            for promise in self.promises.lines
            if promise.indicator.has_target
        ]

    def rows(
        self, growth: GrowthForm | None = None, proposals: Mapping[str, Proposal] | None = None
    ) -> Iterator[Row]:
        """The grid, line by line, beside the growth rules and what they propose."""
        for promise in self.promises.lines:
            code = promise.indicator.code
            own = f"growth-{code}"
            fields = {kind: self._bound(f"{kind}-{code}") for kind in KINDS}
            yield Row(
                promise,
                **fields,
                growth=growth[own] if growth is not None and own in growth.fields else None,
                proposal=(proposals or {}).get(code),
            )

    def _bound(self, name: str) -> forms.BoundField | None:
        return self[name] if name in self.fields else None


KINDS = ("value", "baseline", "month", "reason", "letter")


def _figure(label: str, decimals: int, value: Decimal | None) -> FigureField:
    """A figure's field that fits a table's cell."""
    widget = FigureInput(decimals, {"class": "cellin"})
    return FigureField(decimals=decimals, label=label, initial=value, required=False, widget=widget)
