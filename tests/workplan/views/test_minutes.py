from datetime import timedelta

import pytest

from federations.enums import Role
from tests.factories.meetings import BEGINS, Gathering, ParticipantFactory
from tests.factories.users import user_with
from workplan.actions import decisions, meetings, minutes
from workplan.models import Attendance, Meeting, Minutes, MinutesEntry

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/notulen/"
VERBS = ("edarkan", "sahkan-ketua", "sahkan-sekretaris", "revisi")


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


@pytest.fixture
def finished(room):
    minutes.write(room.opening, text="Dibuka.", version=0, by=room.secretary)
    meetings.finish(room.meeting, by=None, at=BEGINS + timedelta(hours=8))
    return room


@pytest.fixture
def circulated(finished):
    minutes.circulate(minutes.of(finished.meeting), by=finished.secretary)
    return finished


def entry(item):
    return f"{URL}acara-{item.pk}/"


def attend(room, user):
    """The user was in the room."""
    row = ParticipantFactory(meeting=room.meeting, number=9, person=user.person, category="observer")
    Attendance.objects.create(participant=row, entered_at=BEGINS, left_at=BEGINS + timedelta(hours=1))


def text(response):
    return " ".join(response.content.decode().split())


# --- who reads what -----------------------------------------------------------------------------


def test_drafts_are_read_by_those_who_write_them_and_the_national_office(sign_in, finished):
    attend(finished, finished.rep)
    readers = {
        "coordinator": finished.coordinator,
        "secretary": finished.secretary,
        "admin": finished.admin,
        "present": finished.rep,
        "observer": user_with(Role.OBSERVER),
        "stranger": finished.stranger(),
    }

    statuses = {name: sign_in(user).get(URL).status_code for name, user in readers.items()}

    assert statuses == {
        "coordinator": 200,
        "secretary": 200,
        "admin": 200,
        "present": 403,
        "observer": 403,
        "stranger": 404,
    }


def test_circulated_minutes_are_read_by_those_who_were_present(sign_in, circulated):
    absent = user_with(Role.REPRESENTATIVE, chapter=circulated.other)
    attend(circulated, circulated.rep)

    statuses = [sign_in(user).get(URL).status_code for user in (circulated.rep, absent, circulated.admin)]

    assert statuses == [200, 403, 200]


def test_approved_minutes_are_read_by_all_who_see_the_meeting(sign_in, room):
    room.approve()

    statuses = [
        sign_in(user).get(URL).status_code
        for user in (room.rep, user_with(Role.OBSERVER), user_with(Role.AUDITOR), room.stranger())
    ]

    assert statuses == [200, 200, 200, 404]


def test_while_a_revision_is_written_the_others_read_what_was_approved(sign_in, room):
    room.approve()
    decided = "Keputusan lama"
    record = minutes.of(room.meeting)
    minutes.revise(record, reason="Salah nama.", by=room.admin)
    minutes.write(room.opening, text="Dibuka ulang.", version=1, by=room.secretary)
    decisions.record(room.meeting, text=decided, item=room.opening, by=room.secretary, at=BEGINS)
    readers = {"rep": room.rep, "observer": user_with(Role.OBSERVER), "secretary": room.secretary}

    read = {name: text(sign_in(user).get(URL)) for name, user in readers.items()}
    compared = text(sign_in(room.secretary).get(URL, {"teks": "disahkan"}))

    told = {
        name: ("Dibuka." in page, "Dibuka ulang." in page, decided in page, "revisi sedang ditulis" in page)
        for name, page in {**read, "compared": compared}.items()
    }
    old, new = (True, False, False, True), (False, True, True, False)
    assert told == {"rep": old, "observer": old, "secretary": new, "compared": old}


def test_a_signed_revision_takes_the_place_of_what_was_approved(sign_in, room):
    room.approve()
    record = minutes.of(room.meeting)
    minutes.revise(record, reason="Salah nama.", by=room.admin)
    minutes.write(room.opening, text="Dibuka ulang.", version=1, by=room.secretary)
    minutes.circulate(record, by=room.secretary)
    minutes.approve(record, signer="chair", by=room.coordinator)
    minutes.approve(record, signer="secretary", by=room.secretary)

    page = text(sign_in(room.rep).get(URL, {"teks": "disahkan"}))

    assert ("Dibuka ulang." in page, "revisi sedang ditulis" in page) == (True, False)


def test_there_is_nothing_approved_before_both_have_signed(sign_in, circulated):
    assert sign_in(circulated.secretary).get(URL, {"teks": "disahkan"}).status_code == 404


def test_an_auditor_reads_no_name_in_the_minutes(sign_in, room):
    person = room.delegates[0].person
    room.opening.speaker = person
    room.opening.save()
    minutes.write(room.plenary, text=f"Disampaikan oleh {person.name}.", version=0, by=room.secretary)
    room.approve()
    signers = {user.person.name for user in (room.coordinator, room.secretary)}

    pages = {}
    for role in (Role.OBSERVER, Role.AUDITOR):
        browser = sign_in(user_with(role))
        pages[role] = text(browser.get(URL)) + text(browser.get("/rakerwil/31-2021-1/acara/"))

    assert {role: [name in page for name in {person.name} | signers] for role, page in pages.items()} == {
        Role.OBSERVER: [True] * 3,
        Role.AUDITOR: [False] * 3,
    }
    assert f"Disampaikan oleh {person.masked_name}." in pages[Role.AUDITOR]


def test_the_link_to_the_minutes_is_shown_to_those_who_may_read_them(sign_in, finished):
    assert f'href="{URL}"' in text(sign_in(finished.secretary).get("/rakerwil/31-2021-1/"))
    assert f'href="{URL}"' not in text(sign_in(finished.rep).get("/rakerwil/31-2021-1/"))


def test_text_decisions_and_the_times_stand_item_by_item(sign_in, room):
    decisions.record(room.meeting, text="Tata tertib disahkan.", item=room.plenary, by=None, at=BEGINS)
    minutes.write(room.opening, text="Dibuka <b>resmi</b>.\n\nDoa.", version=0, by=None)

    response = sign_in(room.secretary).get(URL)

    passages = response.context["passages"]
    assert [(each.title, each.text[:6], len(each.decisions)) for each in passages] == [
        ("Pembukaan", "Dibuka", 0),
        ("Pleno I", "", 1),
    ]
    assert "Dibuka &lt;b&gt;resmi&lt;/b&gt;." in text(response)


# --- writing ------------------------------------------------------------------------------------


def test_what_is_written_stands_under_its_item(sign_in, room):
    response = sign_in(room.secretary).post(entry(room.opening), {"text": "Dibuka.", "version": "0"})

    assert response.url == f"{URL}#acara-{room.opening.pk}"
    assert MinutesEntry.objects.get().text == "Dibuka."


def test_two_who_write_at_once_both_keep_their_text(sign_in, room):
    minutes.write(room.opening, text="Dibuka oleh DEN.", version=0, by=room.coordinator)
    browser = sign_in(room.secretary)

    response = browser.post(entry(room.opening), {"text": "Pembukaan pukul 09.05.", "version": "0"})

    assert response.status_code == 409
    assert response.context["clash"]["rows"] == [("Notulen", "Pembukaan pukul 09.05.", "Dibuka oleh DEN.")]
    assert response.context["clash"]["by"] == room.coordinator
    assert MinutesEntry.objects.get().text == "Dibuka oleh DEN."
    version = response.context["form"]["version"].value()
    browser.post(entry(room.opening), {"text": "Pembukaan pukul 09.05.", "version": version, "clash": "mine"})
    stored = MinutesEntry.objects.get()
    assert stored.text == "Pembukaan pukul 09.05."
    assert stored.history.earliest().text == "Dibuka oleh DEN."


def test_the_saved_text_can_be_kept(sign_in, room):
    minutes.write(room.opening, text="Dibuka oleh DEN.", version=0, by=room.coordinator)

    sign_in(room.secretary).post(entry(room.opening), {"text": "Lain.", "version": "0", "clash": "stored"})

    assert MinutesEntry.objects.get().text == "Dibuka oleh DEN."


def test_those_who_were_present_do_not_write_themselves(sign_in, circulated):
    attend(circulated, circulated.rep)
    browser = sign_in(circulated.rep)

    response = browser.post(entry(circulated.opening), {"text": "Dibuka oleh DEN.", "version": "1"})

    assert response.status_code == 403
    assert MinutesEntry.objects.get().text == "Dibuka."


def test_nobody_else_writes(sign_in, circulated):
    form = {"text": "Lain.", "version": "1"}

    statuses = [
        sign_in(user).post(entry(circulated.opening), form).status_code
        for user in (circulated.rep, circulated.admin, circulated.stranger())
    ]

    assert statuses == [403, 403, 404]


def test_what_was_typed_after_the_approval_is_refused_and_not_lost(sign_in, room):
    room.approve()

    response = sign_in(room.secretary).post(entry(room.opening), {"text": "Lain.", "version": "1"})

    assert response.status_code == 422
    assert response.context["form"]["text"].value() == "Lain."
    assert MinutesEntry.objects.get().text == "Dibuka."


# --- the steps ----------------------------------------------------------------------------------


def test_minutes_go_round_and_are_signed_by_two(sign_in, finished):
    sign_in(finished.secretary).post(f"{URL}edarkan/")
    sign_in(finished.secretary).post(f"{URL}sahkan-sekretaris/")
    assert Minutes.objects.get().state == "circulated"

    sign_in(finished.coordinator).post(f"{URL}sahkan-ketua/")

    assert (Minutes.objects.get().state, Meeting.objects.get().state) == ("approved", "approved")


def test_each_signs_only_as_who_they_are(sign_in, circulated):
    assert sign_in(circulated.secretary).post(f"{URL}sahkan-ketua/").status_code == 403
    assert sign_in(circulated.coordinator).post(f"{URL}sahkan-sekretaris/").status_code == 403
    assert "sahkan-sekretaris" in text(sign_in(circulated.secretary).get(URL))
    assert "sahkan-ketua" not in text(sign_in(circulated.secretary).get(URL))


def test_approved_minutes_are_revised_by_the_national_office_with_a_reason(sign_in, room):
    room.approve()

    assert sign_in(room.coordinator).post(f"{URL}revisi/", {"reason": "Keliru."}).status_code == 403
    sign_in(room.admin).post(f"{URL}revisi/", {"reason": "Keliru."})

    assert (Minutes.objects.get().state, Minutes.objects.get().revision) == ("draft", 1)
    assert Meeting.objects.get().state == "finished"


@pytest.mark.parametrize("word", VERBS)
def test_a_verb_is_never_done_by_opening_its_address(sign_in, finished, word):
    assert sign_in(finished.admin).get(f"{URL}{word}/").status_code == 405


@pytest.mark.parametrize("word", VERBS)
def test_a_verb_is_not_for_others(sign_in, finished, word):
    for user, status in ((finished.rep, 403), (finished.stranger(), 404)):
        assert sign_in(user).post(f"{URL}{word}/", {"reason": "x"}).status_code == status

    assert Minutes.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("word", "who"),
    [
        ("edarkan", "secretary"),
        ("sahkan-ketua", "coordinator"),
        ("sahkan-sekretaris", "secretary"),
        ("revisi", "admin"),
    ],
)
@pytest.mark.parametrize("written", [True, False])
def test_a_verb_in_a_wrong_state_says_so_and_changes_nothing(sign_in, room, word, who, written):
    if written:
        minutes.write(room.opening, text="Dibuka.", version=0, by=None)
    before = list(Minutes.objects.values())

    response = sign_in(getattr(room, who)).post(f"{URL}{word}/", {"reason": "x"}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert list(Minutes.objects.values()) == before
