from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from openpyxl import Workbook

from federations.enums import Role
from tests.factories.organisation import RegionFactory
from tests.factories.plans import IndicatorFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.enums import YearState
from workplan.models import Agreement, Indicator, Target, WorkYear

pytestmark = pytest.mark.django_db

TARGETS = "region_code,indicator,value\n31,ORG-01,5\n"


@pytest.fixture(autouse=True)
def region():
    RegionFactory(code="31")
    IndicatorFactory(code="ORG-01")


def run(command, path, *arguments, year="2021"):
    said = StringIO()
    with translation.override("en"):
        call_command(command, str(path), "--year", year, *arguments, stdout=said)
    return said.getvalue().splitlines()


def refused(command, path, *arguments, year="2021"):
    with pytest.raises(CommandError) as caught:
        run(command, path, *arguments, year=year)
    assert (caught.value.returncode, Target.objects.count(), Indicator.objects.count()) == (1, 0, 1)
    return str(caught.value)


@pytest.fixture
def file(tmp_path):
    """Writes a file of targets."""

    def write(content=TARGETS, name="targets.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def test_says_what_came_of_the_file(file):
    said = run("import_targets", file())

    assert said == ["Agreements created, agreed as of today: 1", "targets.csv: 1 new, 0 changed, 0 unchanged"]


def test_writes_as_the_person_named(file):
    admin = user_with(Role.ADMIN)

    run("import_targets", file(), "--as", admin.email.upper())

    assert (Agreement.objects.get().agreed_by, Target.history.get().history_user) == (admin, admin)


def test_a_person_nobody_knows_is_refused(file):
    assert refused("import_targets", file(), "--as", "siapa@contoh.example") == (
        "There is no user siapa@contoh.example."
    )


def test_a_dry_run_says_the_same_and_writes_nothing(file):
    said = run("import_targets", file(), "--dry-run")

    assert said == [
        "Agreements created, agreed as of today: 1",
        "targets.csv: 1 new, 0 changed, 0 unchanged",
        "Only tried: nothing was written.",
    ]
    assert (Target.objects.count(), Agreement.objects.count()) == (0, 0)


def test_a_dry_run_of_a_framework_leaves_no_year_behind(repository):
    path = repository / "workplan/management/example/indicators.csv"

    run("import_indicators", path, "--dry-run", year="2030")

    assert list(WorkYear.objects.values_list("year", flat=True)) == [2021]


@pytest.mark.parametrize("command", ["import_indicators", "import_targets", "import_pledges"])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "file: is empty"),
        ("region_code;indicator;value\n31;ORG-01;5\n", "row 1, column region_code;indicator;value: unknown"),
        ("region_code,indicator,value\n31,ORG-01\n".encode("utf-16"), "file: is not UTF-8 text"),
        (b"\xff\xfeformat", "file: is not UTF-8 text"),
        (b"region_code,indicator,value\n31,ORG\x00,5\n", "file: is not a text file"),
        (b"GIF89a", "row 1, column GIF89a: unknown column"),
    ],
    ids=["empty", "semicolons", "utf-16", "binary", "zero-bytes", "picture"],
)
def test_foreign_files_are_refused_in_words(file, command, content, reason):
    assert refused(command, file(content)).splitlines()[1].startswith(reason)


@pytest.mark.parametrize("command", ["import_indicators", "import_targets", "import_pledges"])
def test_an_excel_workbook_is_refused_in_words(file, command):
    book = BytesIO()
    Workbook().save(book)

    said = refused(command, file(book.getvalue(), "target.xlsx"))

    assert said.splitlines() == [
        "target.xlsx:",
        "file: is not UTF-8 text. Save it as “CSV UTF-8” and try again.",
    ]


@pytest.mark.parametrize("command", ["import_indicators", "import_targets", "import_pledges"])
def test_a_file_that_is_not_there_is_refused_in_words(tmp_path, command):
    said = refused(command, tmp_path / "nothing.csv")

    assert said.splitlines()[1] == "file: can't be read: No such file or directory"


def test_a_header_alone_changes_nothing(file):
    said = run("import_targets", file("region_code,indicator,value\n"))

    assert said == ["targets.csv: 0 new, 0 changed, 0 unchanged"]


def test_every_problem_stands_on_a_line_of_its_own(file):
    said = refused("import_targets", file("region_code,indicator,value\n99,ORG-01,-5\n31,ORG-99,5\n"))

    assert said.splitlines() == [
        "targets.csv:",
        "row 2, column region_code: unknown region 99",
        "row 2, column value: -5 is negative",
        "row 3, column indicator: unknown indicator ORG-99",
    ]


def test_a_year_that_is_not_there_is_refused(file):
    assert refused("import_targets", file(), year="2019").splitlines()[1] == "There is no work year 2019."


def test_a_closed_year_is_refused(file):
    WorkYearFactory(year=2020, state=YearState.CLOSED, closed_at="2021-02-01T00:00Z")

    said = refused("import_targets", file(), year="2020")

    assert said.splitlines()[1] == "The year 2020 is closed. The national office can reopen it."


def test_a_spreadsheets_byte_order_mark_and_line_ends_are_taken(file):
    said = run("import_targets", file(TARGETS.replace("\n", "\r\n"), encoding="utf-8-sig"))

    assert Path(said[1].split(":")[0]).name == "targets.csv"
    assert Target.objects.get().value == 5
