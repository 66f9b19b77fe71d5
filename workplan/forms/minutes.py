"""What stands under one agenda item of the minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields


class EntryForm(forms.Form):
    """The text, and the version that was read; 0 where nothing stood yet."""

    text = forms.CharField(
        label=_("Minutes"), widget=forms.Textarea({"rows": 16}), required=False, max_length=40_000
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    token = forms.UUIDField(required=False)
    """Only a page that saves by itself names its sendings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields("version", "text")
