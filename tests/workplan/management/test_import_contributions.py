from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.factories.desks import Desk
from workplan.imports.contributions import REQUIRED
from workplan.models import Contribution, ImportBatch

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def file(desk, tmp_path):
    """Writes a file with one report of August by the desk's chapter."""
    desk.indicator()

    def write(value):
        cells = {
            "region_code": "31",
            "federation": desk.chapter.federation.code,
            "indicator": "ORG-01",
            "month": "2021-08",
            "value": value,
            "status": "verified",
        }
        path = tmp_path / "laporan.csv"
        path.write_text(
            f"{','.join(REQUIRED)}\n{','.join(cells.get(name, '') for name in REQUIRED)}\n", "utf-8-sig"
        )
        return str(path)

    return write


def run(*arguments):
    said = StringIO()
    with translation.override("en"):
        call_command("import_contributions", *arguments, "--year", "2021", stdout=said)
    return said.getvalue().splitlines()


def test_takes_a_file_as_somebody(desk, file):
    said = run(file("7"), "--as", desk.admin.email)

    assert said == ["laporan.csv: 1 new, 0 changed, 0 unchanged"]
    assert ImportBatch.objects.get().imported_by == desk.admin


def test_a_dry_run_writes_nothing(file):
    said = run(file("7"), "--dry-run")

    assert said[0] == "laporan.csv: 1 new, 0 changed, 0 unchanged"
    assert not Contribution.objects.exists()
    assert not ImportBatch.objects.exists()


def test_a_refused_file_names_row_column_and_reason_and_writes_nothing(file):
    with pytest.raises(CommandError, match=r"laporan\.csv:\nrow 2, column value: -7 is negative"):
        run(file("-7"))

    assert not Contribution.objects.exists()


def test_an_unknown_person_is_named(file):
    with pytest.raises(CommandError, match=r"siapa@contoh\.example"):
        run(file("7"), "--as", "siapa@contoh.example")
