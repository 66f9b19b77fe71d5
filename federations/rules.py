"""Who may change who they are (decisions, who may do what)."""

from typing import Any

from federations.models import Membership, Person, Region, User
from rakerwil.predicates import grant, predicate


@predicate
def is_admin(user: User, thing: Any = None) -> bool:
    """National admin."""
    return user.scope.is_admin


@predicate
def coordinates_a_region(user: User, thing: Any = None) -> bool:
    """Coordinator of some region: may invite there."""
    return bool(user.scope.coordinates)


@predicate
def coordinates(user: User, region: Region | None) -> bool:
    """Coordinator of this region."""
    return region is not None and region.pk in user.scope.coordinates


@predicate
def runs_region(user: User, region: Region | None) -> bool:
    """Coordinator or secretary of this region."""
    return region is not None and region.pk in user.scope.runs_region_ids


@predicate
def runs_person_region(user: User, person: Person | None) -> bool:
    """Coordinator or secretary of the region the person belongs to."""
    return person is not None and person.region_id in user.scope.runs_region_ids


@predicate
def coordinates_membership(user: User, membership: Membership | None) -> bool:
    """A secretary's or representative's role in a region one coordinates."""
    if membership is None:
        return False
    region_id = membership.chapter.region_id if membership.chapter else membership.region_id
    return membership.role in ("secretary", "representative") and region_id in user.scope.coordinates


@predicate
def is_own_membership(user: User, membership: Membership | None) -> bool:
    """Nobody grants to themselves, and nobody ends their own role."""
    return membership is not None and membership.user_id == user.pk


grant("federations.manage_organisation", is_admin)
grant("federations.edit_region_letterhead", is_admin | coordinates)
grant("federations.see_users", is_admin | coordinates_a_region)
grant("federations.invite", is_admin | coordinates_a_region)
grant("federations.end_membership", (is_admin | coordinates_membership) & ~is_own_membership)
grant("federations.deactivate_user", is_admin)
grant("federations.add_person", is_admin | runs_region)
grant("federations.edit_person", is_admin | runs_person_region)
grant("federations.see_contact", is_admin | runs_person_region)
