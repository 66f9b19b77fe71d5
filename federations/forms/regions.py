"""Regions and their districts."""

from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from federations.models import District, Region
from rakerwil.forms import Fields, VersionedForm

REGION_CODE = RegexValidator(r"^[0-9]{2}$", _("Two digits, as the ministry writes them."))
DISTRICT_CODE = RegexValidator(r"^[0-9]{2}\.[0-9]{2}$", _("Four digits with a point, for example 31.71."))


class RegionMeta:
    """Model, fields and labels."""

    model = Region
    fields = (
        *("code", "name", "short_name", "capital", "time_zone", "bps_code", "iso_code"),
        *("island_group", "grid_column", "grid_row"),
    )
    labels = {
        "code": _("Code"),
        "name": _("Name"),
        "short_name": _("Short name"),
        "capital": _("Capital"),
        "time_zone": _("Time zone"),
        "bps_code": _("Code of the statistics office"),
        "iso_code": _("ISO code"),
        "island_group": _("Island group"),
        "grid_column": _("Column on the map"),
        "grid_row": _("Row on the map"),
    }
    help_texts = {"time_zone": _("Due days and meetings of the region follow this clock.")}


def _region_fields(*hidden: str) -> Fields:
    return Fields(
        *hidden,
        Fieldset(_("Name"), Row("code", "short_name"), "name", Row("capital", "time_zone")),
        Fieldset(_("Official codes"), Row("bps_code", "iso_code")),
        Fieldset(_("Place on the map"), "island_group", Row("grid_column", "grid_row")),
    )


class NewRegionForm(forms.ModelForm[Region]):
    """A province with a coordinator."""

    Meta = RegionMeta

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].validators.append(REGION_CODE)
        self.helper = _region_fields()


class RegionForm(VersionedForm):
    """A region's names; its code stays, since addresses and files name it."""

    Meta = RegionMeta

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = True
        self.helper = _region_fields("version")


class DistrictMeta:
    """Model, fields and labels."""

    model = District
    fields = ("code", "kind", "name")
    labels = {"code": _("Code"), "kind": _("Kind"), "name": _("Name")}


class NewDistrictForm(forms.ModelForm[District]):
    """A regency or city of one region."""

    Meta = DistrictMeta

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.region = region
        self.fields["code"].validators.append(DISTRICT_CODE)
        self.helper = Fields("code", "kind", "name")


class DistrictForm(VersionedForm):
    """A district's name and kind."""

    Meta = DistrictMeta

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = True
        self.helper = Fields("version", "code", "kind", "name")
