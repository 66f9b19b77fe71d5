"""One row of a chapter's month: its figure as the indicator asks for it, a note, evidence."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rakerwil.forms import FigureField, FigureInput
from rakerwil.wording import figure
from workplan.actions.entries import NAMES, Entry, Figures
from workplan.actions.evidence import Attachment
from workplan.forms.evidence import FilesField, look_at
from workplan.reporting.months import Line
from workplan.reporting.questions import REACHED, asked


class ContributionForm(forms.Form):
    """Figure fields by the indicator's measure; blank stays blank, half a figure can be saved."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
        required=False,
    )
    evidence = FilesField(label=gettext_lazy("Evidence"), required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    """Only what the page saves by itself carries one."""

    def __init__(self, line: Line, data: Any = None, files: Any = None) -> None:
        self.line = line
        self.indicator = line.indicator
        self.asks = asked(line.indicator, line.month)
        self.attachments: list[Attachment] = []
        """The files that were looked at and may be kept."""
        row = line.row
        initial: dict[str, Any] = {"version": row.version if row else 0, "note": row.note if row else ""}
        if row is not None:
            initial |= {name: getattr(row, name) for name in NAMES}
        prefix = f"{line.month:%m}-{line.indicator.code}"
        super().__init__(data, files, prefix=prefix, initial=initial, auto_id="%s")
        self.figure_names = tuple(self._add_fields())
        self.order_fields(["version", *self.figure_names, "note", "evidence"])
        if line.indicator.is_milestone and row is not None and row.value is not None:
            self.initial["value"] = f"{row.value:f}"

    def _add_fields(self) -> Iterator[str]:
        indicator = self.indicator
        if indicator.is_milestone:
            yield self._add(
                "value", forms.ChoiceField(label=self.asks, choices=REACHED, widget=forms.RadioSelect)
            )
        elif indicator.is_ratio:
            yield self._add("numerator", FigureField(label=_capital(indicator.numerator_name)))
            yield self._add("denominator", FigureField(label=_capital(indicator.denominator_name)))
        elif indicator.by_sex:
            yield self._add("women", FigureField(label=_("Women"), decimals=indicator.decimals))
            yield self._add("men", FigureField(label=_("Men"), decimals=indicator.decimals))
        else:
            yield self._add("value", FigureField(label=self.asks, decimals=indicator.decimals))

    def _add(self, name: str, field: forms.Field) -> str:
        field.required = False
        self.fields[name] = field
        return name

    @property
    def figure_fields(self) -> list[forms.BoundField]:
        """In the order in which they are typed."""
        return [self[name] for name in self.figure_names]

    @property
    def is_pair(self) -> bool:
        """Two fields that make one figure."""
        return len(self.figure_names) == 2

    @property
    def shows_note(self) -> bool:
        """Something is written in it, or has to be."""
        return bool(self["note"].value() or self["note"].errors or self.line.doubts)

    @property
    def accounts(self) -> str:
        """What the two fields make: the sum, or the percent."""
        return "share" if self.indicator.is_ratio else "sum"

    def clean_value(self) -> Decimal | None:
        """A milestone is 1 or 0."""
        value = self.cleaned_data["value"]
        if self.indicator.is_milestone:
            return Decimal(value) if value else None
        return value if isinstance(value, Decimal) else None

    def clean_evidence(self) -> list[Any]:
        """Look at each file; a bad one leaves the good ones in `attachments`."""
        uploads: list[Any] = self.cleaned_data["evidence"] or []
        wrong = []
        for upload in uploads:
            try:
                self.attachments.append(look_at(upload))
            except ValidationError as error:
                wrong.append(error)
        if wrong:
            raise ValidationError(wrong)
        return uploads

    def clean(self) -> dict[str, Any]:
        """A part is not larger than its whole."""
        cleaned = super().clean() or {}
        part, whole = cleaned.get("numerator"), cleaned.get("denominator")
        if part is not None and whole is not None and part > whole:
            self.add_error("numerator", _("More than the whole (%(whole)s).") % {"whole": figure(whole)})
        return cleaned

    def entry(self) -> Entry:
        """What the row says; call after `is_valid()`, whatever it gave."""
        row = self.line.row
        return Entry(
            indicator=self.indicator,
            month=self.line.month,
            seen=self.cleaned_data.get("version") or 0,
            figures=self._figures() if self._has_readable_figures() else None,
            note=self._note(row.note if row else ""),
            attachments=tuple(self.attachments),
            token=self.cleaned_data.get("token"),
        )

    def _has_readable_figures(self) -> bool:
        """They were sent, blank or not, and nothing is wrong with them; a file can come without them."""
        was_sent = any(self.add_prefix(name) in self.data for name in (*self.figure_names, "note"))
        return was_sent and not any(name in self.errors for name in self.figure_names)

    def _note(self, standing: str) -> str:
        """A row that comes without its note keeps the one that stands there."""
        return (
            str(self.cleaned_data.get("note", standing)) if self.add_prefix("note") in self.data else standing
        )

    def _figures(self) -> Figures:
        typed = {name: self.cleaned_data.get(name) for name in self.figure_names}
        if self.indicator.by_sex:
            women, men = typed["women"], typed["men"]
            if women is not None and men is not None:
                typed["value"] = women + men
            elif women is None and men is None and self._is_whole_without_sexes():
                typed["value"] = self.initial["value"]
        return Figures(**typed)

    def _is_whole_without_sexes(self) -> bool:
        """A file brought the sum alone; two fields left blank don't take it away."""
        return (
            self.initial.get("women") is None and self.initial.get("men") is None and "value" in self.initial
        )

    def differences(self, stored: "ContributionForm") -> list[tuple[str, str, str]]:
        """Label, mine and stored of every field where this form and the row as it now is do not agree.

        Call after `is_valid()`; `stored` is not bound.
        """
        pairs = [
            (
                f"{self.indicator.code} {self[name].label}",
                self._told(mine.get(name)),
                self._told(theirs.get(name)),
            )
            for mine, theirs in [(self.cleaned_data, stored.initial)]
            for name in (*self.figure_names, "note")
            if self.add_prefix(name) in self.data
        ]
        return [pair for pair in pairs if pair[1] != pair[2]]

    def shown(self) -> dict[str, str]:
        """What stands in the fields of an unbound form, by their names."""
        values = {name: self[name].value() for name in (*self.figure_names, "note")}
        return {
            self.add_prefix(name): (FigureInput().format_value(value) or "") for name, value in values.items()
        }

    def _told(self, value: Any) -> str:
        """As a person reads it."""
        if value is None:
            return ""
        if self.indicator.is_milestone and str(value) in dict(REACHED):
            return str(dict(REACHED)[str(value)])
        decimals = 0 if self.indicator.is_ratio else self.indicator.decimals
        return figure(value, decimals) if isinstance(value, Decimal) else str(value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
