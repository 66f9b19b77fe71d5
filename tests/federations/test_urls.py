"""The door: what allauth does, as this product shows it."""

import gzip
import re
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from federations.enums import Role
from federations.models import User
from tests.factories.users import PASSWORD, UserFactory, user_with

NEW_PASSWORD = "lima kata lain yang panjang"
OPEN_PAGES = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]
SIGNED_IN_PAGES = ["account_change_password", "account_logout", "account_reauthenticate", "account_email"]


def link_in(message: mail.EmailMessage) -> str:
    """The path of the one link in a mail."""
    return re.findall(r"^http://testserver(/\S+)$", str(message.body), re.MULTILINE)[0]


def enter(email: str, password: str = PASSWORD, client: Client | None = None) -> tuple[Client, str]:
    """Sign in through the page: the browser, and the text of the page that follows."""
    client = client or Client()
    answer = client.post(reverse("account_login"), {"login": email, "password": password})
    return client, answer.content.decode()


@pytest.fixture
def user(db) -> User:
    return UserFactory()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", OPEN_PAGES)
def test_door_page_opens_in_both_languages(name, language):
    client = Client()
    client.cookies["language"] = language

    page = client.get(reverse(name))

    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.content.decode()


@pytest.mark.parametrize("name", SIGNED_IN_PAGES)
def test_account_page_of_somebody_signed_in_opens(user, name):
    client, _page = enter(user.email)

    page = client.get(reverse(name))

    assert page.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_change_password", "account_reauthenticate", "account_email"])
def test_account_page_without_sign_in_leads_to_the_door(name):
    page = Client().get(reverse(name))

    assert page.status_code == 302
    assert page["Location"] == f"{reverse('account_login')}?next={reverse(name)}"


def test_sign_in_with_address_and_password_leads_home(user):
    client = Client()

    page = client.post(reverse("account_login"), {"login": user.email.upper(), "password": PASSWORD})

    assert page.status_code == 302
    assert page["Location"] == reverse("home")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_wrong_password_says_what_to_do(user):
    _client, page = enter(user.email, "bukan ini")

    assert "Alamat surel dan kata sandi tidak cocok" in page
    assert f'value="{user.email}"' in page


def test_wrong_password_and_unknown_address_look_the_same(user):
    email = "tidak.ada@contoh.example"

    known, unknown = enter(user.email, "bukan ini")[1], enter(email, "bukan ini")[1]

    assert _plain(known, user.email) == _plain(unknown, email)


def _plain(page: str, email: str) -> str:
    """A page without what differs by nature: the address typed and the token of the form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(email, ""))


def test_sign_in_after_many_wrong_passwords_asks_to_wait(user):
    for _attempt in range(5):
        enter(user.email, "bukan ini")

    _client, page = enter(user.email)

    assert "Terlalu banyak percobaan" in page


def test_deactivated_account_does_not_get_in(user):
    user.is_active = False
    user.save()
    client = Client()

    page = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert page["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_deactivated_account_is_out_at_the_next_request(user):
    client, _page = enter(user.email)
    user.is_active = False
    user.save()

    page = client.get(reverse("profile"))

    assert page.status_code == 302
    assert page["Location"].startswith(reverse("account_login"))


def test_sign_out_asks_first_and_then_does(user):
    client, _page = enter(user.email)

    asked = client.get(reverse("account_logout"))
    still = "_auth_user_id" in client.session
    done = client.post(reverse("account_logout"))

    assert (asked.status_code, still) == (200, True)
    assert done["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_nobody_signs_up():
    data = {"email": "baru@contoh.example", "password1": NEW_PASSWORD}

    page = Client().post(reverse("account_signup"), data)

    assert page.status_code == 200
    assert "Akun dibuat lewat undangan" in page.content.decode()
    assert User.objects.count() == 0


def test_forgotten_password_looks_the_same_for_an_unknown_address(user, delivering):
    answers = []
    for email in (user.email, "tidak.ada@contoh.example"):
        with delivering():
            answers.append(Client().post(reverse("account_reset_password"), {"email": email}))

    assert [answer["Location"] for answer in answers] == [reverse("account_reset_password_done")] * 2
    assert [message.to for message in mail.outbox] == [[user.email], ["tidak.ada@contoh.example"]]
    assert "Tidak ada akun dengan alamat ini" in str(mail.outbox[1].body)


def test_forgotten_password_is_replaced_through_the_link_once(user, delivering):
    with delivering():
        Client().post(reverse("account_reset_password"), {"email": user.email})
    path = link_in(mail.outbox[0])
    client = Client()
    form = client.get(path, follow=True)
    data = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    with delivering():
        done = client.post(form.redirect_chain[-1][0], data)

    assert done["Location"] == reverse("account_reset_password_from_key_done")
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert mail.outbox[1].subject == "Kata sandi Anda telah diganti"
    assert "Tautan ini sudah tidak berlaku" in Client().get(path).content.decode()


def test_mail_comes_in_the_language_of_the_account(user, delivering):
    user.language = "en"
    user.save()

    with delivering():
        Client().post(reverse("account_reset_password"), {"email": user.email})

    assert mail.outbox[0].subject == "New password for Janji Kinerja KSBSI"
    assert f"Dear {user.name}," in str(mail.outbox[0].body)


@pytest.mark.parametrize("password", ["pendek", "password123", "12345678901"])
def test_weak_password_is_refused(user, password):
    client, _page = enter(user.email)
    data = {"oldpassword": PASSWORD, "password1": password, "password2": password}

    page = client.post(reverse("account_change_password"), data)

    user.refresh_from_db()
    assert page.status_code == 200
    assert user.check_password(PASSWORD)


def test_changed_password_ends_every_other_session(user, delivering):
    here, elsewhere = enter(user.email)[0], enter(user.email)[0]
    data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    with delivering():
        done = here.post(reverse("account_change_password"), data)

    assert done["Location"] == reverse("profile")
    assert here.get(reverse("profile")).status_code == 200
    assert elsewhere.get(reverse("profile")).status_code == 302
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_password_is_not_changed_without_the_present_one(user):
    client, _page = enter(user.email)
    data = {"oldpassword": "bukan ini", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    page = client.post(reverse("account_change_password"), data)

    assert "Ini bukan kata sandi Anda sekarang." in page.content.decode()


def test_new_address_asks_for_the_password_first(user, sign_in):
    client = sign_in(user)

    page = client.post(reverse("account_email"), {"email": "baru@contoh.example", "action_add": ""})

    assert page["Location"].startswith(reverse("account_reauthenticate"))
    assert User.objects.get(pk=user.pk).email == user.email


def _ask_for(email: str, user: User, capture) -> tuple[Client, str]:
    """Ask for a new address and say the password again: the browser, and the link of the mail."""
    client, _page = enter(user.email)
    asked = client.post(reverse("account_email"), {"email": email, "action_add": ""})
    with capture():
        client.post(asked["Location"], {"password": PASSWORD})
    return client, link_in(mail.outbox[-1])


def test_new_address_holds_once_confirmed_and_the_old_one_is_told(user, delivering):
    old = user.email
    client, path = _ask_for("baru@contoh.example", user, delivering)
    waiting = client.get(reverse("account_email")).content.decode()
    asked = client.get(path).content.decode()

    with delivering():
        client.post(path)

    user.refresh_from_db()
    assert "baru@contoh.example belum dikonfirmasi." in waiting
    assert "masuk dengan baru@contoh.example mulai sekarang" in asked
    assert user.email == "baru@contoh.example"
    assert [message.to for message in mail.outbox] == [["baru@contoh.example"], [old]]
    assert enter(old)[0].session.get("_auth_user_id") is None
    assert enter("baru@contoh.example")[0].session["_auth_user_id"] == str(user.pk)


def test_new_address_is_given_up(user, delivering):
    client, path = _ask_for("baru@contoh.example", user, delivering)

    with delivering():
        client.post(reverse("account_email"), {"email": "baru@contoh.example", "action_remove": ""})

    user.refresh_from_db()
    assert "Tautan ini sudah tidak berlaku" in client.get(path).content.decode()
    assert mail.outbox[-1].subject == "Alamat surel Anda tetap"


def test_address_of_another_account_is_not_taken_over(user, delivering):
    client, path = _ask_for("baru@contoh.example", user, delivering)
    other = UserFactory(email="baru@contoh.example")

    client.post(path)

    user.refresh_from_db()
    assert user.email != other.email
    assert "dipakai akun lain" in client.get(reverse("profile")).content.decode()


def test_cold_door_is_light(client, repository, db):
    page = client.get(reverse("account_login"))
    text = page.content.decode()
    weight = {
        name: len(gzip.compress((repository / "static" / name).read_bytes()))
        for name in re.findall(r"/static/([\w/.-]+\.(?:css|js|svg))", text)
    }
    blocking = sum(size for name, size in weight.items() if name.endswith(".css"))

    assert Path("css/components/door.css").as_posix() in weight
    assert len(gzip.compress(page.content)) + blocking < 14_000
    assert len(gzip.compress(page.content)) + sum(weight.values()) < 30_000


def test_forgotten_password_of_somebody_invited_is_set(db, delivering):
    user = user_with(Role.ADMIN)
    user.set_unusable_password()
    user.save()

    with delivering():
        Client().post(reverse("account_reset_password"), {"email": user.email})

    assert "/akun/sandi-baru/" in link_in(mail.outbox[0])
