"""Giving roles: which ones, where, from when."""

from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from federations.enums import COORDINATOR_OFFICE, Role
from federations.models import Chapter, Membership, Region, User
from federations.models.membership import SCOPE_OF_ROLE
from federations.rules import INVITED_BY_COORDINATORS
from rakerwil.forms import DayInput, Fields

DUTIES = {
    Role.ADMIN: _("Sets up framework, organisation and users, agrees the targets, answers at Rakornas."),
    Role.OBSERVER: _("Reads all regions."),
    Role.COORDINATOR: _(
        "Leads one region: verifies reports, proposes targets, submits the input for Rakornas."
    ),
    Role.SECRETARY: _("Runs the meetings of one region: agenda, attendance, minutes. Does not verify."),
    Role.REPRESENTATIVE: _("Reports for one chapter and takes on its pledges."),
    Role.FEDERATION_OFFICE: _("Reads the own federation in all regions."),
    Role.UNIT_OFFICER: _("Carries out a unit's sessions and actions."),
    Role.AUDITOR: _("Reads everything, personal data masked."),
}
"""What each role does, for whoever chooses one."""


def roles_given_by(user: User) -> list[Role]:
    """The roles that `user` may give (decisions, who may do what)."""
    if user.scope.is_admin:
        return list(Role)
    return list(INVITED_BY_COORDINATORS) if user.scope.coordinates else []


class RoleForm(forms.ModelForm[Membership]):
    """One role with its place, from a day and perhaps until one. Only places within the giver's reach."""

    class Meta:
        model = Membership
        fields = ("region", "chapter", "federation", "unit", "from_on", "until_on")
        labels = {
            "region": _("Region"),
            "chapter": _("Chapter"),
            "federation": _("Federation"),
            "unit": pgettext_lazy("UPT", "Unit"),
            "from_on": _("From"),
            "until_on": _("Last day"),
        }
        help_texts = {"until_on": _("Empty while no end is known.")}
        widgets = {"from_on": DayInput(), "until_on": DayInput()}

    def __init__(self, *args: Any, by: User, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.role = role
        self.place = SCOPE_OF_ROLE[role]
        for name in {*SCOPE_OF_ROLE.values()} - {self.place, ""}:
            del self.fields[name]
        if self.place:
            self._offer_places(by)
        self.helper = Fields(*filter(None, [self.place]), Row("from_on", "until_on"))

    def _offer_places(self, by: User) -> None:
        field: Any = self.fields[self.place]
        field.required = True
        if not by.scope.is_admin and self.place == "region":
            field.queryset = Region.objects.filter(pk__in=by.scope.coordinates)
            if len(by.scope.coordinates) == 1:
                field.empty_label = None
        if self.place == "chapter":
            chapters = Chapter.objects.exclude(federation__code=COORDINATOR_OFFICE).filter(
                Q(active_to=None) | Q(active_to__gte=timezone.localdate())
            )
            if not by.scope.is_admin:
                chapters = chapters.filter(region__in=by.scope.coordinates)
            field.queryset = chapters.select_related("region", "federation", "district")
            field.choices = _by_region(field.queryset)


def _by_region(chapters: QuerySet[Chapter]) -> list[Any]:
    """The chapters as choices, under their region's name."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for chapter in chapters:
        groups.setdefault(chapter.region.name, []).append((chapter.pk, chapter.name))
    return [("", "---------"), *groups.items()]
