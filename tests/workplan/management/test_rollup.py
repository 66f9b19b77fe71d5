import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import ContributionFactory, IndicatorFactory, TargetFactory, WorkYearFactory
from workplan.exports.rollup import rollup_csv
from workplan.reporting import rollup
from workplan.reporting.plain import rollup_json

pytestmark = pytest.mark.django_db


@pytest.fixture
def work_year():
    year, indicator = WorkYearFactory(), IndicatorFactory()
    for code in ("31", "32"):
        chapter = ChapterFactory(region=RegionFactory(code=code))
        TargetFactory(region=chapter.region, indicator=indicator)
        ContributionFactory(chapter=chapter, indicator=indicator, verified=True)
    return year


def printed(*arguments):
    output = StringIO()
    call_command("rollup", "--year", "2021", *arguments, stdout=output)
    return output.getvalue()


def test_rollup_prints_the_figures_as_json(work_year):
    text = printed("--as-of", "2021-08")

    assert json.loads(text) == rollup_json(rollup.nation(work_year, date(2021, 8, 1)))


def test_rollup_without_a_month_takes_the_last_one_due(work_year):
    assert json.loads(printed())["as_of"] == "2021-12"


def test_rollup_prints_one_region(work_year):
    content = json.loads(printed("--region", "32"))

    assert (content["nation"] is None, [region["code"] for region in content["regions"]]) == (False, ["32"])


def test_rollup_prints_the_figures_as_csv(work_year):
    text = printed("--as-of", "2021-08", "--format", "csv")

    content = rollup_json(rollup.nation(work_year, date(2021, 8, 1)))
    assert list(csv.reader(StringIO(text))) == list(rollup_csv(content))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--year", "2019"], "2019"),
        (["--region", "99"], "99"),
        (["--as-of", "2022-01"], "2022-01"),
        (["--as-of", "2021-8"], "2021-8"),
        (["--as-of", "august"], "august"),
        (["--as", "nobody@example.org"], "nobody@example.org"),
    ],
)
def test_rollup_names_what_is_not_there(work_year, arguments, reason):
    with pytest.raises(CommandError, match=reason):
        printed(*arguments)


def test_rollup_refuses_months_to_come():
    WorkYearFactory(year=2099)

    with pytest.raises(CommandError, match="2099-02"):
        call_command("rollup", "--year", "2099", "--as-of", "2099-02")
