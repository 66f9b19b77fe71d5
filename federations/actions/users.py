"""Accounts: invited instead of signed up, taken up once, deactivated and opened again."""

from collections.abc import Mapping
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.tokens import default_token_generator
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from federations.actions import memberships
from federations.models import MailChoices, Membership, Person, User
from rakerwil import mail
from rakerwil.transitions import Refused
from rakerwil.versions import keep, sign

NOWHERE = "dihapus.invalid"
"""The domain of addresses that were erased; nothing is ever delivered there."""


@transaction.atomic
def invite(
    email: str, name: str, membership: Membership, *, by: User | None, language: str = ""
) -> tuple[User, bool]:
    """Give `membership` (without a user yet) to whoever reads `email`: the user, and whether they are new.

    A new account has no usable password; its owner gets a link that sets one. Somebody who already has an
    account keeps it, name and all, and is told of the role. Raises PermissionDenied and Refused as
    `memberships.give`, and Refused where the account is deactivated.
    """
    user = User.objects.select_for_update(of=("self",)).filter(email__iexact=email).first()
    is_new = user is None
    if user is None:
        user = _new_user(email, name, membership, language, by)
    elif not user.is_active:
        raise Refused(_("This account is deactivated. The national office can open it again."))
    membership.user = user
    memberships.give(membership, by=by)
    if user.awaits_invitation:
        _send_invitation(user, by)
    else:
        mail.post(
            "role_given",
            user.email,
            user.language,
            recipient=user,
            name=user.name,
            role=str(membership),
            by=by.name if by else "",
            link=mail.link(reverse("home")),
        )
    return user, is_new


def _new_user(email: str, name: str, membership: Membership, language: str, by: User | None) -> User:
    """The account, for a person on record with this address or else for a new one."""
    person = Person.objects.filter(email__iexact=email, user=None).first()
    if person is None:
        chapter, unit = membership.chapter, membership.unit
        person = Person(
            name=name,
            email=email.lower(),
            region=membership.region or (chapter.region if chapter else unit.region if unit else None),
            federation=membership.federation or (chapter.federation if chapter else None),
            unit=unit,
        )
        sign(person, by)
        person.save()
    user = User(email=email.lower(), person=person, language=language)
    user.set_unusable_password()
    sign(user, by)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise Refused(_("This address was invited a moment ago. Look among the users.")) from error
    return user


def invitation_path(user: User) -> str:
    """The path that sets the password: works once, for three days, and only the newest one."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("invitation", args=[uid, default_token_generator.make_token(user)])


def _send_invitation(user: User, by: User | None) -> None:
    user.invited_at = timezone.now()
    user.save(update_fields=["invited_at"])
    if by is None:
        return
    mail.post(
        "invitation",
        user.email,
        user.language,
        recipient=user,
        name=user.name,
        roles=list(user.memberships.current_or_coming().with_places()),
        by=by.name,
        link=mail.link(invitation_path(user)),
    )


@transaction.atomic
def resend(user: User, *, by: User) -> None:
    """Send a fresh link; the links sent before stop working.

    Raises Refused when the account is taken up or deactivated, or a link went out within the last minute.
    """
    stored = User.objects.select_for_update(of=("self",)).select_related("person").get(pk=user.pk)
    if not stored.awaits_invitation:
        raise Refused(_("%(name)s has already taken up the invitation.") % {"name": stored.name})
    if not stored.is_active:
        raise Refused(_("This account is deactivated. The national office can open it again."))
    if stored.invited_at and stored.invited_at > timezone.now() - timedelta(minutes=1):
        raise Refused(_("A link went out less than a minute ago. Give it time to arrive."))
    stored.set_unusable_password()
    stored.save(update_fields=["password"])
    _send_invitation(stored, by)


@transaction.atomic
def take_up(user: User, token: str, password: str) -> User:
    """Set the first password; Refused when the link has been used or replaced in the meantime.

    Whoever holds the link reads that mailbox, so the address counts as confirmed.
    """
    stored = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not may_take_up(stored, token):
        raise Refused(_("This link no longer works."))
    stored.set_password(password)
    stored.save(update_fields=["password"])
    confirm_address(stored)
    return stored


def confirm_address(user: User) -> None:
    """Let allauth know the account's address as confirmed: the invitation went there.

    Without that it takes the present address for one that waits, and drops it when a new one is asked for.
    """
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def may_take_up(user: User, token: str) -> bool:
    """Whether the link's token opens this account."""
    return user.is_active and user.awaits_invitation and default_token_generator.check_token(user, token)


@transaction.atomic
def describe(user: User, *, name: str, language: str, mails: Mapping[str, bool]) -> None:
    """Write one's own name and language, and the reminders one chose (by field of MailChoices).

    An account without a person gets one.
    """
    person = user.person
    if person is None:
        person = Person(name=name, email=user.email)
        sign(person, user)
        person.save()
        user.person = person
    elif person.name != name:
        person.name = name
        keep(person, person.version, by=user)
    user.language = language
    user.save(update_fields=["person", "language"])
    if mails:
        MailChoices.objects.update_or_create(user=user, defaults=dict(mails))


@transaction.atomic
def deactivate(user: User, *, by: User) -> None:
    """Close the account: nobody signs in, open sessions end at their next request. Roles stay as they are."""
    _set_active(user, False, by, _("This account is already deactivated."))


@transaction.atomic
def reactivate(user: User, *, by: User) -> None:
    """Open a deactivated account again."""
    _set_active(user, True, by, _("This account is already open."))


def _set_active(user: User, is_active: bool, by: User, refusal: str) -> None:
    stored = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if stored.is_active == is_active:
        raise Refused(refusal)
    stored.is_active = is_active
    sign(stored, by)
    stored.save(update_fields=["is_active"])


@transaction.atomic
def close_for_ever(user: User, *, by: User) -> None:
    """Close the account of somebody whose data are erased: address, sign-in, tokens, mails; history, too."""
    stored = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    stored.email, stored.is_active = f"dihapus-{stored.pk}@{NOWHERE}", False
    stored.set_unusable_password()
    sign(stored, by)
    stored.save(update_fields=["email", "is_active", "password"])
    User.history.filter(id=stored.pk).update(email=stored.email)
    EmailAddress.objects.filter(user=stored).delete()
    now = timezone.now()
    stored.personal_tokens.filter(revoked_at=None).update(revoked_at=now, revoked_by=by)
