from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from federations.enums import Role
from tests.factories.organisation import RegionFactory
from tests.factories.plans import IndicatorFactory
from tests.factories.users import user_with
from workplan.imports import contributions, indicators
from workplan.imports.kinds import KINDS
from workplan.models import Agreement, Target, WorkYear

pytestmark = pytest.mark.django_db

PAGE = "/2021/impor/"
TARGETS = "region_code,indicator,value\r\n31,ORG-01,5\r\n"


@pytest.fixture
def admin(client):
    RegionFactory(code="31")
    IndicatorFactory(code="ORG-01")
    user = user_with(Role.ADMIN)
    client.force_login(user)
    return user


def upload(client, content=TARGETS, kind="target", name="target.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post(PAGE, {"kind": kind, "file": SimpleUploadedFile(name, content)})


def test_a_file_is_looked_through_and_nothing_is_written(client, admin):
    response = upload(client)

    result = response.context["result"]
    assert (response.status_code, result.added, len(result.remarks)) == (200, 1, 1)
    assert (Target.objects.count(), Agreement.objects.count()) == (0, 0)


def test_what_was_looked_through_is_taken_in(client, admin):
    form = upload(client).context["form"]
    sent = {name: form[name].value() for name in form.fields}

    response = client.post(f"{PAGE}simpan/", sent, follow=True)

    (message,) = response.context["messages"]
    assert str(message) == "target.csv diterima: 1 baru, 0 berubah, 0 tetap."
    assert (Target.objects.get().value, Agreement.objects.get().agreed_by) == (5, admin)


def test_a_double_tap_takes_it_in_once(client, admin):
    form = upload(client).context["form"]
    sent = {name: form[name].value() for name in form.fields}

    for _tap in range(2):
        client.post(f"{PAGE}simpan/", sent)

    assert (Target.objects.count(), Target.history.count()) == (1, 1)


def test_a_file_that_changes_nothing_asks_for_no_confirmation(client, admin):
    form = upload(client).context["form"]
    client.post(f"{PAGE}simpan/", {name: form[name].value() for name in form.fields})

    response = upload(client)

    assert (response.context["result"].has_changes, "simpan/" in response.content.decode()) == (False, False)


def test_what_is_wrong_is_listed_with_row_and_column(client, admin):
    response = upload(client, "region_code,indicator,value\n99,ORG-01,-1\n31,ORG-99,5\n")

    assert (response.status_code, response.context["form"]) == (422, None)
    assert [(problem.row, problem.column) for problem in response.context["problems"]] == [
        (2, "region_code"),
        (2, "value"),
        (3, "indicator"),
    ]


def test_of_very_many_problems_the_first_are_listed_and_all_are_counted(client, admin):
    rows = "".join(f"99,ORG-01,{number}\n" for number in range(250))

    context = upload(client, f"region_code,indicator,value\n{rows}").context

    assert (len(context["problems"]), context["count"], context["more"]) == (200, 499, 299)


def test_what_has_become_wrong_since_is_not_taken_in(client, admin):
    form = upload(client).context["form"]
    WorkYear.objects.update(state="closed", closed_at="2022-02-01T00:00Z")

    response = client.post(f"{PAGE}simpan/", {name: form[name].value() for name in form.fields})

    assert (response.status_code, response.context["count"], Target.objects.count()) == (422, 1, 0)


def workbook():
    content = BytesIO()
    Workbook().save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [workbook(), TARGETS.encode("utf-16"), b"x" * (2 * 1024 * 1024 + 1)],
    ids=["excel", "utf-16", "too-large"],
)
def test_a_foreign_file_is_refused_beside_its_field(client, admin, content):
    response = upload(client, content)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])


@pytest.mark.parametrize(
    "content", [b"", b"region_code;indicator;value\n31;ORG-01;5\n"], ids=["empty", "semicolons"]
)
def test_a_file_of_another_shape_is_refused_in_the_preview(client, admin, content):
    response = upload(client, content)

    assert (response.status_code, Target.objects.count()) == (422, 0)
    assert {problem.row for problem in response.context["problems"]} <= {0, 1}


def test_without_a_file_nothing_is_tried(client, admin):
    response = client.post(PAGE, {"kind": "target"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])


def test_a_confirmation_out_of_nowhere_leads_back(client, admin):
    response = client.post(f"{PAGE}simpan/", {"kind": "nothing"})

    assert (response.status_code, response["Location"]) == (302, PAGE)


def test_a_confirmation_is_posted_not_opened(client, admin):
    assert client.get(f"{PAGE}simpan/").status_code == 405


@pytest.mark.parametrize("kind", list(KINDS))
def test_an_empty_file_has_the_columns_and_comes_back_without_a_problem(client, admin, kind):
    file = client.get(f"{PAGE}{kind}.csv")

    response = upload(client, file.content, kind)

    assert file.content.decode("utf-8-sig").strip().split(",") == list(KINDS[kind].columns)
    assert (response.status_code, response.context["result"].added) == (200, 0)


@pytest.mark.parametrize("kind", list(KINDS))
def test_an_empty_workbook_has_the_columns_and_comes_back_without_a_problem(client, admin, kind):
    file = client.get(f"{PAGE}{kind}.xlsx")

    response = upload(client, file.content, kind, f"{kind}.xlsx")

    (row,) = load_workbook(BytesIO(file.content)).worksheets[0].iter_rows(values_only=True)
    assert row == KINDS[kind].columns
    assert (response.status_code, response.context["result"].added) == (200, 0)


@pytest.mark.parametrize("name", ["semua.csv", "semua.xlsx", "target.pdf", "target.json"])
def test_a_kind_that_does_not_exist_has_no_file(client, admin, name):
    assert client.get(f"{PAGE}{name}").status_code == 404


def workbook_of(*rows, change=None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


HEAD = ("region_code", "indicator", "value", "baseline", "effective_month")


def test_a_workbook_of_the_same_columns_is_taken_as_the_file_is(client, admin):
    content = workbook_of(HEAD, (), (31, "ORG-01", 1250.0, None, datetime(2021, 3, 1)))

    form = upload(client, content, name="target.xlsx").context["form"]
    client.post(f"{PAGE}simpan/", {name: form[name].value() for name in form.fields})

    target = Target.objects.get()
    assert (target.value, target.effective_month) == (1250, date(2021, 3, 1))


def test_what_is_wrong_in_a_workbook_is_found_in_its_row(client, admin):
    content = workbook_of(HEAD, (), (31, "ORG-01", -1, None, None))

    problems = upload(client, content, name="target.xlsx").context["problems"]

    assert [(problem.row, problem.column) for problem in problems] == [(3, "value")]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda book: book.active.append((31, "ORG-01", "=1+1")), "baris 2, kolom value: berupa rumus"),
        (lambda book: book.active.append((31, "ORG-01", "#N/A")), "baris 2, kolom value: berupa kesalahan"),
        (lambda book: book.active.append((31, "ORG-01", True)), "baris 2, kolom value: berupa nilai benar"),
        (lambda book: book.create_sheet().append((1,)), "lebih dari satu lembar"),
        (lambda book: book.active.merge_cells("A1:B1"), "sel gabungan"),
        (lambda book: setattr(book.active.row_dimensions[1], "hidden", True), "baris 1: tersembunyi"),
        (
            lambda book: setattr(book.active.column_dimensions["C"], "hidden", True),
            "kolom value: tersembunyi",
        ),
    ],
    ids=["formula", "error", "true", "two sheets", "merged", "hidden row", "hidden column"],
)
def test_what_an_eye_would_miss_in_a_workbook_is_refused_beside_the_field(client, admin, change, told):
    response = upload(client, workbook_of(HEAD, change=change), name="target.xlsx")

    assert response.status_code == 422
    assert told in " ".join(response.context["form"].errors["file"])


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SECRETARY, Role.REPRESENTATIVE])
def test_who_enters_reports_brings_in_reports_and_nothing_else(client, admin, role):
    client.force_login(user_with(role))

    shown = client.get(PAGE)
    response = upload(client)

    assert [kind.code for kind in shown.context["kinds"]] == ["laporan"]
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["kind"])
    assert [client.get(f"{PAGE}{kind}.csv").status_code for kind in ("laporan", "target")] == [200, 404]


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.AUDITOR, Role.FEDERATION_OFFICE, Role.UNIT_OFFICER])
def test_who_only_reads_brings_in_nothing(client, admin, role):
    client.force_login(user_with(role))

    assert [client.get(PAGE).status_code, upload(client).status_code] == [403, 403]


def test_the_columns_are_those_of_the_commands():
    assert KINDS["indikator"].columns == (*indicators.REQUIRED, *indicators.OPTIONAL)
    assert KINDS["laporan"].columns == contributions.REQUIRED
