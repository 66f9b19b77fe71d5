"""An office somebody holds: which one, in which body, from when until when."""

from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from federations.enums import COORDINATOR_OFFICE
from federations.models import Chapter, Federation, Person, Region, Tenure, Unit, User
from rakerwil.forms import DayInput, Fields, OnceForm


class TenureForm(OnceForm):
    """A new line in somebody's offices; who runs a region chooses among its bodies."""

    class Meta:
        model = Tenure
        fields = ("office", "title", "region", "federation", "chapter", "unit", "from_on", "until_on")
        labels = {
            "office": _("Office"),
            "title": _("What it is called there"),
            "region": _("Region"),
            "federation": _("Federation"),
            "chapter": _("Chapter"),
            "unit": pgettext_lazy("UPT", "Unit"),
            "from_on": _("First day"),
            "until_on": _("Last day"),
        }
        help_texts = {
            "title": _("For example “General Secretary”. Empty: as the office above."),
            "until_on": _("Empty while the office is held."),
        }
        widgets = {"from_on": DayInput(), "until_on": DayInput()}

    def __init__(self, *args: Any, by: User, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, scope = by, by.scope
        self.instance.person = person
        fields: dict[str, Any] = self.fields
        fields["title"].required = False
        chapters = Chapter.objects.select_related("federation", "region", "district")
        units, regions = Unit.objects.all(), Region.objects.all()
        federations = Federation.objects.exclude(code=COORDINATOR_OFFICE)
        if not scope.is_admin:
            runs = scope.runs_region_ids
            chapters, units = chapters.filter(region__in=runs), units.filter(region__in=runs)
            regions, federations = regions.filter(pk__in=runs), federations.none()
        elif person.region_id:
            chapters = chapters.filter(region=person.region_id)
        fields["chapter"].queryset = chapters.exclude(federation__code=COORDINATOR_OFFICE)
        fields["unit"].queryset = units
        fields["region"].queryset, fields["federation"].queryset = regions, federations
        bodies = [name for name in ("region", "federation", "chapter", "unit") if fields[name].queryset]
        for name in {"region", "federation", "chapter", "unit"} - set(bodies):
            del self.fields[name]
        self.bodies = bodies
        self.helper = Fields(
            "token",
            Row(Column("office"), Column("title")),
            *bodies,
            Row(Column("from_on"), Column("until_on")),
        )

    def clean(self) -> dict[str, Any]:
        """One body; only the national office leaves it out, for the national executive."""
        data = super().clean() or self.cleaned_data
        chosen = [name for name in self.bodies if data.get(name)]
        if len(chosen) > 1:
            raise forms.ValidationError(_("Choose one body: a region, a federation, a chapter or a unit."))
        if not chosen and not self.by.scope.is_admin:
            raise forms.ValidationError(_("Choose the body in which the office is held."))
        return data
