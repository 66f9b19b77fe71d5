from datetime import date

import pytest

from rakerwil.transitions import ReasonMissing, Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.invitations import InvitationFactory, LetterheadFactory
from tests.factories.meetings import Gathering
from workplan.actions import invitations
from workplan.models import Invitation, IssuedLetter, Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    clock("2021-08-27 10:00")
    room = Gathering("invited")
    LetterheadFactory(region=room.region)
    return room


def letter(room, **terms):
    return InvitationFactory(meeting=room.meeting, federation=room.chapter.federation, **terms)


def test_drafts_are_made_to_federations_without_a_letter_and_only_once(room):
    letter(room)

    for _tap in range(2):
        invitations.prepare(room.meeting, by=room.secretary)

    codes = sorted(row.federation.code for row in room.meeting.invitations.all())
    assert codes == sorted([room.chapter.federation.code, "FKUI"])


def test_a_letter_gets_the_next_number_by_the_pattern_of_its_day(room):
    first, second = letter(room), InvitationFactory(meeting=room.meeting)

    count = invitations.issue_all(room.meeting, by=room.secretary)

    numbers = [Invitation.objects.get(pk=row.pk).letter.text for row in (first, second)]
    assert count == 2
    assert numbers == ["001/KORWIL-DKI/KSBSI/VIII/2021", "002/KORWIL-DKI/KSBSI/VIII/2021"]


def test_numbers_begin_anew_with_the_year(room):
    invitations.issue(letter(room), by=None, on=date(2021, 12, 31))
    other = InvitationFactory(meeting=room.meeting)

    invitations.issue(other, by=None, on=date(2022, 1, 3))

    assert other.letter.text == "001/KORWIL-DKI/KSBSI/I/2022"


def test_a_letter_is_issued_once(room):
    row = letter(room, issued=True)

    with pytest.raises(WrongState):
        invitations.issue(row, by=room.secretary)

    assert IssuedLetter.objects.count() == 1


def test_withdrawing_asks_why_and_ends_the_link(room):
    row = letter(room, issued=True)
    before = invitations.seal(row)
    with pytest.raises(ReasonMissing):
        invitations.withdraw(row, reason=" ", by=room.secretary)

    invitations.withdraw(row, reason="Salah alamat.", by=room.secretary)

    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert invitations.sealed(row.pk, before) is None
    assert Transition.objects.of(row).get(verb="withdraw").reason == "Salah alamat."


def test_a_letter_written_anew_gets_a_new_number_and_the_old_one_stays_used(room):
    row = letter(room, issued=True)
    invitations.withdraw(row, reason="Salah alamat.", by=None)
    invitations.redraft(row, by=None)
    row.refresh_from_db()

    invitations.issue(row, by=None)

    assert row.letter.number == 2
    assert list(IssuedLetter.objects.values_list("number", flat=True)) == [1, 2]


def test_an_issued_letter_is_neither_changed_nor_thrown_away(room):
    row = letter(room, issued=True)

    for verb in (
        lambda: invitations.edit(row, version=row.version, by=None, quota=9),
        lambda: invitations.remove(row, by=None),
    ):
        with pytest.raises(WrongState):
            verb()

    assert Invitation.objects.get().quota == 2


def test_a_stale_edit_is_told(room):
    row = letter(room)
    invitations.edit(row, version=1, by=None, quota=3)

    with pytest.raises(Stale):
        invitations.edit(row, version=1, by=None, quota=4)

    assert Invitation.objects.get().quota == 3


def test_a_federation_has_one_letter_of_a_kind(room):
    letter(room)

    with pytest.raises(Refused, match="sudah"):
        invitations.write(
            room.meeting,
            kind="delegation",
            recipient="Pimpinan",
            quota=1,
            federation=room.chapter.federation,
            by=None,
        )


def test_once_the_meeting_has_begun_letters_stand(clock):
    clock("2021-09-10 10:30")
    room = Gathering()
    row = letter(room)

    for verb in (
        lambda: invitations.issue(row, by=None),
        lambda: invitations.prepare(room.meeting, by=None),
        lambda: invitations.set_terms(room.meeting, version=1, by=None, attire="Batik"),
    ):
        with pytest.raises(WrongState):
            verb()

    assert IssuedLetter.objects.count() == 0


def test_terms_are_kept_with_their_version(room):
    invitations.set_terms(room.meeting, version=1, by=room.secretary, attire="Batik")

    with pytest.raises(Stale):
        invitations.set_terms(room.meeting, version=1, by=room.secretary, attire="Bebas")

    assert room.meeting.letter_terms.attire == "Batik"


@pytest.mark.parametrize("place", range(invitations.SEAL_LENGTH))
def test_a_link_with_one_sign_changed_opens_nothing(room, place):
    row = letter(room, issued=True)
    true = invitations.seal(row)
    other = "a" if true[place] != "a" else "b"

    assert invitations.sealed(row.pk, true) == row
    assert invitations.sealed(row.pk, true[:place] + other + true[place + 1 :]) is None


def test_the_link_of_a_draft_and_of_another_letter_opens_nothing(room):
    draft, issued = letter(room), InvitationFactory(meeting=room.meeting, issued=True)

    assert invitations.sealed(draft.pk, invitations.seal(draft)) is None
    assert invitations.sealed(issued.pk, invitations.seal(draft)) is None
