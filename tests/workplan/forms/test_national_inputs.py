from datetime import date
from typing import Any

import pytest
from django.utils import translation

from tests.factories.inputs import BEFORE_RAKORNAS, Outcome
from tests.factories.organisation import RegionFactory
from workplan.forms.national_inputs import NationalInputForm
from workplan.models import Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(clock):
    clock(BEFORE_RAKORNAS)
    with translation.override("id"):
        yield Outcome()


def posted(region, **changes):
    return {
        "seen": "1",
        "as_of": "2021-08-01",
        "meeting": str(region.meeting.pk),
        "foreword": "Pengantar.",
        "remarks": "",
        **changes,
    }


def test_it_offers_the_months_that_have_begun(region):
    form: Any = NationalInputForm(instance=region.package())

    offered = form.fields["as_of"].choices
    assert offered[0] == ("2021-01-01", "Januari 2021")
    assert offered[-1] == ("2021-10-01", "Oktober 2021")
    assert form.initial["as_of"] == "2021-08-01"


def test_it_offers_the_region_s_own_meetings_of_the_year(region):
    facts = {"title": "Lain", "starts_at": region.meeting.starts_at, "venue": "Aula", "city": "Bandung"}
    other = RegionFactory(code="32", name="Jawa Barat")
    Meeting.objects.create(region=other, year=region.year, slug="32-2021-1", **facts)
    Meeting.objects.create(
        region=region.region, year=region.year, slug="koordinasi", kind="coordination", number=9, **facts
    )

    form: Any = NationalInputForm(instance=region.package())

    assert list(form.fields["meeting"].queryset) == [region.meeting]


def test_what_was_typed_comes_out_clean(region):
    form = NationalInputForm(posted(region), instance=region.package())

    assert form.is_valid()
    assert form.cleaned_data["as_of"] == date(2021, 8, 1)
    assert form.cleaned_data["seen"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"as_of": "2021-12-01"},
        {"as_of": "2020-01-01"},
        {"as_of": ""},
        {"meeting": "999999"},
        {"seen": ""},
        {"foreword": "a\x00b"},
    ],
)
def test_what_was_not_offered_is_refused(region, wrong):
    form = NationalInputForm(posted(region, **wrong), instance=region.package())

    assert not form.is_valid()
    assert set(form.errors) == set(wrong)
