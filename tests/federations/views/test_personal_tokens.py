from datetime import date

import pytest
from django.urls import reverse

from federations.actions import personal_tokens
from federations.enums import TokenScope
from federations.models import PersonalToken
from tests.factories.users import PASSWORD

LIST = "/profil/token/"
NEW = "/profil/token/baru/"
ASKED = {"name": "Laporan bulanan", "scope": "figures", "days": "90"}


def token_of(user, name="Laporan bulanan"):
    return personal_tokens.issue(user, name=name, scope=TokenScope.FIGURES, expires_on=date(2099, 12, 31))


def reauthenticated(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def revoke_url(token):
    return reverse("personal_token_revoke", args=[token.pk])


def test_list_without_any_says_what_they_are_for(sign_in, representative):
    page = sign_in(representative).get(LIST).content.decode()

    assert "Belum ada token" in page
    assert f'href="{NEW}"' in page


def test_list_shows_one_s_own_and_no_secret(sign_in, representative, secretary):
    _token, secret = token_of(representative)
    token_of(secretary, "Token sekretaris")

    page = sign_in(representative).get(LIST).content.decode()

    assert "Laporan bulanan" in page
    assert f"…{secret[-4:]}" in page
    assert secret not in page
    assert "Token sekretaris" not in page


def test_list_costs_the_same_with_one_and_with_three(sign_in, representative, django_assert_num_queries):
    client = sign_in(representative)
    token_of(representative, "satu")
    client.get(LIST)

    for name in ("dua", "tiga"):
        with django_assert_num_queries(5):
            client.get(LIST)
        token_of(representative, name)


def test_making_one_asks_for_the_password_first(sign_in, representative):
    client = sign_in(representative)

    opened, sent = client.get(NEW), client.post(NEW, ASKED)

    assert opened["Location"].startswith(reverse("account_reauthenticate"))
    assert sent["Location"].startswith(reverse("account_reauthenticate"))
    assert not PersonalToken.objects.exists()


def test_the_secret_is_shown_once(sign_in, representative):
    client = reauthenticated(sign_in(representative))

    page = client.post(NEW, ASKED)

    secret = page.context["secret"]
    assert page.status_code == 200
    assert secret in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert personal_tokens.bearer(secret).user == representative
    assert secret not in client.get(LIST).content.decode()


def test_sending_the_form_twice_makes_one(sign_in, representative):
    client = reauthenticated(sign_in(representative))
    client.post(NEW, ASKED)

    again = client.post(NEW, ASKED)

    assert list(again.context["form"].errors) == ["name"]
    assert PersonalToken.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"), [("name", " "), ("scope", "write"), ("days", "4000"), ("days", "")]
)
def test_what_makes_no_sense_is_refused(sign_in, representative, field, value):
    client = reauthenticated(sign_in(representative))

    page = client.post(NEW, {**ASKED, field: value})

    assert list(page.context["form"].errors) == [field]
    assert not PersonalToken.objects.exists()


def test_revoke_ends_one_s_own(sign_in, representative):
    token, secret = token_of(representative)

    answer = sign_in(representative).post(revoke_url(token))

    assert answer["Location"] == LIST
    assert personal_tokens.bearer(secret) is None


def test_revoke_twice_says_so(sign_in, representative):
    token, _secret = token_of(representative)
    client = sign_in(representative)
    client.post(revoke_url(token))

    client.post(revoke_url(token))

    assert "Token ini sudah dicabut." in client.get(LIST).content.decode()


def test_revoke_by_an_admin_goes_back_to_the_user_s_page(sign_in, admin, representative):
    token, secret = token_of(representative)
    client = sign_in(admin)
    page = reverse("user", args=[representative.pk])

    shown = client.get(page).content.decode()
    answer = client.post(revoke_url(token), {"next": page})

    assert revoke_url(token) in shown
    assert answer["Location"] == page
    assert personal_tokens.bearer(secret) is None


def test_a_coordinator_sees_and_ends_nobody_s(sign_in, coordinator, representative):
    token, secret = token_of(representative)
    client = sign_in(coordinator)

    page = client.get(reverse("user", args=[representative.pk])).content.decode()
    answer = client.post(revoke_url(token))

    assert "Laporan bulanan" not in page
    assert answer.status_code == 404
    assert personal_tokens.bearer(secret) is not None


def test_revoke_is_not_done_by_opening_its_address(sign_in, representative):
    token, secret = token_of(representative)

    answer = sign_in(representative).get(revoke_url(token))

    assert answer.status_code == 405
    assert personal_tokens.bearer(secret) is not None
