"""User: a person who signs in, by e-mail; and the scope their roles give them today."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.enums import Role
from federations.models.person import Person, mask_email
from rakerwil.predicates import holds
from rakerwil.readers import current_reader

if TYPE_CHECKING:
    from federations.models.membership import Membership


@dataclass(frozen=True)
class Scope:
    """What a user's roles cover at this moment: sets of primary keys, the union of all current roles."""

    roles: frozenset[str] = frozenset()
    coordinates: frozenset[int] = frozenset()
    keeps_record_of: frozenset[int] = frozenset()
    chapter_ids: frozenset[int] = frozenset()
    chapter_region_ids: frozenset[int] = frozenset()
    federation_office_of: frozenset[int] = frozenset()
    unit_ids: frozenset[int] = frozenset()
    unit_region_ids: frozenset[int] = frozenset()

    @property
    def is_admin(self) -> bool:
        return Role.ADMIN in self.roles

    @property
    def sees_nation(self) -> bool:
        """National admins, observers and auditors see every region."""
        return bool(self.roles & {Role.ADMIN, Role.OBSERVER, Role.AUDITOR})

    @property
    def sees_masked(self) -> bool:
        """Sees the nation as an auditor only: people outside the other roles' reach are masked."""
        return Role.AUDITOR in self.roles and not self.roles & {Role.ADMIN, Role.OBSERVER}

    @property
    def runs_region_ids(self) -> frozenset[int]:
        """Regions whose meetings and papers the user runs, as coordinator or secretary."""
        return self.coordinates | self.keeps_record_of

    @property
    def directory_region_ids(self) -> frozenset[int]:
        """Regions whose people the user finds in the directory."""
        return self.runs_region_ids | self.chapter_region_ids

    @property
    def region_ids(self) -> frozenset[int]:
        """Regions whose work the user may see."""
        return self.directory_region_ids | self.unit_region_ids


@dataclass
class ScopeBuilder:
    """Collects one user's current memberships into a Scope."""

    sets: dict[str, set[Any]] = field(default_factory=dict)

    def add(self, name: str, value: Any) -> None:
        if value is not None:
            self.sets.setdefault(name, set()).add(value)

    def build(self) -> Scope:
        return Scope(**{name: frozenset(values) for name, values in self.sets.items()})


def signed_in(request: HttpRequest) -> "User":
    """The user behind a request that passed the door; PermissionDenied where nobody signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class UserManager(BaseUserManager["User"]):
    """Accounts come by invitation; nobody signs up."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new account; without a password nobody can sign in until the invitation is taken up."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def visible_to(self, user: "User") -> "models.QuerySet[User]":
        """Admins see all accounts; a coordinator those with a role in the own region."""
        scope = user.scope
        if scope.is_admin:
            return self.all()
        if not scope.coordinates:
            return self.none()
        regions = scope.coordinates
        return self.filter(
            models.Q(memberships__region__in=regions) | models.Q(memberships__chapter__region__in=regions)
        ).distinct()


class AccountHistory(HistoricalRecords):  # type: ignore[misc]
    """The address and whether the account is open; signing in or a new password is no entry."""

    unrecorded = ("password", "last_login", "language", "invited_at")

    def __init__(self) -> None:
        super().__init__(excluded_fields=list(self.unrecorded))

    def post_save(self, instance: "User", created: bool, using: str | None = None, **kwargs: Any) -> None:
        written = set(kwargs.get("update_fields") or ())
        if created or not written or written - set(self.unrecorded):
            super().post_save(instance, created, using, **kwargs)


class User(AbstractBaseUser):
    """A person's sign-in. Rights come from memberships alone, read from the database at every request."""

    email = models.EmailField(_("e-mail"), unique=True)
    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="user"
    )
    language = models.CharField(max_length=2, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    invited_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()
    history = AccountHistory()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("An account with this e-mail address already exists."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The person's name, or the address where no person is recorded yet; masked for an auditor."""
        if self.person:
            return self.person.shown_name
        reader = current_reader()
        is_masked = reader is not None and reader.pk != self.pk and reader.scope.sees_masked
        return mask_email(self.email) if is_masked else self.email

    def sees_name_of(self, person: Person) -> bool:
        """Auditors read names masked; their other roles show them those of the own region or unit."""
        scope = self.scope
        return (
            not scope.sees_masked
            or person.pk == self.person_id
            or person.region_id in scope.directory_region_ids
            or person.unit_id in scope.unit_ids
        )

    @property
    def awaits_invitation(self) -> bool:
        """Invited, and the password not set yet."""
        return not self.has_usable_password()

    def has_perm(self, permission: str, thing: Any = None) -> bool:
        """Whether one of the user's current roles grants it. There is no superuser."""
        return self.is_active and holds(permission, self, thing)

    @cached_property
    def roles_today(self) -> "list[Membership]":
        """The current roles with their places: one query, once a request, since rights end by date."""
        return list(self.memberships.current().with_places().order_by("pk"))

    @cached_property
    def scope(self) -> Scope:
        """What the user's current roles cover."""
        builder = ScopeBuilder()
        for membership in self.roles_today:
            builder.add("roles", membership.role)
            match membership.role:
                case Role.COORDINATOR:
                    builder.add("coordinates", membership.region_id)
                case Role.SECRETARY:
                    builder.add("keeps_record_of", membership.region_id)
                case Role.REPRESENTATIVE if membership.chapter:
                    builder.add("chapter_ids", membership.chapter_id)
                    builder.add("chapter_region_ids", membership.chapter.region_id)
                case Role.FEDERATION_OFFICE:
                    builder.add("federation_office_of", membership.federation_id)
                case Role.UNIT_OFFICER if membership.unit:
                    builder.add("unit_ids", membership.unit_id)
                    builder.add("unit_region_ids", membership.unit.region_id)
        return builder.build()
