import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import DURING, AgendaItemFactory, Gathering
from workplan.actions import recommendations
from workplan.models import Recommendation, Transition
from workplan.reporting.wordings import Change, Piece, difference, lineage, wordings

WORDS = st.lists(st.sampled_from(["kontak", "poin", "di", "kawasan", "empat", "tiap"]), max_size=12)


def test_a_difference_is_told_word_by_word():
    assert difference("Bentuk kontak poin di kawasan.", "Bentuk empat kontak poin.") == [
        Piece(Change.SAME, "Bentuk"),
        Piece(Change.ADDED, "empat"),
        Piece(Change.SAME, "kontak"),
        Piece(Change.REMOVED, "poin di kawasan."),
        Piece(Change.ADDED, "poin."),
    ]


@given(before=WORDS, after=WORDS)
def test_both_wordings_can_be_read_off_their_difference(before, after):
    pieces = difference(" ".join(before), " ".join(after))

    def read(left_out):
        return " ".join(piece.text for piece in pieces if piece.change != left_out).split()

    assert read(Change.REMOVED) == after
    assert read(Change.ADDED) == before


@given(words=WORDS)
def test_the_same_words_differ_nowhere(words):
    assert {piece.change for piece in difference("\n".join(words), " ".join(words))} <= {Change.SAME}


@pytest.fixture
def room(db, clock):
    clock("2021-09-10 10:30")
    return Gathering()


def read(row):
    return Recommendation.objects.select_related("commission").get(pk=row.pk)


def steps(row):
    return list(Transition.objects.of(row))


def test_each_wording_has_its_stage_and_reason(room):
    row = room.recommend()
    recommendations.discuss(row, by=room.secretary)
    recommendations.edit(
        row,
        version=1,
        text="Bentuk empat kontak poin.",
        indicators=[room.members],
        raised_by=[room.chapter],
        reason="Komisi A menyebut jumlahnya.",
        by=room.secretary,
    )
    recommendations.table(read(row), by=room.secretary)
    recommendations.adopt_amended(
        read(row), title=row.title, text="Bentuk lima kontak poin.", by=None, at=DURING
    )

    latest, middle, first = wordings(read(row), steps(row))

    assert (first.stage, first.pieces, first.reason) == ("Usulan", (), "")
    assert (middle.stage, middle.counted) == ("Komisi", (1, 0))
    assert middle.reason == "Komisi A menyebut jumlahnya."
    assert (latest.stage, latest.counted, latest.reason) == ("Disahkan dengan perubahan", (1, 1), "")


def test_its_way_leads_from_the_federation_to_rakornas(room):
    commission = AgendaItemFactory(meeting=room.meeting, sitting=True, kind="commission", title="Komisi A")
    row = room.recommend(commission=commission)

    def way():
        return [str(stage.reached) for stage in lineage(read(row), [room.chapter], steps(row))]

    ways = [way()]
    for step in (recommendations.discuss, recommendations.table, recommendations.adopt):
        step(row, by=None, at=DURING)
        ways.append(way())

    assert ways == [
        ["wait", "open", "open", "open"],
        ["done", "wait", "open", "open"],
        ["done", "done", "wait", "open"],
        ["done", "done", "done", "open"],
    ]
    federation, through, plenary, _rakornas = lineage(read(row), [room.chapter], steps(row))
    assert (federation.detail, through.detail, plenary.at) == (room.chapter.name, "Komisi A", DURING)


def test_what_is_not_agreed_ends_in_the_plenary(room):
    row = room.recommend(tabled=True)
    recommendations.reject(row, reason="Sudah ada.", by=None, at=DURING)

    stages = lineage(read(row), [], steps(row))

    assert [str(stage.reached) for stage in stages] == ["done", "na", "ended", "open"]
    assert stages[0].detail == "Rapat"


@pytest.mark.parametrize(("state", "last"), [("sent", "wait"), ("received", "wait"), ("declined", "done")])
def test_once_sent_it_is_at_rakornas(room, state, last):
    row = room.recommend(tabled=True)
    recommendations.adopt(row, by=None, at=DURING)
    Recommendation.objects.update(state=state)

    assert str(lineage(read(row), [], steps(row))[-1].reached) == last
