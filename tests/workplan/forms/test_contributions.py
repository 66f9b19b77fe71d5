from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from tests.factories.desks import AUGUST, Desk, picture
from workplan.actions.entries import Figures
from workplan.forms.contributions import ContributionForm, asked
from workplan.reporting import months

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def desk():
    return Desk()


def line(desk, indicator, month=AUGUST):
    return months.chapter_year(months.framework(desk.year), desk.chapter).line(indicator, month)


def filled(desk, indicator, files=None, **typed):
    """The form of a row as it was sent, checked."""
    data = {f"08-{indicator.code}-{name}": value for name, value in {"version": "0", **typed}.items()}
    sent = MultiValueDict({f"08-{indicator.code}-evidence": files or []})
    form = ContributionForm(line(desk, indicator), data, sent)
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("terms", "month", "expected"),
    [
        ({}, AUGUST, "Tambahan selama Agustus"),
        ({"stock": True}, AUGUST, "Posisi per 31 Agustus"),
        ({"stock": True}, date(2021, 2, 1), "Posisi per 28 Februari"),
        ({"frequency": "quarterly"}, date(2021, 9, 1), "Tambahan dari Juli sampai September"),
        ({"frequency": "yearly"}, date(2021, 12, 1), "Tambahan selama 2021"),
    ],
)
def test_the_field_says_what_to_type(desk, terms, month, expected):
    assert asked(desk.indicator(**terms), month) == expected


@pytest.mark.parametrize(
    ("terms", "names"),
    [
        ({}, ("value",)),
        ({"by_sex": True}, ("women", "men")),
        ({"ratio": True}, ("numerator", "denominator")),
        ({"milestone": True}, ("value",)),
    ],
)
def test_the_fields_follow_the_measure(desk, terms, names):
    form = ContributionForm(line(desk, desk.indicator(**terms)))

    assert form.figure_names == names
    assert all(field.auto_id.startswith("08-ORG-01-") for field in form.figure_fields)


@pytest.mark.parametrize(
    ("terms", "typed", "expected"),
    [
        ({}, {"value": "0"}, Figures(value=Decimal(0))),
        ({}, {"value": ""}, Figures()),
        ({"decimals": 1}, {"value": "2,5"}, Figures(value=Decimal("2.5"))),
        (
            {"by_sex": True},
            {"women": "5", "men": "4"},
            Figures(value=Decimal(9), women=Decimal(5), men=Decimal(4)),
        ),
        ({"by_sex": True}, {"women": "5", "men": ""}, Figures(women=Decimal(5))),
        (
            {"ratio": True},
            {"numerator": "3", "denominator": "4"},
            Figures(numerator=Decimal(3), denominator=Decimal(4)),
        ),
        ({"milestone": True}, {"value": "1"}, Figures(value=Decimal(1))),
        ({"milestone": True}, {"note": ""}, Figures()),
    ],
    ids=["nil", "blank", "decimals", "by sex", "half", "ratio", "milestone", "milestone left open"],
)
def test_what_was_typed_is_read(desk, terms, typed, expected):
    entry = filled(desk, desk.indicator(**terms), **typed).entry()

    assert (entry.figures, entry.seen, entry.month) == (expected, 0, AUGUST)


@pytest.mark.parametrize(
    ("terms", "typed", "field", "code"),
    [
        ({}, {"value": "1.234"}, "value", "ambiguous"),
        ({}, {"value": "1,5"}, "value", "decimals"),
        ({}, {"value": "-3"}, "value", "negative"),
        ({}, {"value": "dua"}, "value", "invalid"),
        ({"ratio": True}, {"numerator": "5", "denominator": "4"}, "numerator", ""),
        ({"milestone": True}, {"value": "2"}, "value", "invalid_choice"),
    ],
)
def test_a_wrong_figure_is_told_beside_its_field_and_what_was_typed_stays(desk, terms, typed, field, code):
    form = filled(desk, desk.indicator(**terms), note="tetap", **typed)

    assert [error.code or "" for error in form.errors[field].as_data()] == [code]
    assert form[field].value() == typed[field]
    assert (form.entry().figures, form.entry().note) == (None, "tetap")


def test_a_bad_file_leaves_the_good_ones(desk):
    good = SimpleUploadedFile("foto.jpg", picture())
    bad = SimpleUploadedFile("virus.exe", b"MZ")

    form = filled(desk, desk.indicator(), files=[good, bad], value="3")

    assert list(form.errors) == ["evidence"]
    assert [each.name for each in form.entry().attachments] == ["foto.jpg"]
    assert form.entry().figures == Figures(value=Decimal(3))


def test_a_sum_that_a_file_brought_is_not_taken_away_by_two_blank_fields(desk):
    indicator = desk.indicator(by_sex=True)
    desk.row(indicator, value=40)

    form = filled(desk, indicator, version="1", women="", men="")

    assert form.entry().figures == Figures(value=Decimal(40))


def test_the_stored_figure_comes_back_as_it_was_typed(desk):
    indicator, milestone = desk.indicator(decimals=1), desk.indicator("M-1", milestone=True)
    desk.row(indicator, value=Decimal("1250.5"))
    desk.row(milestone, value=0)

    assert 'value="1250,5"' in str(ContributionForm(line(desk, indicator))["value"])
    assert str(ContributionForm(line(desk, milestone))["value"]).count("checked") == 1


def test_two_versions_differ_in_words(desk):
    indicator = desk.indicator(by_sex=True)
    desk.row(indicator, value=2000, women=1200, men=800, note="lama")

    form = filled(desk, indicator, women="1300", men="800", note="lama")
    stored = ContributionForm(line(desk, indicator))

    assert form.differences(stored) == [("ORG-01 Perempuan", "1.300", "1.200")]
