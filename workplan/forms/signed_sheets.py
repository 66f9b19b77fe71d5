"""The signed sheet, typed off: numbers and ranges, tapped rows, photos of it."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields
from workplan.actions.evidence import Attachment
from workplan.forms.evidence import FilesField, look_at

RANGE_WORDS = re.compile(r"\s*(?:[-\N{EN DASH}\N{EM DASH}]|s\.?/?d\.?|sampai|to)\s*", re.IGNORECASE)
"""How people write a range: `1-12`, `1 s/d 12`, `1 sd 12`, `1 sampai 12`."""
PART = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?", re.ASCII)
AT_ONCE = 10


def numbers_in(text: str) -> list[int]:
    """The numbers that `1-12, 15, 18-20` means, each once, in order.

    Raises ValidationError for what is neither a number nor a range, and for one that runs backwards.
    """
    found: set[int] = set()
    for part in re.split(r"[\s,;]+", RANGE_WORDS.sub("-", text.strip())):
        if not part:
            continue
        match = PART.fullmatch(part)
        if match is None:
            raise ValidationError(
                _("“%(part)s” is no number. Type numbers and ranges, for example 1-12, 15, 18-20."),
                code="invalid",
                params={"part": part},
            )
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise ValidationError(
                _("“%(part)s” runs backwards. Type the smaller number first."),
                code="backwards",
                params={"part": part},
            )
        found.update(range(first, last + 1))
    return sorted(found)


def as_ranges(numbers: Iterable[int]) -> str:
    """The shortest way to write them: `1-12, 15, 18-20`."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


class SignedSheetForm(forms.Form):
    """Whoever signed: what is typed and what is tapped count together."""

    typed = forms.CharField(
        label=_("Row numbers that are signed"),
        required=False,
        max_length=500,
        help_text=_(
            "Numbers and ranges as on the sheet, for example 1-12, 15, 18-20; or tap the rows below."
        ),
        widget=forms.TextInput({"autocomplete": "off", "data-numbers": ""}),
    )
    tapped = forms.TypedMultipleChoiceField(coerce=int, required=False)
    attached = FilesField(
        label=_("Photo of the signed sheet"),
        required=False,
        help_text=_("Photos or PDF, 10 MB each; not shown to participants."),
    )

    def __init__(self, *args: Any, listed: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = set(listed)
        tapped: Any = self.fields["tapped"]
        tapped.choices = [(number, str(number)) for number in listed]
        self.helper = Fields("typed", "attached")

    def clean_typed(self) -> list[int]:
        """Raises ValidationError that names the numbers nobody has."""
        numbers = numbers_in(self.cleaned_data["typed"])
        if nobodys := [number for number in numbers if number not in self.listed]:
            raise ValidationError(
                _("Nobody has No. %(number)s."), code="nobody", params={"number": as_ranges(nobodys)}
            )
        return numbers

    def clean_attached(self) -> list[Attachment]:
        """Raises ValidationError that names each file which is not taken."""
        uploads = self.cleaned_data["attached"] or []
        if len(uploads) > AT_ONCE:
            raise ValidationError(_("At most 10 files at once."), code="too_many")
        return [look_at(upload) for upload in uploads]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.numbers and not data.get("attached"):
            self.add_error("typed", _("Type the numbers that are signed, or tap the rows."))
        return data

    @property
    def numbers(self) -> list[int]:
        """Typed or tapped. Call after `is_valid()`."""
        return sorted({*self.cleaned_data.get("typed", []), *self.cleaned_data.get("tapped", [])})
