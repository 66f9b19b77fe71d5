"""PersonalToken: the key with which somebody's own program reads the API."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.enums import TokenScope
from federations.models.user import User


class PersonalTokenQuerySet(models.QuerySet["PersonalToken"]):
    """Tokens in time and in scope."""

    def standing(self) -> "PersonalTokenQuerySet":
        """Not revoked; past their last day or not."""
        return self.filter(revoked_at=None)

    def live(self, today: date | None = None) -> "PersonalTokenQuerySet":
        """Those that open the door today."""
        return self.standing().filter(expires_on__gte=today or timezone.localdate(), user__is_active=True)

    def visible_to(self, user: User) -> "PersonalTokenQuerySet":
        """One's own; admins see, and can end, everybody's."""
        return self if user.scope.is_admin else self.filter(user=user)


class PersonalToken(models.Model):
    """Reads as its user, never more than the user may at that moment, and never writes.

    The secret itself is kept nowhere, only its SHA-256; `hint` is its last four characters, by which people
    tell their tokens apart. A row stays for ever, so that it says who ended it and when.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="personal_tokens"
    )
    name = models.CharField(_("What is it for?"), max_length=60)
    scope = models.CharField(
        _("What it reads"), max_length=10, choices=TokenScope, default=TokenScope.FIGURES
    )
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=4)
    created_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PersonalTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                condition=Q(revoked_at=None),
                name="personal_token_name_once",
                violation_error_message=_("You already have a token of this name. Revoke it first."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None) | Q(revoked_at__isnull=False),
                name="personal_token_revoked_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(scope__in=TokenScope.values), name="personal_token_scope_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def has_expired(self) -> bool:
        """The last day is over."""
        return self.expires_on < timezone.localdate()

    @property
    def reads_recommendations(self) -> bool:
        """Beside the figures."""
        return self.scope == TokenScope.EVERYTHING
