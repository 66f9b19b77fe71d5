from uuid import uuid4

import pytest

from federations.enums import Role
from federations.models import Person
from tests.factories.meetings import Gathering, ParticipantFactory
from tests.factories.users import PersonFactory, user_with
from workplan.models import Participant

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/peserta/"
RUN = ("masuk", "keluar", "salah-tekan", "kategori", "hapus")
ANSWERS = ("hadir", "berhalangan")


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


@pytest.fixture
def invited(clock):
    clock("2021-09-05 10:00")
    return Gathering("invited")


def guest(**changes):
    return {
        "token": str(uuid4()),
        "name": "Bambang SY",
        "category": "guest",
        "federation": "",
        "organisation": "PANSER",
        "sex": "",
        **changes,
    }


def numbers(response):
    return [seat.participant.number for seat in response.context["seats"]]


# --- the list -----------------------------------------------------------------------------------


def test_an_auditor_reads_initials_on_the_list(sign_in, room):
    people = [row.person for row in room.delegates]

    page = sign_in(user_with(Role.AUDITOR)).get(URL).content.decode()

    assert [person.masked_name in page for person in people] == [True] * 3
    assert [person.name in page for person in people] == [False] * 3


def test_the_list_shows_who_is_in_the_room_and_the_quorum(sign_in, room):
    ParticipantFactory(meeting=room.meeting, number=4)

    response = sign_in(room.secretary).get(URL)

    assert [seat.is_in for seat in response.context["seats"]] == [True, True, True, False]
    assert (response.context["quorum"].present, response.context["quorum"].entitled) == (3, 4)


def test_the_list_is_narrowed_to_those_in_the_room_or_not_come_yet(sign_in, room):
    ParticipantFactory(meeting=room.meeting, number=4)
    browser = sign_in(room.secretary)

    assert numbers(browser.get(URL, {"tampil": "di-ruang"})) == [1, 2, 3]
    assert numbers(browser.get(URL, {"tampil": "belum-masuk"})) == [4]
    assert numbers(browser.get(URL, {"tampil": "lain"})) == [1, 2, 3, 4]


def test_phone_and_address_are_not_on_the_list(sign_in, room):
    page = sign_in(user_with(Role.AUDITOR)).get(URL).content.decode()

    assert "081234567890" not in page
    assert "@contoh.example" not in page


def test_whoever_sees_the_meeting_sees_the_list_and_takes_nothing_down(sign_in, room):
    page = sign_in(room.rep).get(URL).content.decode()

    assert "/masuk/" not in page
    assert sign_in(room.stranger()).get(URL).status_code == 404


@pytest.mark.parametrize("people", [1, 30])
def test_the_list_takes_as_many_statements_however_long_it_is(
    sign_in, room, people, django_assert_num_queries
):
    for number in range(4, 4 + people):
        ParticipantFactory(meeting=room.meeting, number=number, present=True)
    browser = sign_in(room.secretary)

    with django_assert_num_queries(8):
        browser.get(URL)


# --- coming and going ---------------------------------------------------------------------------


def test_one_tap_in_one_tap_out_and_a_second_tap_changes_nothing(sign_in, room):
    row = ParticipantFactory(meeting=room.meeting, number=4)
    browser = sign_in(room.secretary)

    counts = []
    for word in ("masuk", "masuk", "keluar", "keluar"):
        assert browser.post(f"{URL}4/{word}/").url == f"{URL}#no-4"
        counts.append((row.stays.count(), row.stays.filter(left_at=None).count()))

    assert counts == [(1, 1), (1, 1), (1, 0), (1, 0)]


def test_a_wrong_tap_is_taken_back(sign_in, room):
    sign_in(room.secretary).post(f"{URL}1/salah-tekan/")

    assert room.delegates[0].stays.count() == 0


def test_a_walk_in_is_on_record_and_in_the_room_once(sign_in, room):
    browser, form = sign_in(room.secretary), guest()

    first = browser.post(URL, form)
    browser.post(URL, form)

    row = Participant.objects.get(person__name="Bambang SY")
    assert first.url == f"{URL}#no-4"
    assert (row.number, row.state, row.stays.count(), row.person.region) == (4, "confirmed", 1, room.region)


def test_a_walk_in_of_a_known_name_may_be_that_person(sign_in, room):
    known = PersonFactory(name="Bambang SY, SH", region=None)
    browser, form = sign_in(room.secretary), guest()

    asked = browser.post(URL, form)
    browser.post(URL, form | {"known": str(known.pk)})

    assert list(asked.context["form"].errors) == ["known"]
    assert Person.objects.called("Bambang SY").count() == 1
    assert room.meeting.participants.get(person=known).stays.count() == 1


def test_a_walk_in_of_a_known_name_may_be_somebody_else(sign_in, room):
    PersonFactory(name="Bambang SY", region=None)
    browser, form = sign_in(room.secretary), guest(known="baru")

    for _tap in range(2):
        browser.post(URL, form)

    assert Person.objects.called("Bambang SY").count() == 2
    assert room.meeting.participants.filter(person__name="Bambang SY").count() == 1


def test_a_walk_in_without_a_name_is_asked_for_it(sign_in, room):
    response = sign_in(room.secretary).post(URL, guest(name=""))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["name"]


def test_attendance_is_not_taken_before_the_invitation(sign_in, clock):
    room = Gathering("draft")

    response = sign_in(room.secretary).post(URL, guest(), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert Person.objects.filter(name="Bambang SY").count() == 0


# --- inviting -----------------------------------------------------------------------------------


def test_people_of_the_directory_are_invited_together(sign_in, invited):
    people = PersonFactory.create_batch(2, region=invited.region)

    response = sign_in(invited.secretary).post(
        f"{URL}undang/", {"category": "observer", "people": [person.pk for person in people]}
    )

    assert response.url == URL
    assert [row.category for row in invited.meeting.participants.filter(person__in=people)] == [
        "observer",
        "observer",
    ]


def test_only_people_whom_one_finds_in_the_directory_can_be_invited(sign_in, invited):
    foreign = PersonFactory(region=invited.stranger().memberships.get().region)

    response = sign_in(invited.secretary).post(f"{URL}undang/", {"category": "guest", "people": [foreign.pk]})

    assert response.status_code == 422
    assert invited.meeting.participants.count() == 3


def test_whoever_is_of_another_region_or_of_none_is_found_by_name_and_without_contact(sign_in, invited):
    known = PersonFactory(name="Ketua Contoh", region=None, phone="081234567890")
    browser, url = sign_in(invited.secretary), f"{URL}undang/?nama=ketua+con"

    page = browser.get(url)
    found = list(page.context["form"].fields["people"].queryset)
    browser.post(url, {"category": "guest", "people": [known.pk]})

    assert found == [known]
    assert "0812" not in page.content.decode()
    assert invited.meeting.participants.get(person=known).category == "guest"


def test_somebody_new_is_invited_once_however_often_it_is_sent(sign_in, invited):
    browser = sign_in(invited.secretary)
    form = {f"new-{name}": value for name, value in guest(office="Koordinator").items()} | {"form": "new"}

    for _tap in range(2):
        assert browser.post(f"{URL}undang/", form).url == f"{URL}undang/"

    assert invited.meeting.participants.get(person__name="Bambang SY").stays.count() == 0
    assert Person.objects.filter(name="Bambang SY").count() == 1


def test_nobody_ticked_is_said(sign_in, invited):
    response = sign_in(invited.secretary).post(f"{URL}undang/", {"category": "guest"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["people"]


def test_only_those_who_run_the_meeting_invite(sign_in, invited):
    assert sign_in(invited.rep).get(f"{URL}undang/").status_code == 403
    assert sign_in(invited.stranger()).get(f"{URL}undang/").status_code == 404


# --- answers ------------------------------------------------------------------------------------


def test_the_secretary_records_an_answer(sign_in, invited):
    browser = sign_in(invited.secretary)

    browser.post(f"{URL}1/hadir/")
    browser.post(f"{URL}2/berhalangan/")

    assert list(invited.meeting.participants.order_by("number").values_list("state", flat=True)) == [
        "confirmed",
        "declined",
        "invited",
    ]


def test_the_invited_person_answers_for_themselves_and_nobody_else(sign_in, invited):
    Participant.objects.filter(number=1).update(person=invited.rep.person)
    browser = sign_in(invited.rep)

    assert browser.post(f"{URL}1/berhalangan/").status_code == 302
    assert browser.post(f"{URL}2/berhalangan/").status_code == 403
    assert Participant.objects.filter(state="declined").count() == 1


def test_category_and_list_are_corrected(sign_in, invited):
    browser = sign_in(invited.secretary)

    browser.post(f"{URL}1/kategori/", {"category": "observer"})
    browser.post(f"{URL}2/kategori/", {"category": "pesta"})
    for _tap in range(2):
        browser.post(f"{URL}3/hapus/")

    assert list(invited.meeting.participants.order_by("number").values_list("number", "category")) == [
        (1, "observer"),
        (2, "full"),
    ]


# --- the ladder ---------------------------------------------------------------------------------


@pytest.mark.parametrize("word", [*RUN, *ANSWERS])
def test_a_verb_is_never_done_by_opening_its_address(sign_in, room, word):
    assert sign_in(room.secretary).get(f"{URL}1/{word}/").status_code == 405


@pytest.mark.parametrize("word", [*RUN, *ANSWERS])
def test_a_verb_is_for_those_who_run_the_meeting(sign_in, room, word):
    before = list(Participant.objects.values())

    for user, status in ((room.rep, 403), (room.admin, 403), (room.stranger(), 404)):
        assert sign_in(user).post(f"{URL}1/{word}/", {"category": "guest"}).status_code == status

    assert list(Participant.objects.values()) == before


@pytest.mark.parametrize("word", [*RUN, *ANSWERS])
def test_a_verb_in_a_wrong_state_says_so_and_changes_nothing(sign_in, room, word):
    room.approve()
    before = list(Participant.objects.values())

    response = sign_in(room.secretary).post(f"{URL}1/{word}/", {"category": "guest"}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert list(Participant.objects.values()) == before


@pytest.mark.parametrize("word", ["masuk", "keluar", "salah-tekan", "kategori", "hadir", "berhalangan"])
def test_a_number_that_nobody_has_is_not_found(sign_in, room, word):
    assert sign_in(room.secretary).post(f"{URL}99/{word}/").status_code == 404
