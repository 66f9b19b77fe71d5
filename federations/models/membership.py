"""Membership: which role a user holds, where, and from when until when."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.enums import Role
from federations.models.chapter import Chapter
from federations.models.federation import Federation
from federations.models.region import Region
from federations.models.unit import Unit
from federations.models.user import User

SCOPE_OF_ROLE: dict[str, str] = {
    Role.ADMIN: "",
    Role.OBSERVER: "",
    Role.AUDITOR: "",
    Role.COORDINATOR: "region",
    Role.SECRETARY: "region",
    Role.REPRESENTATIVE: "chapter",
    Role.FEDERATION_OFFICE: "federation",
    Role.UNIT_OFFICER: "unit",
}
"""The one scope each role needs; the others stay empty."""


def _role_fits_scope() -> Q:
    """Every role with exactly its own scope, as one condition for the database."""
    fits = Q()
    for role, scope in SCOPE_OF_ROLE.items():
        shape = Q(role=role)
        for name in ("region", "chapter", "federation", "unit"):
            shape &= Q(**{f"{name}__isnull": name != scope})
        fits |= shape
    return fits


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Roles in time."""

    def current(self, today: date | None = None) -> "MembershipQuerySet":
        """Roles that hold today; an end date is the last day."""
        day = today or timezone.localdate()
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day)

    def current_or_coming(self, today: date | None = None) -> "MembershipQuerySet":
        """Roles that have not ended."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=today or timezone.localdate()))

    def visible_to(self, user: User) -> "MembershipQuerySet":
        """Admins see all roles; a coordinator those in the own region."""
        scope = user.scope
        if scope.is_admin:
            return self
        return self.filter(Q(region__in=scope.coordinates) | Q(chapter__region__in=scope.coordinates))

    def with_places(self) -> "MembershipQuerySet":
        """With everything that their names need."""
        return self.select_related(
            "region", "federation", "unit", "chapter__federation", "chapter__region", "chapter__district"
        )

    def same_as(self, membership: "Membership") -> "MembershipQuerySet":
        """The same role in the same place, holding on any day on which `membership` does."""
        begun = {"from_on__lte": membership.until_on} if membership.until_on else {}
        return self.filter(
            Q(until_on=None) | Q(until_on__gte=membership.from_on),
            **begun,
            user=membership.user_id,
            role=membership.role,
            region=membership.region_id,
            chapter=membership.chapter_id,
            federation=membership.federation_id,
            unit=membership.unit_id,
        )


class Membership(models.Model):
    """One role of one user in one scope, with its dates.

    Ended by its last day. Only one that began today or later can be taken back; the history keeps that too.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True)
    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, null=True, blank=True)
    federation = models.ForeignKey(Federation, on_delete=models.PROTECT, null=True, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)
    from_on = models.DateField(default=timezone.localdate)
    until_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["user__email", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=_role_fits_scope(),
                name="membership_role_fits_scope",
                violation_error_message=_("This role needs its own scope, and only that."),
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.scope_name}".strip()

    @property
    def has_ended(self) -> bool:
        """The last day is over."""
        return self.until_on is not None and self.until_on < timezone.localdate()

    @property
    def is_to_come(self) -> bool:
        """The first day is not here yet."""
        return self.from_on > timezone.localdate()

    @property
    def scope_name(self) -> str:
        """The place the role is held in; empty for national roles."""
        name = SCOPE_OF_ROLE[self.role]
        return str(getattr(self, name)) if name else ""
