"""Personal tokens: made, shown once, used, revoked."""

import hashlib
import secrets
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.enums import TokenScope
from federations.models import PersonalToken, User
from rakerwil import mail
from rakerwil.transitions import Refused

PREFIX = "rkw_"
"""By which people, and programs that look for lost secrets, know one of ours."""
MOST = 10
"""So many tokens somebody can have at a time."""
NOTED_EVERY = timedelta(minutes=5)
"""How exactly the last use is known: a write for every reading would cost more than the reading."""


def digest(secret: str) -> str:
    """What is kept of a secret. It has 256 bits of chance in it, so a plain hash can't be turned back."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def issue(user: User, *, name: str, scope: TokenScope, expires_on: date) -> tuple[PersonalToken, str]:
    """A new token of the user's own, and its secret, which nothing keeps; `expires_on` is its last day.

    The user is told by mail. Raises Refused when there is one of this name already, or ten in all.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    standing = PersonalToken.objects.standing().filter(user=user)
    if standing.filter(name=name).exists():
        raise Refused(_("You already have a token of this name. Revoke it first."))
    if standing.count() >= MOST:
        raise Refused(_("You have %(count)s tokens. Revoke one that you no longer need.") % {"count": MOST})
    secret = PREFIX + secrets.token_urlsafe(32)
    token = PersonalToken.objects.create(
        user=user, name=name, scope=scope, digest=digest(secret), hint=secret[-4:], expires_on=expires_on
    )
    mail.post(
        "token_made",
        user.email,
        user.language,
        recipient=user,
        name=user.name,
        token=name,
        link=mail.link(reverse("personal_tokens")),
    )
    return token, secret


@transaction.atomic
def revoke(token: PersonalToken, *, by: User) -> None:
    """End a token; it opens nothing from the next request on. Raises Refused when it is revoked already."""
    stored = PersonalToken.objects.select_for_update().get(pk=token.pk)
    if stored.is_revoked:
        raise Refused(_("This token is already revoked."))
    stored.revoked_at, stored.revoked_by = timezone.now(), by
    stored.save(update_fields=["revoked_at", "revoked_by"])


def bearer(secret: str) -> PersonalToken | None:
    """The live token that this secret is of, with its user; None for any other text."""
    rows = PersonalToken.objects.live().select_related("user__person")
    return rows.filter(digest=digest(secret)).first() if secret.startswith(PREFIX) else None


def note_use(token: PersonalToken) -> None:
    """Remember when it was last used, to five minutes; reading stays reading in between."""
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at <= now - NOTED_EVERY:
        token.last_used_at = now
        token.save(update_fields=["last_used_at"])
