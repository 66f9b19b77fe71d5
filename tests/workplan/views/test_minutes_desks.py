from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories.meetings import AgendaItemFactory, Gathering, ParticipantFactory
from workplan.actions import commissions, minutes, sittings
from workplan.models import MinutesEntry, MinutesWriter, OvertakenText

pytestmark = pytest.mark.django_db

DESK = "/rakerwil/31-2021-1/notulen/tulis/"
WATCH = "/rakerwil/31-2021-1/notulen/pantau/"


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


@pytest.fixture
def commission(room):
    """Komisi A, with the representative of the first chapter as its secretary."""
    item = AgendaItemFactory(
        meeting=room.meeting, position=3, kind="commission", sitting_state="pending", title="Komisi A"
    )
    seat = ParticipantFactory(meeting=room.meeting, number=9, person=room.rep.person)
    commissions.seat(item, [], secretary=seat, by=None)
    sittings.open(item, by=None)
    return item


def address(item, verb="simpan/"):
    return f"/rakerwil/31-2021-1/notulen/acara-{item.pk}/{verb}"


def typed(text, version=0, token=None, **more):
    return {"text": text, "version": version, "token": str(token or uuid4()), **more}


def page(response):
    return " ".join(response.content.decode().split())


def test_the_desk_holds_every_item_with_its_text_and_who_else_writes(sign_in, room):
    minutes.write(room.plenary, text="Tata tertib.", version=0, by=None)
    minutes.mark_writing(room.plenary, by=room.coordinator)

    shown = page(sign_in(room.secretary).get(DESK))

    assert "Tata tertib.</textarea>" in shown
    assert 'name="version" value="1"' in shown
    assert "Koordinator sedang menulis butir 2" in shown
    assert room.coordinator.person.name not in shown.partition('id="isi"')[2]


def test_a_text_is_kept_and_said_with_its_time(sign_in, room):
    answer = sign_in(room.secretary).post(address(room.opening), typed("Dibuka."))

    assert answer.json() == {"version": 1, "saved": "Tersimpan 10.30"}
    assert MinutesEntry.objects.get().changed_by == room.secretary


def test_a_sending_that_comes_twice_counts_once(sign_in, room):
    token = uuid4()
    browser = sign_in(room.secretary)

    answers = [browser.post(address(room.opening), typed("Dibuka.", token=token)).json() for _time in "ab"]

    assert [answer["version"] for answer in answers] == [1, 1]
    assert MinutesEntry.objects.get().history.count() == 1


def test_who_was_overtaken_gets_both_wordings_with_the_difference(sign_in, room):
    minutes.write(room.opening, text="Dibuka oleh Korwil.", version=0, by=room.coordinator)
    browser = sign_in(room.secretary)

    told = browser.post(address(room.opening), typed("Dibuka oleh DEN.")).json()
    left = browser.post(address(room.opening), typed("", version=1, clash="stored")).json()

    assert (told["version"], told["stored"]) == (1, "Dibuka oleh Korwil.")
    assert "<ins>DEN.</ins>" in told["clash"]
    assert "<ins>Korwil.</ins>" in told["clash"]
    assert left["version"] == 1
    assert OvertakenText.objects.get().chosen == "stored"
    assert MinutesEntry.objects.get().text == "Dibuka oleh Korwil."


def test_what_waits_for_a_choice_is_shown_on_the_next_page_too(sign_in, room):
    minutes.write(room.opening, text="Dibuka oleh Korwil.", version=0, by=room.coordinator)
    minutes.save(room.opening, text="Dibuka oleh DEN.", version=0, by=room.secretary)
    browser = sign_in(room.secretary)

    at_the_desk = page(browser.get(DESK))
    alone = page(browser.get(address(room.opening, "")))
    done = browser.post(address(room.opening, ""), typed("Dibuka oleh DEN.", version=1, clash="both"))

    assert "Lihat keduanya dan pilih" in at_the_desk
    assert "<ins>Korwil.</ins>" in alone
    assert done.status_code == 302
    assert MinutesEntry.objects.get().text == "Dibuka oleh Korwil.\n\nDibuka oleh DEN."
    assert OvertakenText.objects.get().chosen == "mixed"


def test_the_page_without_a_script_shows_both_and_keeps_what_was_typed(sign_in, room):
    minutes.write(room.opening, text="Dibuka oleh Korwil.", version=0, by=room.coordinator)

    answer = sign_in(room.secretary).post(address(room.opening, ""), typed("Dibuka oleh DEN."))

    assert answer.status_code == 409
    assert 'value="both"' in page(answer)
    assert OvertakenText.objects.get().text == "Dibuka oleh DEN."


def test_the_watch_tells_newer_texts_and_writers_and_fades(sign_in, room, clock):
    minutes.write(room.opening, text="Dibuka.", version=0, by=room.coordinator)
    minutes.write(room.plenary, text="Tata tertib.", version=0, by=room.coordinator)
    minutes.mark_writing(room.opening, by=room.coordinator)
    seen = f"{room.opening.pk}:0,{room.plenary.pk}:1"
    browser = sign_in(room.secretary)

    told = browser.post(WATCH, {"seen": seen, "item": room.plenary.pk}).json()
    clock("2021-09-10 10:31")
    later = browser.post(WATCH, {"seen": seen}).json()

    assert told == {
        "writers": {str(room.opening.pk): ["Koordinator sedang menulis butir 1"]},
        "texts": {str(room.opening.pk): {"version": 1, "text": "Dibuka."}},
    }
    assert later["writers"] == {}
    assert MinutesWriter.objects.get(user=room.secretary).agenda_item == room.plenary


def test_nothing_is_written_once_the_record_is_closed(sign_in, room):
    room.approve()
    browser = sign_in(room.secretary)

    told = browser.post(address(room.opening), typed("Lain.", version=1)).json()

    assert list(told) == ["refused"]
    assert browser.get(DESK).status_code == 302
    assert browser.post(WATCH, {"item": room.opening.pk}).status_code == 200
    assert MinutesWriter.objects.count() == 0


def test_a_commission_s_secretary_writes_under_it_and_nowhere_else(sign_in, room, commission):
    browser = sign_in(room.rep)

    statuses = {
        "own": browser.post(address(commission), typed("Kontak poin.")).status_code,
        "alone": browser.get(address(commission, "")).status_code,
        "other": browser.post(address(room.plenary), typed("Lain.")).status_code,
        "desk": browser.get(DESK).status_code,
        "watch": browser.post(WATCH, {"item": commission.pk, "seen": f"{room.plenary.pk}:0"}).status_code,
    }
    stranger = sign_in(room.stranger()).post(address(commission), typed("Lain.")).status_code

    assert statuses == {"own": 200, "alone": 200, "other": 403, "desk": 403, "watch": 200}
    assert stranger == 404
    assert MinutesWriter.objects.get().office == "commission"
    assert MinutesEntry.objects.get().text == "Kontak poin."


@pytest.mark.parametrize("extra", [1, 3])
def test_the_desk_asks_as_often_for_many_items(sign_in, room, django_assert_max_num_queries, extra):
    for number in range(extra):
        item = AgendaItemFactory(meeting=room.meeting, position=number + 5)
        minutes.write(item, text="Isi.", version=0, by=None)
        MinutesWriter.objects.create(
            agenda_item=item, user=room.coordinator, office="coordinator", seen_at=timezone.now()
        )
    browser = sign_in(room.secretary)

    with django_assert_max_num_queries(14):
        browser.get(DESK)
