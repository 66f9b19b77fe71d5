from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from federations.actions import tenures
from federations.enums import Office
from federations.models import Tenure
from rakerwil.transitions import Refused
from tests.factories.organisation import UnitFactory
from tests.factories.users import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(jakarta):
    return PersonFactory(region=jakarta)


def give(person, office=Office.CHAIR, *, by=None, **fields):
    first = fields.pop("from_on", date(2021, 1, 1))
    return tenures.give(Tenure(person=person, office=office, from_on=first, **fields), uuid4(), by=by)


def test_an_office_without_a_title_is_called_by_its_name(person, garteks, secretary):
    tenure = give(person, chapter=garteks, by=secretary)

    assert str(tenure) == f"Ketua, {garteks}"
    assert tenure.history.get().history_user == secretary


@pytest.mark.parametrize("kind", ["region", "federation", "chapter", "unit", "nation"])
def test_a_single_seat_has_one_open_holder_whoever_writes(person, jakarta, garteks, kind):
    bodies = {
        "region": {"region": jakarta},
        "federation": {"federation": garteks.federation},
        "chapter": {"chapter": garteks},
        "unit": {"unit": UnitFactory()},
        "nation": {},
    }
    give(person, **bodies[kind])
    other = PersonFactory()

    with pytest.raises(Refused, match="memegang jabatan ini"):
        give(other, **bodies[kind], from_on=date(2024, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Tenure.objects.create(person=other, office=Office.CHAIR, title="Ketua", **bodies[kind])


def test_a_seat_passes_on_once_the_last_day_is_set(person, garteks, secretary):
    first = give(person, chapter=garteks)

    tenures.end(first, date(2023, 12, 31), by=secretary)
    second = give(PersonFactory(), chapter=garteks, from_on=date(2024, 1, 1))

    assert [row.person for row in Tenure.objects.on(date(2023, 12, 31))] == [person]
    assert [row.person for row in Tenure.objects.on(date(2024, 1, 1))] == [second.person]


def test_past_days_of_a_single_seat_do_not_overlap_either(person, garteks):
    give(person, chapter=garteks, until_on=date(2022, 6, 30))

    with pytest.raises(Refused):
        give(PersonFactory(), chapter=garteks, from_on=date(2020, 1, 1), until_on=date(2021, 1, 1))


def test_members_of_a_board_are_several_but_each_is_one_once(person, garteks):
    give(person, Office.BOARD, chapter=garteks)
    give(PersonFactory(), Office.BOARD, chapter=garteks)

    with pytest.raises(Refused, match="sudah tercatat"):
        give(person, Office.BOARD, chapter=garteks, from_on=date(2022, 1, 1))


def test_sent_twice_an_office_is_recorded_once(person, garteks):
    token = uuid4()
    rows = [
        tenures.give(Tenure(person=person, office="chair", chapter=garteks), token, by=None) for _ in "12"
    ]

    assert rows[0] == rows[1]


def test_who_runs_a_region_records_nothing_of_another_or_of_the_nation(person, garteks, stranger, secretary):
    with pytest.raises(PermissionDenied):
        give(person, chapter=garteks, by=stranger)
    with pytest.raises(PermissionDenied):
        give(person, by=secretary)


def test_last_day_before_the_first_is_refused(person, garteks, secretary):
    with pytest.raises(Refused, match="mendahului hari pertama"):
        tenures.end(give(person, chapter=garteks), date(2020, 12, 31), by=secretary)


def test_taken_back_only_as_it_was_seen(person, garteks, secretary):
    tenure = give(person, chapter=garteks)

    with pytest.raises(Refused):
        tenures.take_back(tenure, seen="2021-01-01/2022-01-01", by=secretary)
    tenures.take_back(tenure, seen=tenure.dates, by=secretary)

    assert [row.history_type for row in Tenure.history.all()] == ["-", "+"]


def test_office_on_a_day_or_what_was_written_by_hand(person, garteks):
    person.office = "Tamu"
    give(person, chapter=garteks, until_on=date(2022, 6, 30))

    assert person.office_on(date(2022, 6, 30)) == f"Ketua, {garteks}"
    assert person.office_on(date(2022, 7, 1)) == "Tamu"
