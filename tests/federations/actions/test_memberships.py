from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from federations.actions import memberships
from federations.enums import Role
from federations.models import Membership
from rakerwil.transitions import Refused
from tests.factories.organisation import UnitFactory
from tests.factories.users import MembershipFactory, UserFactory

TODAY = date(2021, 9, 10)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(clock):
    clock("2021-09-10 08:00")


def test_give_by_admin_holds_at_once(admin, jakarta):
    user = UserFactory()

    membership = memberships.give(Membership(user=user, role=Role.COORDINATOR, region=jakarta), by=admin)

    assert membership.from_on == TODAY
    assert user.scope.coordinates == {jakarta.pk}
    assert membership.history.get().history_user == admin


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.REPRESENTATIVE])
def test_give_by_coordinator_in_the_own_region(coordinator, jakarta, garteks, role):
    place = {"chapter": garteks} if role == Role.REPRESENTATIVE else {"region": jakarta}

    membership = memberships.give(Membership(user=UserFactory(), role=role, **place), by=coordinator)

    assert membership.pk is not None


def test_give_by_coordinator_in_another_region_is_denied(coordinator, bandung):
    membership = Membership(user=UserFactory(), role=Role.SECRETARY, region=bandung)

    with pytest.raises(PermissionDenied):
        memberships.give(membership, by=coordinator)

    assert Membership.objects.filter(region=bandung).count() == 0


@pytest.mark.parametrize("role", [Role.ADMIN, Role.COORDINATOR, Role.UNIT_OFFICER])
def test_give_by_coordinator_of_a_role_they_may_not_give_is_denied(coordinator, jakarta, role):
    place = {Role.COORDINATOR: {"region": jakarta}, Role.UNIT_OFFICER: {"unit": UnitFactory()}}
    membership = Membership(user=UserFactory(), role=role, **place.get(role, {}))

    with pytest.raises(PermissionDenied):
        memberships.give(membership, by=coordinator)


@pytest.mark.parametrize("giver", ["admin", "coordinator"])
def test_give_to_oneself_is_denied(request, jakarta, giver):
    user = request.getfixturevalue(giver)

    with pytest.raises(PermissionDenied):
        memberships.give(Membership(user=user, role=Role.SECRETARY, region=jakarta), by=user)


def test_give_what_is_held_already_is_refused(admin, secretary, jakarta):
    with pytest.raises(Refused):
        memberships.give(Membership(user=secretary, role=Role.SECRETARY, region=jakarta), by=admin)

    assert secretary.memberships.count() == 1


def test_give_again_after_the_end_makes_a_new_role(admin, secretary, jakarta):
    secretary.memberships.update(until_on=YESTERDAY)

    memberships.give(Membership(user=secretary, role=Role.SECRETARY, region=jakarta), by=admin)

    assert secretary.memberships.count() == 2


def test_give_before_another_begins_is_no_overlap(admin, jakarta):
    later = MembershipFactory(role=Role.SECRETARY, region=jakarta, from_on=date(2022, 1, 1))
    earlier = Membership(
        user=later.user, role=Role.SECRETARY, region=jakarta, from_on=TODAY, until_on=date(2021, 12, 31)
    )

    memberships.give(earlier, by=admin)

    assert later.user.memberships.count() == 2


def test_end_yesterday_takes_the_right_at_once(coordinator, secretary):
    membership = secretary.memberships.get()

    memberships.end(membership, YESTERDAY, by=coordinator)

    assert secretary.scope.roles == frozenset()
    assert membership.history.first().history_user == coordinator


def test_end_today_holds_until_the_evening(admin, secretary):
    memberships.end(secretary.memberships.get(), TODAY, by=admin)

    assert secretary.scope.roles == {Role.SECRETARY}


def test_end_moves_a_last_day_that_is_to_come(admin, secretary):
    membership = secretary.memberships.get()
    memberships.end(membership, date(2021, 12, 31), by=admin)

    memberships.end(membership, date(2021, 10, 31), by=admin)

    assert secretary.memberships.get().until_on == date(2021, 10, 31)


@pytest.mark.parametrize(
    ("held", "last_day"),
    [
        ({"until_on": YESTERDAY}, TODAY),
        ({}, YESTERDAY - timedelta(days=1)),
        ({"from_on": TODAY}, YESTERDAY),
    ],
    ids=["over already", "too far back", "before it begins"],
)
def test_end_in_the_wrong_state_is_refused(admin, jakarta, held, last_day):
    membership = MembershipFactory(role=Role.SECRETARY, region=jakarta, **held)

    with pytest.raises(Refused):
        memberships.end(membership, last_day, by=admin)

    assert Membership.objects.get(pk=membership.pk).until_on == held.get("until_on")


def test_take_back_a_role_of_today_leaves_only_history(admin, jakarta):
    membership = MembershipFactory(role=Role.SECRETARY, region=jakarta, from_on=timezone.localdate())
    key = membership.pk

    memberships.take_back(membership, by=admin)

    assert not Membership.objects.filter(pk=key).exists()
    last = Membership.history.filter(id=key).first()
    assert (last.history_type, last.history_user) == ("-", admin)


def test_take_back_a_role_that_was_used_is_refused(admin, secretary):
    with pytest.raises(Refused):
        memberships.take_back(secretary.memberships.get(), by=admin)

    assert secretary.memberships.count() == 1


def test_take_back_twice_is_refused(admin, jakarta):
    membership = MembershipFactory(role=Role.SECRETARY, region=jakarta, from_on=TODAY)
    stale = Membership.objects.get(pk=membership.pk)
    memberships.take_back(membership, by=admin)

    with pytest.raises(Refused):
        memberships.take_back(stale, by=admin)
