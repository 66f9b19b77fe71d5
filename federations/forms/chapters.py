"""Chapters: founded, their first day corrected, ended."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.enums import COORDINATOR_OFFICE
from federations.models import Chapter, Federation, Region
from rakerwil.forms import DayInput, Fields, VersionedForm


class NewChapterForm(forms.ModelForm[Chapter]):
    """A federation's body in one region; the coordinator's office comes by itself."""

    class Meta:
        model = Chapter
        fields = ("federation", "district", "active_from")
        labels = {
            "federation": _("Federation"),
            "district": _("District"),
            "active_from": _("First active day"),
        }
        help_texts = {"district": _("Empty for a chapter of the whole region.")}
        widgets = {"active_from": DayInput()}

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.region = region
        federation: Any = self.fields["federation"]
        federation.queryset = Federation.objects.filter(is_active=True).exclude(code=COORDINATOR_OFFICE)
        district: Any = self.fields["district"]
        district.queryset = region.districts.all()
        district.empty_label = _("the whole region")
        self.fields["active_from"].initial = timezone.localdate
        self.helper = Fields("federation", "district", "active_from")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        federation = cleaned.get("federation")
        same = Chapter.objects.filter(
            region=self.instance.region, federation=federation, district=cleaned.get("district")
        )
        if federation and "district" in cleaned and same.exists():
            self.add_error(
                "federation",
                _("It has this chapter already. One that was founded again is opened again on its own page."),
            )
        return cleaned


class ChapterForm(VersionedForm):
    """The first active day, corrected."""

    class Meta:
        model = Chapter
        fields = ("active_from",)
        labels = {"active_from": _("First active day")}
        widgets = {"active_from": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields("version", "active_from")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("active_from"), self.instance.active_to
        if first and last and last < first:
            self.add_error("active_from", _("The last active day lies before it."))
        return cleaned
