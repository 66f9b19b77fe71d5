"""What is typed at the door, and whose slip is lost."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields


class CheckInForm(forms.Form):
    """The code of one's slip, with or without the dash, in any letters."""

    code = forms.CharField(
        label=_("Code on your slip"),
        max_length=20,
        help_text=_("Eight letters and digits, for example K7QM-2XHB."),
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Type the code that stands on your slip.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.helper = Fields("code")


class RenewForm(forms.Form):
    """The row number of whoever gets another code."""

    number = forms.IntegerField(min_value=1, max_value=32767)
