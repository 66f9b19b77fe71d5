import pytest
from django.utils import translation

from tests.factories.packages import draft, meeting, package
from workplan.exports.packages import Reader


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def row(reader, code):
    return next(each for each in reader.indicators if each["code"] == code)


def test_amounts_keep_the_decimals_of_their_indicator():
    reader = Reader(package())

    assert reader.amount("ORG-01", "1200") == "1.200"
    assert reader.amount("KEU-01", "9876538.00") == "9.876.538,00"
    assert reader.amount("PKB-02", "53.3333") == "53,3\N{NO-BREAK SPACE}%"
    assert reader.amount("ORG-01", None) == "–"


def test_what_was_divided_shows_a_decimal_only_where_it_has_a_part():
    reader = Reader(package())

    assert reader.divided("ORG-01", "800.0000") == "800"
    assert reader.divided("ORG-01", "13.7500") == "13,8"
    assert reader.divided("PKB-02", "60.0000") == "60,0\N{NO-BREAK SPACE}%"
    assert reader.divided("ORG-01", None) == "–"


def test_a_ceiling_says_that_it_is_one():
    reader = Reader(package())

    assert reader.target(row(reader, "ORG-01")) == "1.200"
    assert reader.target(row(reader, "ORG-03")) == "maks. 48"
    assert reader.target(row(reader, "KEU-01")) == "–"


def test_percents_keep_the_decimals_that_hold_them_below_a_cut_off():
    reader = Reader(package())

    assert reader.percent("90.9600") == "90,96\N{NO-BREAK SPACE}%"
    assert reader.score("75.9999") == "75,9999"
    assert reader.cell({"achievement_to_date": "50.6000", "category_to_date": "sangat_rendah"}).word == "50,6"


def test_categories_are_words_of_the_reader_s_language():
    reader = Reader(package())

    indonesian = reader.judged("sangat_tinggi").word
    with translation.override("en"):
        english = reader.judged("sangat_tinggi").word

    assert (indonesian, english) == ("Sangat tinggi", "Very high")
    assert reader.judged(None).word == "–"


def test_names_are_those_of_the_reader_s_language():
    reader = Reader(package())
    with translation.override("en"):
        english = Reader(package())

    assert reader.title("ORG-01") == "ORG-01 Anggota baru"
    assert english.title("ORG-01") == "ORG-01 New members"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("WIB", "15 Oktober 2021, 14.00 WIB"),
        ("WITA", "15 Oktober 2021, 15.00 WITA"),
        ("WIT", "15 Oktober 2021, 16.00 WIT"),
    ],
)
def test_moments_follow_the_region_s_clock_and_name_it(zone, expected):
    reader = Reader(package(meeting=meeting(time_zone=zone)))

    assert reader.moment("2021-10-15T07:00:00+00:00") == expected


def test_moments_without_a_meeting_are_western_and_may_be_missing():
    reader = Reader(draft(meeting=None))

    assert reader.moment("2021-10-15T07:00:00+00:00") == "15 Oktober 2021, 14.00 WIB"
    assert reader.moment(None) == "–"


def test_a_chapter_of_a_district_names_it():
    reader = Reader(package())

    assert reader.chapter({"federation": "GARTEKS", "district_code": None}) == "GARTEKS"
    assert reader.chapter({"federation": "KIKES", "district_code": "32.75"}) == "KIKES 32.75"


def test_worst_comes_first_and_what_is_not_judged_not_at_all():
    reader = Reader(package())

    assert [each["code"] for each in reader.worst_first] == ["ORG-01", "PKB-02", "ORG-03"]


def test_only_what_has_its_hash_is_final():
    assert Reader(package()).is_final
    assert not Reader(draft()).is_final
