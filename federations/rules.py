"""Who may change who they are (decisions, who may do what)."""

from typing import Any

from federations.enums import Role
from federations.models import Membership, Person, PersonalToken, Region, Tenure, User
from rakerwil.predicates import grant, predicate

INVITED_BY_COORDINATORS = (Role.SECRETARY, Role.REPRESENTATIVE)
"""The roles that a coordinator gives and ends in the own region."""


@predicate
def is_admin(user: User, thing: Any = None) -> bool:
    """National admin."""
    return user.scope.is_admin


@predicate
def is_self(user: User, other: User | None) -> bool:
    """One's own account."""
    return other is not None and other.pk == user.pk


@predicate
def coordinates_a_region(user: User, thing: Any = None) -> bool:
    """Coordinator of some region: may invite there."""
    return bool(user.scope.coordinates)


@predicate
def coordinates(user: User, region: Region | None) -> bool:
    """Coordinator of this region."""
    return region is not None and region.pk in user.scope.coordinates


@predicate
def runs_a_region(user: User, thing: Any = None) -> bool:
    """Coordinator or secretary of some region."""
    return bool(user.scope.runs_region_ids)


@predicate
def runs_person_region(user: User, person: Person | None) -> bool:
    """Coordinator or secretary of the region the person belongs to."""
    return person is not None and person.region_id in user.scope.runs_region_ids


@predicate
def coordinates_person_region(user: User, person: Person | None) -> bool:
    """Coordinator of the region the person belongs to."""
    return person is not None and person.region_id in user.scope.coordinates


@predicate
def is_own_person(user: User, person: Person | None) -> bool:
    """One's own card."""
    return person is not None and person.pk == user.person_id


@predicate
def runs_body(user: User, tenure: Tenure | None) -> bool:
    """An office in a body of a region one runs: the region, a chapter or a unit of it."""
    if tenure is None:
        return False
    place = tenure.chapter or tenure.unit
    region_id = place.region_id if place else tenure.region_id
    return region_id is not None and region_id in user.scope.runs_region_ids


@predicate
def has_directory(user: User, thing: Any = None) -> bool:
    """Some part of the directory is theirs: a region's, a unit's, or all of it."""
    scope = user.scope
    return bool(scope.sees_nation or scope.directory_region_ids or scope.unit_ids)


@predicate
def coordinates_membership(user: User, membership: Membership | None) -> bool:
    """A secretary's or representative's role in a region one coordinates."""
    if membership is None:
        return False
    region_id = membership.chapter.region_id if membership.chapter else membership.region_id
    return membership.role in INVITED_BY_COORDINATORS and region_id in user.scope.coordinates


@predicate
def coordinates_user(user: User, other: User | None) -> bool:
    """Somebody who holds, or will hold, a role that one may give."""
    if other is None or not user.scope.coordinates:
        return False
    return any(
        coordinates_membership(user, membership)
        for membership in other.memberships.current_or_coming().select_related("chapter")
    )


@predicate
def is_own_token(user: User, token: PersonalToken | None) -> bool:
    """Made by oneself, for oneself."""
    return token is not None and token.user_id == user.pk


@predicate
def is_own_membership(user: User, membership: Membership | None) -> bool:
    """Nobody grants to themselves, and nobody ends their own role."""
    return membership is not None and membership.user_id == user.pk


grant("federations.manage_organisation", is_admin)
grant("federations.edit_region_letterhead", is_admin | coordinates)
grant("federations.see_users", is_admin | coordinates_a_region)
grant("federations.invite", is_admin | coordinates_a_region)
grant("federations.resend_invitation", is_admin | coordinates_user)
grant("federations.give_roles", (is_admin | coordinates_a_region) & ~is_self)
grant("federations.give_membership", (is_admin | coordinates_membership) & ~is_own_membership)
grant("federations.end_membership", (is_admin | coordinates_membership) & ~is_own_membership)
grant("federations.deactivate_user", is_admin & ~is_self)
grant("federations.manage_letters", is_admin)
grant("federations.see_tokens", is_admin)
grant("federations.revoke_token", is_admin | is_own_token)
grant("federations.see_people", has_directory)
grant("federations.add_person", is_admin | runs_a_region)
grant("federations.edit_person", is_admin | runs_person_region)
grant("federations.see_person", has_directory | is_own_person)
grant("federations.see_contact", is_admin | runs_person_region)
grant("federations.record_contact", is_admin | runs_person_region)
grant("federations.withdraw_consent", is_admin | runs_person_region | is_own_person)
grant("federations.agree_for_oneself", is_own_person)
grant("federations.export_person", is_admin | runs_person_region | is_own_person)
grant("federations.erase_person", is_admin | coordinates_person_region)
grant("federations.see_reveals", is_admin | is_own_person)
grant("federations.see_all_reveals", is_admin)
grant("federations.give_office", is_admin | runs_a_region)
grant("federations.keep_tenure", is_admin | runs_body)
