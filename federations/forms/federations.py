"""Federations."""

from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from federations.models import Federation
from rakerwil.forms import Fields, VersionedForm

SHORT_CODE = RegexValidator(
    r"^[A-Z0-9]+([-_.][A-Z0-9]+)*$", _("Capital letters and digits, for example GARTEKS.")
)
ORDER = (Row("code", "short_name"), "name", Row("sector_id", "sector_en"), "is_active")


class FederationMeta:
    """Model, fields and labels."""

    model = Federation
    fields = ("code", "name", "short_name", "sector_id", "sector_en", "is_active")
    labels = {
        "code": _("Code"),
        "name": _("Name"),
        "short_name": _("Short name"),
        "sector_id": _("Sector, Indonesian"),
        "sector_en": _("Sector, English"),
        "is_active": _("Founds new chapters"),
    }
    help_texts = {"short_name": _("Stands in tables and lists, for example FSB GARTEKS.")}


class NewFederationForm(forms.ModelForm[Federation]):
    """A member union of a sector."""

    Meta = FederationMeta

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].validators.append(SHORT_CODE)
        self.helper = Fields(*ORDER)


class FederationForm(VersionedForm):
    """A federation's names; its code stays, since addresses and files name it."""

    Meta = FederationMeta

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = True
        self.helper = Fields("version", *ORDER)
