from datetime import timedelta

import pytest
from django.core import mail as sent
from django.urls import reverse
from django.utils import timezone

from federations.enums import Role
from rakerwil import mail
from rakerwil.models import BACK_OFF, HOLDS, MOST_TRIES, Letter
from tests.factories.users import UserFactory, user_with

pytestmark = pytest.mark.django_db

LETTERS = reverse("letters")
RETRY = reverse("letters_retry")


@pytest.fixture
def admin(client):
    client.force_login(user_with(Role.ADMIN))
    return client


def letter(address="siti@contoh.example", tries=MOST_TRIES, error="SMTPRecipientsRefused: 550", **more):
    return Letter.objects.create(
        kind="invitation",
        address=address,
        language="id",
        subject=f"Undangan {address}",
        body="https://contoh.example/undangan/rahasia/",
        tries=tries,
        last_error=error,
        **more,
    )


def shown(response):
    return [(row.address, row.is_given_up, row.is_left_lying) for row in response.context["page"]]


def test_what_has_not_arrived_is_listed_with_its_reason_and_never_its_text(admin):
    now = timezone.now()
    letter("habis@contoh.example", recipient=UserFactory(), written_at=now - timedelta(hours=1))
    letter("coba@contoh.example", tries=2, written_at=now - timedelta(hours=2))
    letter("diam@contoh.example", tries=0, error="", written_at=now - HOLDS - timedelta(hours=1))
    letter("baru@contoh.example", tries=0, error="")
    letter("tutup@contoh.example", recipient=UserFactory(is_active=False))
    Letter.objects.filter(pk=letter("tiba@contoh.example").pk).update(sent_at=now, body="")

    response = admin.get(LETTERS)

    page = response.content.decode()
    assert shown(response) == [
        ("habis@contoh.example", True, False),
        ("coba@contoh.example", False, False),
        ("diam@contoh.example", False, True),
    ]
    assert (page.count("SMTPRecipientsRefused: 550"), page.count("rahasia")) == (2, 0)


def test_the_list_of_users_leads_the_national_office_there_and_nobody_else(client):
    links = []
    for role in (Role.ADMIN, Role.COORDINATOR):
        client.force_login(user_with(role))
        links.append(f'href="{LETTERS}"' in client.get(reverse("users")).content.decode())

    assert links == [True, False]
    assert [client.get(LETTERS).status_code, client.post(RETRY).status_code] == [403, 403]


def test_a_letter_that_was_given_up_goes_out_with_the_next_delivery(admin):
    one, other = letter(), letter("lain@contoh.example")

    response = admin.post(RETRY, {"letter": one.pk})
    delivery = mail.deliver()

    assert (response.status_code, response.url, delivery.sent) == (302, LETTERS, 1)
    assert [message.to for message in sent.outbox] == [[one.address]]
    assert Letter.objects.get(pk=other.pk).is_given_up


def test_all_that_were_given_up_are_tried_together(admin):
    for number in range(2):
        letter(f"{number}@contoh.example")
    waiting = letter("coba@contoh.example", tries=1, due_at=timezone.now() + BACK_OFF[0])

    admin.post(RETRY)

    assert Letter.objects.given_up().count() == 0
    assert Letter.objects.get(pk=waiting.pk).tries == 1


def test_a_letter_that_has_moved_on_is_left_alone(admin):
    waiting = letter(tries=1)

    told = admin.post(RETRY, {"letter": waiting.pk}, follow=True)
    missing = admin.post(RETRY, {"letter": 999_999})

    assert [str(message.level_tag) for message in told.context["messages"]] == ["error"]
    assert (Letter.objects.get().tries, missing.status_code) == (1, 404)


def test_trying_again_is_posted_not_opened(admin):
    assert admin.get(RETRY).status_code == 405


def test_statements_do_not_grow_with_the_letters(admin, django_assert_num_queries):
    admin.get(LETTERS)
    for count in (1, 3):
        for number in range(count):
            letter(f"{count}{number}@contoh.example", recipient=UserFactory())
        with django_assert_num_queries(6):
            admin.get(LETTERS)
