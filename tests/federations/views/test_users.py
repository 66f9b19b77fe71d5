from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from federations.enums import Role
from federations.models import Membership, User
from tests.factories.organisation import ChapterFactory
from tests.factories.plans import WorkYearFactory
from tests.factories.users import MembershipFactory, UserFactory, user_with

pytestmark = pytest.mark.django_db

TODAY = date(2021, 9, 10)


@pytest.fixture(autouse=True)
def _today(clock):
    clock("2021-09-10 08:00")


def invitation(**fields) -> dict[str, object]:
    return {
        "name": "Maria (contoh)",
        "email": "baru@contoh.example",
        "from_on": "2021-09-10",
        "until_on": "",
        "language": "id",
        **fields,
    }


def invite_url(role: Role | str) -> str:
    return f"{reverse('user_invite')}?peran={role}"


# --- the list ---------------------------------------------------------------------------------------


def names(page) -> list[str]:
    return [user.name for user in page.context["page"]]


def test_list_shows_an_admin_all_and_a_coordinator_the_own_region(
    sign_in, admin, coordinator, secretary, stranger
):
    of_admin = sign_in(admin).get(reverse("users"))
    of_coordinator = sign_in(coordinator).get(reverse("users"))

    assert set(names(of_admin)) == {user.name for user in (admin, coordinator, secretary, stranger)}
    assert set(names(of_coordinator)) == {coordinator.name, secretary.name}


def test_list_of_a_coordinator_hides_roles_elsewhere(sign_in, coordinator, secretary):
    MembershipFactory(user=secretary, role=Role.AUDITOR)

    page = sign_in(coordinator).get(reverse("users"))

    assert "Auditor" not in page.content.decode().split("<tbody")[1]


@pytest.mark.parametrize("who", ["secretary", "representative"])
def test_list_is_not_for_other_roles(request, sign_in, who):
    page = sign_in(request.getfixturevalue(who)).get(reverse("users"))

    assert page.status_code == 403


def test_list_is_searched_and_sifted(sign_in, admin, secretary):
    UserFactory(person__name="Diundang (contoh)", secret=None)
    UserFactory(person__name="Ditutup (contoh)", is_active=False)
    client = sign_in(admin)

    found = {
        query: names(client.get(reverse("users") + query))
        for query in (
            "?q=DIUNDANG",
            f"?q={secretary.email}",
            "?peran=secretary",
            "?status=diundang",
            "?status=nonaktif",
        )
    }

    assert list(found.values()) == [
        ["Diundang (contoh)"],
        [secretary.name],
        [secretary.name],
        ["Diundang (contoh)"],
        ["Ditutup (contoh)"],
    ]


def test_list_without_a_match_says_how_to_go_on(sign_in, admin):
    page = sign_in(admin).get(reverse("users"), {"q": "tidak ada"})

    assert "Tidak ada yang cocok" in page.content.decode()


def test_list_has_pages(sign_in, admin):
    for _number in range(51):
        UserFactory()

    first, second = (sign_in(admin).get(reverse("users"), {"page": page}) for page in (1, 2))

    assert (len(names(first)), len(names(second))) == (50, 2)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["admin", "coordinator"])
def test_list_asks_the_database_the_same_for_one_row_and_three(
    request, sign_in, jakarta, django_assert_num_queries, who, rows
):
    WorkYearFactory()
    for _number in range(rows):
        user_with(Role.REPRESENTATIVE, chapter=ChapterFactory(region=jakarta))
    client = sign_in(request.getfixturevalue(who))

    with django_assert_num_queries(8):
        client.get(reverse("users"))


# --- one account ------------------------------------------------------------------------------------


def test_page_shows_roles_and_history(sign_in, admin, secretary):
    page = sign_in(admin).get(reverse("user", args=[secretary.pk])).content.decode()

    assert "Sekretaris Korwil" in page
    assert f"Akun dibuat untuk {secretary.email}" in page
    assert reverse("user_deactivate", args=[secretary.pk]) in page


def test_page_outside_the_scope_does_not_exist(sign_in, coordinator, stranger):
    page = sign_in(coordinator).get(reverse("user", args=[stranger.pk]))

    assert page.status_code == 404


def test_page_is_not_for_other_roles(sign_in, secretary, coordinator):
    page = sign_in(secretary).get(reverse("user", args=[coordinator.pk]))

    assert page.status_code == 403


def test_page_of_a_coordinator_offers_no_deactivation(sign_in, coordinator, secretary):
    page = sign_in(coordinator).get(reverse("user", args=[secretary.pk])).content.decode()

    assert reverse("role_end", args=[secretary.memberships.get().pk]) in page
    assert "Nonaktifkan" not in page
    assert "Akun dibuat" not in page


def test_page_of_oneself_offers_nothing(sign_in, admin):
    page = sign_in(admin).get(reverse("user", args=[admin.pk])).content.decode()

    assert "Akhiri" not in page
    assert "Nonaktifkan" not in page
    assert "Beri peran" not in page


# --- invite -----------------------------------------------------------------------------------------


def test_invite_offers_the_roles_one_may_give(sign_in, admin, coordinator):
    of_admin = sign_in(admin).get(reverse("user_invite")).context["roles"]
    of_coordinator = sign_in(coordinator).get(reverse("user_invite")).context["roles"]

    assert [role for role, _duty in of_admin] == list(Role)
    assert [role for role, _duty in of_coordinator] == [Role.SECRETARY, Role.REPRESENTATIVE]


def test_invite_sends_a_link_and_opens_the_account(sign_in, coordinator, jakarta, delivering):
    client = sign_in(coordinator)

    with delivering():
        answer = client.post(invite_url(Role.SECRETARY), invitation(region=jakarta.pk))

    user = User.objects.get(email="baru@contoh.example")
    assert answer["Location"] == reverse("user", args=[user.pk])
    assert [message.to for message in mail.outbox] == [[user.email]]


@pytest.mark.parametrize("who", ["secretary", "representative"])
def test_invite_is_not_for_other_roles(request, sign_in, jakarta, who):
    client = sign_in(request.getfixturevalue(who))

    answer = client.post(invite_url(Role.SECRETARY), invitation(region=jakarta.pk))

    assert answer.status_code == 403
    assert not User.objects.filter(email="baru@contoh.example").exists()


@pytest.mark.parametrize("role", [Role.ADMIN, Role.COORDINATOR, Role.AUDITOR])
def test_invite_to_a_role_one_may_not_give_is_forbidden(sign_in, coordinator, jakarta, role):
    answer = sign_in(coordinator).post(invite_url(role), invitation(region=jakarta.pk))

    assert answer.status_code == 403
    assert not User.objects.filter(email="baru@contoh.example").exists()


def test_invite_with_a_foreign_region_is_an_error_of_the_field(sign_in, coordinator, bandung):
    answer = sign_in(coordinator).post(invite_url(Role.SECRETARY), invitation(region=bandung.pk))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["region"]
    assert not User.objects.filter(email="baru@contoh.example").exists()


def test_invite_with_a_foreign_chapter_is_an_error_of_the_field(sign_in, coordinator, bandung):
    foreign = ChapterFactory(region=bandung)

    answer = sign_in(coordinator).post(invite_url(Role.REPRESENTATIVE), invitation(chapter=foreign.pk))

    assert list(answer.context["form"].errors) == ["chapter"]
    assert not User.objects.filter(email="baru@contoh.example").exists()


@pytest.mark.parametrize("chapter", [{"of_coordinator": True}, {"active_to": date(2021, 6, 30)}])
def test_invite_for_a_chapter_that_needs_nobody_is_refused(sign_in, admin, jakarta, chapter):
    chapter = ChapterFactory(region=jakarta, **chapter)

    answer = sign_in(admin).post(invite_url(Role.REPRESENTATIVE), invitation(chapter=chapter.pk))

    assert list(answer.context["form"].errors) == ["chapter"]


def test_invite_without_a_place_is_refused(sign_in, admin):
    answer = sign_in(admin).post(invite_url(Role.COORDINATOR), invitation())

    assert list(answer.context["form"].errors) == ["region"]


def test_invite_of_oneself_is_an_error_of_the_field(sign_in, coordinator, jakarta):
    data = invitation(email=coordinator.email, region=jakarta.pk)

    answer = sign_in(coordinator).post(invite_url(Role.SECRETARY), data)

    assert answer.context["form"].errors["email"] == ["Anda tidak dapat memberi peran kepada diri sendiri."]


def test_invite_twice_keeps_one_record_and_says_so(sign_in, coordinator, jakarta):
    client = sign_in(coordinator)
    client.post(invite_url(Role.SECRETARY), invitation(region=jakarta.pk))

    answer = client.post(invite_url(Role.SECRETARY), invitation(region=jakarta.pk))

    assert list(answer.context["form"].errors) == ["email"]
    assert Membership.objects.filter(user__email="baru@contoh.example").count() == 1


def test_invite_that_ends_before_it_begins_is_refused(sign_in, admin, jakarta):
    data = invitation(region=jakarta.pk, until_on="2021-09-09")

    answer = sign_in(admin).post(invite_url(Role.SECRETARY), data)

    assert answer.status_code == 200
    assert "Hari terakhir mendahului hari pertama" in answer.content.decode()


# --- verbs ------------------------------------------------------------------------------------------


def test_resend_sends_another_mail(sign_in, coordinator, jakarta, delivering):
    user = UserFactory(secret=None)
    MembershipFactory(user=user, role=Role.SECRETARY, region=jakarta)

    with delivering():
        answer = sign_in(coordinator).post(reverse("user_resend", args=[user.pk]))

    assert answer["Location"] == reverse("user", args=[user.pk])
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_resend_by_a_coordinator_to_a_role_they_may_not_give_is_forbidden(sign_in, coordinator, jakarta):
    user = UserFactory(secret=None)
    MembershipFactory(user=user, role=Role.COORDINATOR, region=jakarta)

    answer = sign_in(coordinator).post(reverse("user_resend", args=[user.pk]))

    assert answer.status_code == 403


def test_deactivate_and_reactivate(sign_in, admin, secretary):
    client = sign_in(admin)

    client.post(reverse("user_deactivate", args=[secretary.pk]))
    closed = User.objects.get(pk=secretary.pk).is_active
    client.post(reverse("user_reactivate", args=[secretary.pk]))

    assert (closed, User.objects.get(pk=secretary.pk).is_active) == (False, True)


def test_deactivate_twice_says_so(sign_in, admin, secretary):
    client = sign_in(admin)
    client.post(reverse("user_deactivate", args=[secretary.pk]))

    client.post(reverse("user_deactivate", args=[secretary.pk]))

    assert "Akun ini sudah dinonaktifkan." in client.get(reverse("users")).content.decode()


@pytest.mark.parametrize("verb", ["user_resend", "user_deactivate", "user_reactivate"])
def test_account_verb_is_only_for_those_who_may(sign_in, admin, secretary, coordinator, stranger, verb):
    statuses = {
        "wrong role": sign_in(secretary).post(reverse(verb, args=[coordinator.pk])).status_code,
        "outside": sign_in(stranger).post(reverse(verb, args=[secretary.pk])).status_code,
        "opened": sign_in(admin).get(reverse(verb, args=[secretary.pk])).status_code,
    }

    assert statuses == {"wrong role": 403, "outside": 404, "opened": 405}
    assert User.objects.filter(is_active=False).count() == 0


@pytest.mark.parametrize("verb", ["user_deactivate", "user_reactivate"])
def test_account_verb_of_an_admin_is_not_for_a_coordinator_nor_for_oneself(
    sign_in, admin, coordinator, secretary, verb
):
    assert sign_in(coordinator).post(reverse(verb, args=[secretary.pk])).status_code == 403
    assert sign_in(admin).post(reverse(verb, args=[admin.pk])).status_code == 403
