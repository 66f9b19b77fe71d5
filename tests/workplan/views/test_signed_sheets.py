from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories.meetings import BEGINS, DURING, AgendaItemFactory, Gathering, ParticipantFactory
from workplan.actions import agenda
from workplan.models import CommissionMember, MeetingFile

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/peserta/lembar/"


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


@pytest.fixture
def missing(room):
    """Nos. 4 to 6 are not there yet."""
    return [ParticipantFactory(meeting=room.meeting, number=number) for number in (4, 5, 6)]


def here(room):
    return list(
        room.meeting.participants.filter(stays__isnull=False)
        .order_by("number")
        .values_list("number", flat=True)
    )


def lines(response):
    return {
        line.row.participant.number: (line.is_known, line.is_chosen)
        for _name, rows in response.context["groups"]
        for line in rows
    }


def photo():
    picture = BytesIO()
    Image.new("RGB", (40, 30), "#fffefb").save(picture, "JPEG")
    return SimpleUploadedFile("lembar.jpg", picture.getvalue(), content_type="image/jpeg")


def test_the_rows_stand_as_on_paper_and_who_is_known_is_marked(sign_in, room, missing):
    ParticipantFactory(meeting=room.meeting, number=7, category="guest")

    response = sign_in(room.secretary).get(URL)

    assert list(lines(response)) == [1, 2, 3, 4, 5, 6, 7]
    assert [number for number, (is_known, _chosen) in lines(response).items() if is_known] == [1, 2, 3]


def test_a_commissions_sheet_lists_its_members(sign_in, room, missing):
    commission = AgendaItemFactory(
        meeting=room.meeting, position=3, kind="commission", sitting_state="pending"
    )
    for row in missing[:2]:
        CommissionMember.objects.create(commission=commission, participant=row)

    response = sign_in(room.secretary).get(URL, {"acara": commission.pk})

    assert list(lines(response)) == [4, 5]


def test_typed_ranges_and_tapped_rows_are_ticked_in_one_go(sign_in, room, missing):
    response = sign_in(room.secretary).post(URL, {"typed": "1-4", "tapped": ["6"]}, follow=True)

    assert here(room) == [1, 2, 3, 4, 6]
    assert [str(message) for message in response.context["messages"]] == [
        "2 orang dicatat hadir. Sudah tercatat sebelumnya: No. 1-3."
    ]


def test_looked_at_first_it_shows_who_it_would_be_and_ticks_nobody(sign_in, room, missing):
    response = sign_in(room.secretary).post(URL, {"typed": "1-5", "look": "1"})

    assert here(room) == [1, 2, 3]
    assert (response.status_code, response.context["chosen"]) == (200, "4-5")
    assert [number for number, (_known, is_chosen) in lines(response).items() if is_chosen] == [4, 5]


def test_a_number_that_nobody_has_is_named_and_nobody_is_ticked(sign_in, room, missing):
    response = sign_in(room.secretary).post(URL, {"typed": "4, 40-41"})

    assert (response.status_code, here(room)) == (422, [1, 2, 3])
    assert "40-41" in response.content.decode()


def test_a_session_s_sheet_knows_who_was_there_and_keeps_its_photo(sign_in, room, missing):
    agenda.begin(room.opening, by=None, at=BEGINS)
    agenda.end(room.opening, by=None, at=DURING)

    sign_in(room.secretary).post(
        f"{URL}?acara={room.opening.pk}", {"typed": "5", "attached": [photo()]}, follow=True
    )

    file = MeetingFile.objects.get()
    assert list(missing[1].stays.values_list("entered_at", "left_at")) == [(BEGINS, DURING)]
    assert (file.kind, file.agenda_item, file.content_type) == ("daftar-hadir", room.opening, "image/jpeg")


def test_a_file_that_is_no_photo_ticks_nobody(sign_in, room, missing):
    bad = SimpleUploadedFile("lembar.jpg", b"<script>", content_type="image/jpeg")

    response = sign_in(room.secretary).post(URL, {"typed": "4", "attached": [bad]})

    assert (response.status_code, here(room), MeetingFile.objects.count()) == (422, [1, 2, 3], 0)


def test_an_approved_record_takes_no_sheet(sign_in, room):
    room.approve()

    assert sign_in(room.secretary).get(URL).status_code == 302


def test_the_page_asks_the_database_as_often_for_three_as_for_thirty(
    sign_in, room, missing, django_assert_max_num_queries
):
    for number in range(10, 37):
        ParticipantFactory(meeting=room.meeting, number=number)
    browser = sign_in(room.secretary)

    with django_assert_max_num_queries(14):
        browser.get(URL)
