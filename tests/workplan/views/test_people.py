import json
from datetime import date

import pytest
from django.urls import reverse

from federations.enums import Role
from federations.models import Tenure
from tests.factories.meetings import Gathering
from tests.factories.organisation import ChapterFactory
from tests.factories.users import MembershipFactory, PersonFactory, UserFactory, user_with
from workplan.actions import people
from workplan.models import Transition

pytestmark = pytest.mark.django_db

PHONE, EMAIL = "081277788899", "warga@contoh.example"


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering("finished")


@pytest.fixture
def person(room):
    """A delegate with an account of their own."""
    row = room.delegates[0]
    row.person.phone, row.person.email = PHONE, EMAIL
    row.person.save()
    row.office = "Ketua lama"
    row.save()
    account = UserFactory(person=row.person)
    MembershipFactory(user=account, role=Role.REPRESENTATIVE, chapter=room.chapter)
    Tenure.objects.create(
        person=row.person, office="chair", title="Ketua", chapter=room.chapter, from_on=date(2020, 1, 1)
    )
    return row.person


def test_page_shows_offices_over_time_and_meetings_with_the_office_held_then(client, room, person):
    client.force_login(room.secretary)

    page = client.get(reverse("person", args=[person.pk]))

    text = page.content.decode()
    assert [row["tenure"].title for row in page.context["tenures"]] == ["Ketua"]
    assert [(row.meeting, row.office) for row in page.context["participations"]] == [
        (room.meeting, "Ketua lama")
    ]
    assert "1 Januari 2020" in text
    assert (PHONE in text, page.context["log"]) == (False, None)


def test_reveal_shows_the_contact_once_and_is_in_the_log(client, room, person):
    client.force_login(room.secretary)
    url = reverse("person", args=[person.pk])

    shown = client.post(reverse("person_reveal", args=[person.pk]), {"reason": "Undangan"})
    after = client.get(url)

    assert [PHONE in page.content.decode() for page in (shown, after)] == [True, False]
    assert "no-store" in shown["Cache-Control"]
    line = Transition.objects.of(person).get()
    assert (line.verb, line.by, line.reason) == ("reveal", room.secretary, "Undangan")


def test_reveals_are_read_by_the_national_office_and_by_oneself(client, room, person):
    people.reveal(person, reason="Undangan", by=room.secretary)
    admin = user_with(Role.ADMIN)

    pages = {}
    for user in (admin, person.user, room.secretary):
        client.force_login(user)
        pages[user] = client.get(reverse("person", args=[person.pk])).context["log"]
    client.force_login(admin)
    [row] = client.get(reverse("reveals")).context["rows"]

    assert [line.reason for line in pages[admin]] == ["Undangan"]
    assert pages[person.user] == pages[admin]
    assert pages[room.secretary] is None
    assert (row.person, row.who) == (person, room.secretary.name)


def test_reveal_by_get_or_without_the_right_shows_and_logs_nothing(client, room, person):
    other = ChapterFactory(region=room.region)
    client.force_login(room.secretary)
    by_get = client.get(reverse("person_reveal", args=[person.pk]))
    client.force_login(user_with(Role.REPRESENTATIVE, chapter=other))
    refused = client.post(reverse("person_reveal", args=[person.pk]))

    assert (by_get.status_code, refused.status_code) == (405, 403)
    assert Transition.objects.of(person).count() == 0


def test_one_reads_one_s_own_contact_and_needs_no_directory_for_it(client):
    own = UserFactory(person=PersonFactory(phone=PHONE, email=EMAIL))
    client.force_login(own)

    page = client.get(reverse("person", args=[own.person.pk])).content.decode()

    assert (PHONE in page, EMAIL in page) == (True, True)
    assert Transition.objects.count() == 0


def test_download_tells_everything_in_plain_words_and_is_logged(client, room, person):
    people.reveal(person, reason="Undangan", by=room.secretary)
    client.force_login(person.user)

    answer = client.post(reverse("person_download", args=[person.pk]))

    told = json.loads(answer.content)
    assert answer["Content-Disposition"] == f'attachment; filename="data-orang-{person.pk}-2021-09-10.json"'
    assert (told["Kartu"]["Telepon"], told["Kartu"]["Alamat surel"]) == (PHONE, EMAIL)
    assert told["Jabatan"] == [{"Jabatan": f"Ketua, {room.chapter}", "Sejak": "1 Januari 2020"}]
    assert told["Rapat"][0]["Jabatan waktu itu"] == "Ketua lama"
    assert told["Akun"]["Alamat surel"] == person.user.email
    assert told["Siapa yang melihat kontaknya"][-1]["Alasan"] == "Undangan"
    assert [line.verb for line in Transition.objects.of(person)] == ["reveal", "export"]


def test_erase_says_what_binds_and_does_nothing(client, room, person):
    client.force_login(room.coordinator)
    url = reverse("person_erase", args=[person.pk])

    page = client.get(url)
    refused = client.post(url, {"reason": "Diminta"})

    person.refresh_from_db()
    assert len(page.context["ties"]) == 2
    assert "Ketua" in refused.context["form"].non_field_errors()[0]
    assert not person.is_erased


def test_erased_lists_keep_a_row_without_a_name_and_the_directory_none(client, room):
    person = room.delegates[1].person
    client.force_login(room.coordinator)

    without = client.post(reverse("person_erase", args=[person.pk]), {"reason": ""})
    done = client.post(reverse("person_erase", args=[person.pk]), {"reason": "Diminta"})

    row = reverse("person", args=[person.pk])
    placeholder = f"Orang yang dihapus datanya #{person.pk}"
    assert (list(without.context["form"].errors), done["Location"]) == (["reason"], row)
    listed = client.get(reverse("participants", args=[room.meeting.slug])).content.decode()
    assert (placeholder in listed, person.name in listed) == (True, False)
    assert placeholder not in client.get(reverse("people")).content.decode()
    assert placeholder in client.get(row).content.decode()
    assert client.get(reverse("person_edit", args=[person.pk])).status_code == 404


def test_withdrawing_erases_the_contact(client, room, person):
    client.force_login(person.user)

    client.post(reverse("person_withdraw", args=[person.pk]))

    person.refresh_from_db()
    assert (person.phone, person.email, person.is_erased) == ("", "", False)


@pytest.mark.parametrize("meetings", [1, 3])
def test_page_asks_the_database_the_same_for_one_office_and_three(
    client, room, person, meetings, django_assert_max_num_queries
):
    for number in range(1, meetings):
        Tenure.objects.create(
            person=person, office="board", title=f"Jabatan {number}", from_on=date(2010 + number, 1, 1)
        )
    client.force_login(room.secretary)

    with django_assert_max_num_queries(14):
        client.get(reverse("person", args=[person.pk]))
