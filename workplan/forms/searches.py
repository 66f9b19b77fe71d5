"""What to look for in minutes, decisions, actions and recommendations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import SearchFields


class SearchForm(forms.Form):
    """Words as they stand in the text; three letters at least."""

    q = forms.CharField(
        label=_("Words in minutes, decisions, actions and recommendations"), min_length=3, max_length=80
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.input_type = "search"
        self.helper = SearchFields("q")
