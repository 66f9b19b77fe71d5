"""A file that is brought in: chosen, then confirmed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rakerwil.csvfiles import FileRefused, decode
from rakerwil.forms import Fields
from rakerwil.spreadsheets import MAX_BYTES, XLSX, as_interchange, looks_like_a_workbook, read

Choices = Sequence[tuple[str, str | Promise]]
"""Kinds of files: word in the address, what people call it."""

SHOWN = 20
"""How many things that are wrong with a workbook are listed."""


class ImportForm(forms.Form):
    """Which kind of file, and the file; gives its text."""

    kind = forms.ChoiceField(label=_("What is in the file"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV (UTF-8, with commas) or XLSX, at most 2 MB. First you see what it would change."),
        widget=forms.FileInput({"accept": f".csv,text/csv,.xlsx,{XLSX}"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = kinds
        kind.initial = kinds[0][0]
        self.helper = Fields("kind", "file")

    def clean_file(self) -> str:
        """The text of the file; a workbook's is that of its one sheet."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(
                _("The file is larger than 2 MB. Divide it, and bring in one part at a time.")
            )
        content = file.read()
        try:
            if looks_like_a_workbook(content):
                return as_interchange(read(content))
            return decode(content)
        except FileRefused as refusal:
            raise ValidationError(
                [str(problem) if problem.row else problem.reason for problem in refusal.problems[:SHOWN]]
            ) from refusal

    @property
    def file_name(self) -> str:
        """What the file is called."""
        file: Any = self.files["file"]
        return str(file.name)


class ConfirmForm(forms.Form):
    """What the preview showed, sent back as it was read."""

    kind = forms.ChoiceField(widget=forms.HiddenInput)
    file_name = forms.CharField(widget=forms.HiddenInput, max_length=200)
    text = forms.CharField(
        widget=forms.Textarea({"hidden": True, "aria-hidden": "true"}), strip=False, required=False
    )

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = kinds
