from datetime import date, timedelta

import pytest
from django.urls import reverse

from federations.enums import Role
from federations.models import Membership, User
from tests.factories.users import MembershipFactory

pytestmark = pytest.mark.django_db

TODAY = date(2021, 9, 10)


@pytest.fixture(autouse=True)
def _today(clock):
    clock("2021-09-10 08:00")


def give_url(user: User, role: Role | str) -> str:
    return f"{reverse('user_give_role', args=[user.pk])}?peran={role}"


def test_give_adds_a_role(sign_in, admin, secretary):
    answer = sign_in(admin).post(give_url(secretary, Role.OBSERVER), {"from_on": "2021-10-01"})

    given = secretary.memberships.get(role=Role.OBSERVER)
    assert answer["Location"] == reverse("user", args=[secretary.pk])
    assert given.from_on == date(2021, 10, 1)


def test_give_by_a_coordinator_within_the_region(sign_in, coordinator, secretary, garteks):
    data = {"chapter": garteks.pk, "from_on": "2021-09-10"}

    sign_in(coordinator).post(give_url(secretary, Role.REPRESENTATIVE), data)

    assert secretary.memberships.filter(chapter=garteks).count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_give_to_oneself_is_forbidden(sign_in, admin, method):
    answer = getattr(sign_in(admin), method)(give_url(admin, Role.OBSERVER), {"from_on": "2021-09-10"})

    assert answer.status_code == 403
    assert admin.memberships.count() == 1


def test_give_outside_the_scope_does_not_exist(sign_in, coordinator, stranger, jakarta):
    data = {"region": jakarta.pk, "from_on": "2021-09-10"}

    answer = sign_in(coordinator).post(give_url(stranger, Role.SECRETARY), data)

    assert answer.status_code == 404


def test_give_what_is_held_already_says_so(sign_in, coordinator, secretary, jakarta):
    data = {"region": jakarta.pk, "from_on": "2021-09-10"}

    answer = sign_in(coordinator).post(give_url(secretary, Role.SECRETARY), data)

    assert "sudah memegang peran ini" in answer.content.decode()
    assert secretary.memberships.count() == 1


def test_give_offers_the_roles_first(sign_in, admin, secretary):
    page = sign_in(admin).get(reverse("user_give_role", args=[secretary.pk]))

    assert page.status_code == 200
    assert secretary.name in page.content.decode()


@pytest.fixture
def role_of_secretary(secretary) -> Membership:
    return secretary.memberships.get()


@pytest.fixture
def fresh_role(jakarta) -> Membership:
    return MembershipFactory(role=Role.SECRETARY, region=jakarta, from_on=TODAY)


def test_end_role_sets_the_last_day(sign_in, coordinator, role_of_secretary):
    url = reverse("role_end", args=[role_of_secretary.pk])

    answer = sign_in(coordinator).post(url, {"last_day": "2021-09-30"})

    role_of_secretary.refresh_from_db()
    assert answer["Location"] == reverse("user", args=[role_of_secretary.user_id])
    assert role_of_secretary.until_on == date(2021, 9, 30)


def test_end_role_takes_effect_at_the_next_request(sign_in, admin, coordinator):
    browser = sign_in(coordinator)
    before = browser.get(reverse("users")).status_code
    url = reverse("role_end", args=[coordinator.memberships.get().pk])

    sign_in(admin).post(url, {"last_day": (TODAY - timedelta(days=1)).isoformat()})

    assert (before, browser.get(reverse("users")).status_code) == (200, 403)


@pytest.mark.parametrize("last_day", ["", "bukan tanggal", "2021-01-01"])
def test_end_role_on_a_day_that_will_not_do_is_refused(sign_in, admin, role_of_secretary, last_day):
    url = reverse("role_end", args=[role_of_secretary.pk])

    answer = sign_in(admin).post(url, {"last_day": last_day})

    role_of_secretary.refresh_from_db()
    assert answer.status_code == 302
    assert role_of_secretary.until_on is None


def test_take_back_role_removes_it(sign_in, coordinator, fresh_role):
    answer = sign_in(coordinator).post(reverse("role_take_back", args=[fresh_role.pk]))

    assert answer["Location"] == reverse("users")
    assert not Membership.objects.filter(pk=fresh_role.pk).exists()


def test_take_back_role_that_was_used_is_refused(sign_in, admin, role_of_secretary):
    client = sign_in(admin)

    client.post(reverse("role_take_back", args=[role_of_secretary.pk]))

    assert "Peran ini sudah dipakai" in client.get(reverse("users")).content.decode()
    assert Membership.objects.filter(pk=role_of_secretary.pk).exists()


@pytest.mark.parametrize("verb", ["role_end", "role_take_back"])
def test_role_verb_is_only_for_those_who_may(
    sign_in, coordinator, secretary, stranger, fresh_role, admin, verb
):
    own = coordinator.memberships.get()
    data = {"last_day": TODAY.isoformat()}

    statuses = {
        "wrong role": sign_in(secretary).post(reverse(verb, args=[fresh_role.pk]), data).status_code,
        "outside": sign_in(stranger).post(reverse(verb, args=[fresh_role.pk]), data).status_code,
        "own role": sign_in(coordinator).post(reverse(verb, args=[own.pk]), data).status_code,
        "own role of an admin": sign_in(admin)
        .post(reverse(verb, args=[admin.memberships.get().pk]), data)
        .status_code,
        "opened": sign_in(admin).get(reverse(verb, args=[fresh_role.pk])).status_code,
    }

    assert statuses == {
        "wrong role": 403,
        "outside": 404,
        "own role": 403,
        "own role of an admin": 403,
        "opened": 405,
    }
    assert Membership.objects.filter(until_on=None).count() == 5
