"""What people set for themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from federations.models import Person
from rakerwil.forms import Fields


class ProfileForm(forms.Form):
    """One's own name and language."""

    name = forms.CharField(label=_("Name"), max_length=Person._meta.get_field("name").max_length)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.helper = Fields("name", "language")
