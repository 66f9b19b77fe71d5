from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from federations.actions import personal_tokens, users
from federations.enums import TokenScope
from federations.models import PersonalToken
from rakerwil.models import Letter
from rakerwil.transitions import Refused

LAST = date(2099, 12, 31)


def issue(user, name="Laporan bulanan", **terms):
    terms = {"scope": TokenScope.FIGURES, "expires_on": LAST, **terms}
    return personal_tokens.issue(user, name=name, **terms)


def test_a_new_token_opens_as_its_user(representative):
    token, secret = issue(representative)

    found = personal_tokens.bearer(secret)

    assert found == token
    assert found.user == representative


def test_the_secret_is_kept_nowhere(representative):
    _token, secret = issue(representative)

    kept = PersonalToken.objects.values_list("digest", "hint", "name").get()

    assert secret.startswith("rkw_")
    assert len(secret) == 47
    assert secret not in "".join(kept)
    assert kept[1] == secret[-4:]
    assert [secret in letter.body for letter in Letter.objects.all()] == [False]


def test_the_user_is_told_by_letter(representative):
    issue(representative)

    letter = Letter.objects.get()

    assert (letter.address, letter.kind) == (representative.email, "token_made")
    assert "Laporan bulanan" in letter.body
    assert "/profil/token/" in letter.body


def test_a_second_one_of_the_same_name_is_refused(representative):
    issue(representative)

    with pytest.raises(Refused, match="sudah mempunyai token"):
        issue(representative)


def test_two_of_one_name_are_refused_by_the_database_too(representative):
    token, _secret = issue(representative)
    token.pk, token.digest = None, "0" * 64

    with pytest.raises(IntegrityError), transaction.atomic():
        token.save(force_insert=True)


def test_the_name_is_free_again_after_revoking(representative):
    token, _secret = issue(representative)

    personal_tokens.revoke(token, by=representative)
    issue(representative)

    assert PersonalToken.objects.standing().count() == 1


def test_there_are_ten_at_most(representative):
    for number in range(10):
        issue(representative, f"Token {number}")

    with pytest.raises(Refused, match="10"):
        issue(representative, "Satu lagi")


def test_a_revoked_one_opens_nothing_and_says_by_whom(representative, admin):
    token, secret = issue(representative)

    personal_tokens.revoke(token, by=admin)

    token.refresh_from_db()
    assert personal_tokens.bearer(secret) is None
    assert token.is_revoked
    assert token.revoked_by == admin


def test_revoking_twice_is_refused(representative):
    token, _secret = issue(representative)
    personal_tokens.revoke(token, by=representative)

    with pytest.raises(Refused, match="sudah dicabut"):
        personal_tokens.revoke(token, by=representative)


@pytest.mark.parametrize(("days", "opens"), [(0, True), (-1, False)])
def test_it_opens_through_its_last_day(representative, days, opens):
    token, secret = issue(representative, expires_on=timezone.localdate() + timedelta(days=days))

    assert (personal_tokens.bearer(secret) is not None) == opens
    assert token.has_expired != opens


def test_it_opens_nothing_while_the_account_is_closed(representative, admin):
    _token, secret = issue(representative)

    users.deactivate(representative, by=admin)
    closed = personal_tokens.bearer(secret)
    users.reactivate(representative, by=admin)

    assert closed is None
    assert personal_tokens.bearer(secret) is not None


@pytest.mark.parametrize("secret", ["", "rkw_", "rkw_tidak-ada", "lain", "\x00", "é" * 50])
def test_any_other_text_opens_nothing(representative, secret):
    issue(representative)

    assert personal_tokens.bearer(secret) is None


def test_last_use_is_known_to_five_minutes(representative, clock):
    token, _secret = issue(representative)
    noted = []

    for moment in ("2021-09-05 10:00", "2021-09-05 10:04", "2021-09-05 10:05"):
        clock(moment)
        personal_tokens.note_use(token)
        token.refresh_from_db()
        noted.append(timezone.localtime(token.last_used_at).strftime("%H:%M"))

    assert noted == ["10:00", "10:00", "10:05"]


def test_one_sees_one_s_own_and_an_admin_everybody_s(representative, secretary, admin):
    token, _secret = issue(representative)

    seen = {user: list(PersonalToken.objects.visible_to(user)) for user in (representative, secretary, admin)}

    assert seen == {representative: [token], secretary: [], admin: [token]}
