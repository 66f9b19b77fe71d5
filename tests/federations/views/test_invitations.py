import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from federations.actions import users
from federations.enums import Role
from federations.models import Membership, User
from tests.factories.users import PASSWORD

DATA = {"new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def invited(coordinator, jakarta, delivering) -> User:
    with delivering():
        user, _is_new = users.invite(
            "baru@contoh.example",
            "Maria (contoh)",
            Membership(role=Role.SECRETARY, region=jakarta),
            by=coordinator,
        )
    return user


def test_invited_person_follows_the_link_sets_a_password_and_finds_home(invited):
    [path] = re.findall(r"http://testserver(/undangan/\S+)", str(mail.outbox[0].body))
    browser = Client()
    page = browser.get(path)

    landed = browser.post(path, DATA, follow=True)
    browser.post(reverse("account_logout"))
    again = browser.post(
        reverse("account_login"), {"login": invited.email, "password": PASSWORD}, follow=True
    )

    assert "Maria (contoh), buatlah kata sandi" in page.content.decode()
    assert landed.redirect_chain[0] == (reverse("home"), 302)
    for home in (landed, again):
        assert home.status_code == 200
        assert "Sekretaris Korwil" in home.content.decode()


def test_link_opens_in_the_language_of_the_invited_person(invited):
    invited.language = "en"
    invited.save()

    page = Client().get(users.invitation_path(invited))

    assert '<html lang="en">' in page.content.decode()
    assert page["Content-Language"] == "en"


def test_link_works_once(invited):
    path = users.invitation_path(invited)
    Client().post(path, DATA)

    opened, posted = Client().get(path), Client().post(path, {"new_password1": "x", "new_password2": "x"})

    assert (opened.status_code, posted.status_code) == (410, 410)
    assert "Tautan ini sudah tidak berlaku" in opened.content.decode()
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)


@pytest.mark.django_db
@pytest.mark.parametrize("uid", ["MQ", "bukan-angka", "____"])
def test_link_of_nobody_is_over(uid):
    page = Client().get(reverse("invitation", args=[uid, "abc-def"]))

    assert page.status_code == 410


def test_link_of_somebody_else_s_account_is_over(invited, admin):
    token = users.invitation_path(invited).split("/")[-2]
    uid = users.invitation_path(admin).split("/")[-3]

    page = Client().get(reverse("invitation", args=[uid, token]))

    assert page.status_code == 410


@pytest.mark.parametrize(
    "data",
    [
        {"new_password1": PASSWORD, "new_password2": "lain sama sekali"},
        {"new_password1": "pendek", "new_password2": "pendek"},
        {},
    ],
    ids=["twice different", "too short", "empty"],
)
def test_password_that_will_not_do_is_explained(invited, data):
    page = Client().post(users.invitation_path(invited), data)

    invited.refresh_from_db()
    assert page.status_code == 200
    assert "invalid-feedback" in page.content.decode()
    assert invited.awaits_invitation


def test_link_taken_up_in_another_s_browser_changes_who_is_signed_in(invited, admin, sign_in):
    browser = sign_in(admin)

    browser.post(users.invitation_path(invited), DATA)

    assert browser.session["_auth_user_id"] == str(invited.pk)
