"""Roles given, ended by their last day, and taken back on the day they were given by mistake."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Membership, User
from rakerwil.transitions import Refused
from rakerwil.versions import sign


@transaction.atomic
def give(membership: Membership, *, by: User | None) -> Membership:
    """Save a new role. `by` None is whoever installs the product.

    Raises PermissionDenied where `by` may not give it (decisions: nobody to themselves, a coordinator only
    secretaries and representatives of the own region), Refused where it is held already.
    """
    if by is not None and not by.has_perm("federations.give_membership", membership):
        raise PermissionDenied
    # Two who give the same role at once wait for each other here.
    User.objects.select_for_update().get(pk=membership.user_id)
    if Membership.objects.same_as(membership).exists():
        raise Refused(
            _("%(name)s already holds this role: %(role)s.")
            % {"name": membership.user.name, "role": membership}
        )
    sign(membership, by)
    membership.save()
    return membership


@transaction.atomic
def end(membership: Membership, last_day: date, *, by: User) -> Membership:
    """Set the last day of a role: yesterday ends it at once, later ones on their evening.

    Raises Refused when it is over already, or when the day lies before yesterday or before the first day.
    """
    stored = Membership.objects.select_for_update().get(pk=membership.pk)
    today = timezone.localdate()
    if stored.has_ended:
        raise Refused(_("This role has already ended."))
    if last_day < today - timedelta(days=1):
        raise Refused(_("A role can't be ended further back than yesterday: it was used until now."))
    if last_day < stored.from_on:
        raise Refused(_("The last day lies before the first. A role that began today can be taken back."))
    stored.until_on = last_day
    sign(stored, by)
    stored.save()
    return stored


def is_fresh(membership: Membership) -> bool:
    """It began today or later, so that it can be taken back."""
    return membership.from_on >= timezone.localdate()


@transaction.atomic
def take_back(membership: Membership, *, by: User) -> None:
    """Remove a role that began today or later; Refused for an older one, which is ended by date."""
    stored = Membership.objects.select_for_update().filter(pk=membership.pk).first()
    if stored is None:
        raise Refused(_("This role has already been taken back."))
    if not is_fresh(stored):
        raise Refused(_("This role has been used. End it by its last day."))
    sign(stored, by)
    stored.delete()
