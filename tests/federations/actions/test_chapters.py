from datetime import date

import pytest

from federations.actions import chapters
from federations.enums import COORDINATOR_OFFICE
from federations.models import Chapter, Federation
from rakerwil.transitions import Refused
from rakerwil.versions import Stale
from tests.factories.organisation import ChapterFactory, DistrictFactory, FederationFactory

FOUNDED = date(2020, 3, 1)


def office_of(region) -> Chapter:
    return Chapter.objects.get(region=region, federation__code=COORDINATOR_OFFICE)


def found(region, admin, day: date = FOUNDED, **fields) -> Chapter:
    chapter = Chapter(region=region, federation=FederationFactory(), active_from=day, **fields)
    return chapters.found(chapter, by=admin)


def test_found_brings_the_coordinator_s_office(admin, bandung):
    found(bandung, admin)

    office = office_of(bandung)
    assert (office.active_from, office.active_to, office.district) == (FOUNDED, None, None)
    assert office.history.get().history_user == admin


def test_found_earlier_moves_the_office_back(admin, bandung):
    found(bandung, admin)

    found(bandung, admin, date(2019, 1, 1), district=DistrictFactory(region=bandung))

    assert office_of(bandung).active_from == date(2019, 1, 1)


def test_found_later_leaves_the_office_alone(admin, bandung):
    found(bandung, admin)

    found(bandung, admin, date(2021, 1, 1))

    assert office_of(bandung).active_from == FOUNDED
    assert office_of(bandung).history.count() == 1


def test_found_where_no_file_named_the_office_makes_its_federation(admin, bandung):
    found(bandung, admin)

    assert Federation.objects.get(code=COORDINATOR_OFFICE).short_name == "Korwil langsung"


def test_ensure_without_chapters_makes_nothing(bandung):
    chapters.ensure_coordinator_office(bandung, by=None)

    assert Chapter.objects.count() == 0


def test_correct_to_an_earlier_day_moves_the_office(admin, bandung):
    chapter = found(bandung, admin)
    chapter.active_from = date(2018, 5, 1)

    chapters.correct(chapter, chapter.version, by=admin)

    assert office_of(bandung).active_from == date(2018, 5, 1)


def test_correct_of_a_stale_version_writes_nothing(admin, garteks):
    version = garteks.version
    chapters.end(garteks, date(2021, 6, 30), by=admin)
    garteks.active_from = date(2018, 5, 1)

    with pytest.raises(Stale):
        chapters.correct(garteks, version, by=admin)

    assert Chapter.objects.get(pk=garteks.pk).active_from == date(2019, 1, 1)


def test_end_and_reopen_keep_one_row_with_its_history(admin, garteks):
    chapters.end(garteks, date(2021, 6, 30), by=admin)
    ended = Chapter.objects.get(pk=garteks.pk).active_to
    chapters.reopen(garteks, by=admin)

    assert ended == date(2021, 6, 30)
    assert Chapter.objects.get(pk=garteks.pk).active_to is None
    assert [row.active_to for row in garteks.history.all()] == [None, date(2021, 6, 30), None]
    assert garteks.history.first().history_user == admin


def test_end_twice_is_refused(admin, garteks):
    chapters.end(garteks, date(2021, 6, 30), by=admin)

    with pytest.raises(Refused):
        chapters.end(garteks, date(2021, 7, 31), by=admin)

    assert Chapter.objects.get(pk=garteks.pk).active_to == date(2021, 6, 30)


def test_end_before_the_first_day_is_refused(admin, garteks):
    with pytest.raises(Refused):
        chapters.end(garteks, date(2018, 12, 31), by=admin)


def test_reopen_an_open_chapter_is_refused(admin):
    with pytest.raises(Refused):
        chapters.reopen(ChapterFactory(), by=admin)
