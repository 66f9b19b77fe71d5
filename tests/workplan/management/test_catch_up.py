import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import IndicatorFactory, TargetFactory, WorkYearFactory
from workplan.reporting import rollup
from workplan.reporting.plain import catch_up_json

pytestmark = pytest.mark.django_db


@pytest.fixture
def work_year():
    year, region = WorkYearFactory(), RegionFactory(code="31")
    for code in ("FPE", "GARTEKS", "KIKES"):
        ChapterFactory(region=region, federation=FederationFactory(code=code))
    TargetFactory(region=region, indicator=IndicatorFactory(code="ORG-01"), value=100)
    return year


def printed(*arguments):
    output = StringIO()
    call_command("catch_up", "--year", "2021", *arguments, stdout=output)
    return json.loads(output.getvalue())


def test_catch_up_prints_parts_that_sum_to_the_gap(work_year):
    content = printed("--region", "31", "--indicator", "ORG-01", "--as-of", "2021-08")

    assert content["gap"] == "100"
    assert [part["part"] for part in content["parts"]] == ["34", "33", "33"]
    assert content["parts"][0]["needed_per_month"] == "8.5000"


def test_catch_up_prints_the_regions_plan(work_year):
    content = printed("--region", "31", "--indicator", "ORG-01", "--as-of", "2021-08")

    region, indicator = RegionFactory(code="31"), work_year.indicators.get()
    assert content == catch_up_json(rollup.catch_up(work_year, region, indicator, date(2021, 8, 1)))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--region", "99", "--indicator", "ORG-01"], "99"),
        (["--region", "31", "--indicator", "ORG-99"], "ORG-99"),
        (["--region", "31"], "--indicator"),
        (["--indicator", "ORG-01"], "--region"),
    ],
)
def test_catch_up_names_what_is_not_there(work_year, arguments, reason):
    with pytest.raises(CommandError, match=reason):
        printed(*arguments)
