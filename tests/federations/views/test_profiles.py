from django.urls import reverse

from federations.models import MailChoices
from tests.factories.users import UserFactory

PROFILE = "/profil/"


def test_profile_changes_name_and_language(sign_in, representative):
    client = sign_in(representative)

    answer = client.post(PROFILE, {"name": "Nama Baru (contoh)", "language": "en"}, follow=True)

    representative.refresh_from_db()
    assert (representative.name, representative.language) == ("Nama Baru (contoh)", "en")
    assert '<html lang="en">' in answer.content.decode()
    assert "Saved." in answer.content.decode()


def test_profile_without_a_name_is_refused(sign_in, representative):
    name = representative.name

    answer = sign_in(representative).post(PROFILE, {"name": " ", "language": "id"})

    representative.refresh_from_db()
    assert answer.status_code == 200
    assert 'href="#id_name"' in answer.content.decode()
    assert representative.name == name


def test_profile_shows_roles_and_the_directories_one_may_open(sign_in, representative, coordinator):
    of_representative = sign_in(representative).get(PROFILE).content.decode()
    of_coordinator = sign_in(coordinator).get(PROFILE).content.decode()

    assert "FSB GARTEKS DKI Jakarta" in of_representative
    assert [f'href="{reverse("users")}"' in page for page in (of_representative, of_coordinator)] == [
        False,
        True,
    ]


def test_profile_without_a_role_says_whom_to_ask(sign_in, db):
    page = sign_in(UserFactory()).get(PROFILE)

    assert "Akun Anda belum mempunyai peran" in page.content.decode()


def test_profile_keeps_which_mails_one_wants(sign_in, coordinator):
    client = sign_in(coordinator)
    before = {name: client.get(PROFILE).context["form"].initial[name] for name in ("returned", "verified")}

    client.post(PROFILE, {"name": coordinator.name, "language": "id", "verified": "on", "waiting": "on"})

    choices = MailChoices.of(coordinator)
    assert before == {"returned": True, "verified": False}
    assert (choices.verified, choices.waiting, choices.returned, choices.due_soon) == (
        True,
        True,
        False,
        False,
    )


def test_profile_offers_mails_to_those_whom_they_can_reach(sign_in, representative, admin):
    offered = {
        user: [str(each) for each in sign_in(user).get(PROFILE).context["form"].offered]
        for user in (representative, admin)
    }

    assert offered == {
        representative: [
            *("due_soon", "overdue", "returned", "verified", "comment"),
            *("minutes", "action"),
        ],
        admin: ["minutes"],
    }
