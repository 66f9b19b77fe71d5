"""What somebody says about a new token."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.models import PersonalToken
from rakerwil.forms import Fields

DAYS = ((30, _("30 days")), (90, _("90 days")), (365, _("One year")))


class PersonalTokenForm(forms.ModelForm[PersonalToken]):
    """Its name, what it reads, and for how long; the secret is made, never typed."""

    days = forms.TypedChoiceField(
        label=_("Valid for"), choices=DAYS, coerce=int, initial=90, widget=forms.RadioSelect
    )

    class Meta:
        model = PersonalToken
        fields = ["name", "scope"]
        widgets = {"scope": forms.RadioSelect}
        help_texts = {"name": _("For example: the monthly spreadsheet of the region.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.helper = Fields("name", "scope", "days")

    def clean(self) -> dict[str, Any]:
        """The last day, from the number of days."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "days" in cleaned:
            cleaned["expires_on"] = timezone.localdate() + timedelta(days=cleaned["days"])
        return cleaned
