"""An entry sheet brought back: chosen, then taken in as the preview showed it."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields
from rakerwil.spreadsheets import MAX_BYTES

SALT = "workplan.entry_sheet.preview"
STORED, FILE = "stored", "file"


class EntrySheetForm(forms.Form):
    """The file; gives its bytes."""

    file = forms.FileField(
        label=_("Filled-in entry sheet"),
        help_text=_("XLSX, at most 2 MB. First you see what it would change."),
        widget=forms.FileInput(
            {"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields("file")

    def clean_file(self) -> bytes:
        """What is in the file."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than 2 MB. Start from a fresh download."))
        content: bytes = file.read()
        return content

    @property
    def file_name(self) -> str:
        """What the file is called."""
        file: Any = self.files["file"]
        return str(file.name)[-200:]


class TakeForm(forms.Form):
    """What the preview showed, sealed; and what becomes of rows that changed here since the download."""

    file_name = forms.CharField(widget=forms.HiddenInput, max_length=200)
    rows = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)
    clash = forms.ChoiceField(
        label=_("Rows that were changed here since the download"),
        choices=[(STORED, _("Keep what stands here")), (FILE, _("Take what the file says"))],
        initial=STORED,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, has_clash: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields("file_name", "rows", *(["clash"] if has_clash else []))

    @staticmethod
    def seal(rows: list[Any]) -> str:
        """Rows as the form carries them."""
        return signing.dumps(rows, salt=SALT, compress=True)

    def clean_rows(self) -> Any:
        """The rows as plain data."""
        try:
            return signing.loads(self.cleaned_data["rows"], salt=SALT)
        except signing.BadSignature as error:
            raise ValidationError(_("Choose the file again.")) from error
