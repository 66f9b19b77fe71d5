"""Units."""

from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.utils.translation import gettext_lazy as _

from federations.forms.federations import SHORT_CODE
from federations.models import Unit
from rakerwil.forms import Fields, VersionedForm

ORDER = ("code", "name", Row("task_id", "task_en"), "region")


class UnitMeta:
    """Model, fields and labels."""

    model = Unit
    fields = ("code", "name", "task_id", "task_en", "region")
    labels = {
        "code": _("Code"),
        "name": _("Name"),
        "task_id": _("Task, Indonesian"),
        "task_en": _("Task, English"),
        "region": _("Region"),
    }
    help_texts = {"region": _("Empty for a unit of the whole nation.")}


class NewUnitForm(forms.ModelForm[Unit]):
    """A body that speaks, trains and carries out."""

    Meta = UnitMeta

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].validators.append(SHORT_CODE)
        self.helper = Fields(*ORDER)


class UnitForm(VersionedForm):
    """A unit's names; its code stays, since files name it."""

    Meta = UnitMeta

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = True
        self.helper = Fields("version", *ORDER)
