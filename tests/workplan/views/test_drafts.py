"""What the month page saves by itself."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from federations.enums import Role
from tests.factories.desks import KEEN, LOCKED, Desk, picture
from tests.factories.organisation import ChapterFactory
from tests.factories.users import user_with
from workplan.models import Contribution

pytestmark = pytest.mark.django_db

URL = "/laporan/2021-08/simpan/"
JULY = date(2021, 7, 1)


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


@pytest.fixture
def rep(client, desk):
    client.force_login(desk.rep)
    return client


def typed(code="ORG-01", version=0, **values):
    """One row as the page's script sends it."""
    sent = {"version": version, "token": str(uuid4()), **values}
    return {f"08-{code}-{name}": value for name, value in sent.items()}


def rows():
    return [
        (row.indicator.code, row.state, row.value, row.version) for row in Contribution.objects.order_by("pk")
    ]


def answer(response, key="08-ORG-01"):
    assert response.status_code == 200
    return response.json()["rows"][key]


def test_save_keeps_a_draft_and_says_when(rep, desk):
    desk.indicator()

    response = rep.post(URL, typed(value="7"))

    assert response.json()["saved"] == "Tersimpan 10.00"
    assert answer(response) == {"version": 1}
    assert rows() == [("ORG-01", "draft", 7, 1)]


def test_save_of_the_same_token_twice_counts_once(rep, desk):
    desk.indicator()
    first = typed(value="7")
    rep.post(URL, first)
    rep.post(URL, typed(version=1, value="8"))

    late = rep.post(URL, first)

    assert answer(late) == {"version": 1}
    assert rows() == [("ORG-01", "draft", 8, 2)]


def test_save_whose_answer_was_lost_goes_on_from_its_own_version(rep, desk):
    desk.indicator()
    lost = typed(value="7")
    rep.post(URL, lost)

    version = answer(rep.post(URL, lost))["version"]
    rep.post(URL, typed(version=version, value="8"))

    assert rows() == [("ORG-01", "draft", 8, 2)]


def test_save_of_a_token_that_counted_does_not_hide_what_another_saved_since(rep, desk):
    desk.indicator()
    lost = typed(value="7")
    rep.post(URL, lost)
    rep.post(URL, typed(version=1, value="9"))

    version = answer(rep.post(URL, lost))["version"]
    met = rep.post(URL, typed(version=version, value="8"))

    assert "clash" in answer(met)
    assert rows() == [("ORG-01", "draft", 9, 2)]


def test_save_of_a_stale_version_shows_both_and_changes_nothing(rep, desk):
    desk.indicator(by_sex=True)
    rep.post(URL, typed(women="2", men="1"))
    rep.post(URL, typed(version=1, women="3", men="1"))

    told = answer(rep.post(URL, typed(version=1, women="5", men="1")))

    assert told["version"] == 2
    assert told["stored"] == {"08-ORG-01-women": "3", "08-ORG-01-men": "1", "08-ORG-01-note": ""}
    assert "<dt>ORG-01 Perempuan</dt><dd><ins>5</ins></dd>" in told["clash"]
    assert "<dd><ins>3</ins></dd>" in told["clash"]
    assert rows() == [("ORG-01", "draft", 4, 2)]


def test_save_of_a_row_that_was_sent_says_so(rep, desk):
    desk.sent(desk.indicator(), value=7)

    told = answer(rep.post(URL, typed(version=1, value="8")))

    assert list(told["errors"]) == ["08-ORG-01-value"]
    assert "sudah dikirim" in told["errors"]["08-ORG-01-value"]
    assert rows() == [("ORG-01", "submitted", 7, 1)]


def test_save_of_a_closed_month_says_so(client, desk, clock):
    desk.indicator()
    clock(LOCKED)

    client.force_login(desk.rep)

    told = answer(client.post(URL, typed(value="8")))

    assert "ditutup" in told["errors"]["08-ORG-01-value"]
    assert rows() == []


def test_save_answers_a_returned_row_after_the_lock(client, desk, clock):
    desk.row(desk.indicator(), returned=True)
    clock(LOCKED)
    client.force_login(desk.rep)

    client.post(URL, typed(version=1, value="12"))

    assert rows() == [("ORG-01", "returned", 12, 2)]


@pytest.mark.parametrize("value", ["1.234", "-3", "x", "1,5"])
def test_save_of_what_cannot_be_read_keeps_what_stood_there(rep, desk, value):
    desk.indicator()
    rep.post(URL, typed(value="7"))

    told = answer(rep.post(URL, typed(version=1, value=value)))

    assert (told["version"], list(told["errors"])) == (1, ["08-ORG-01-value"])
    assert rows() == [("ORG-01", "draft", 7, 1)]


def test_save_without_the_note_keeps_the_note(rep, desk):
    desk.indicator()
    rep.post(URL, typed(value="7", note="tiga pabrik"))

    rep.post(URL, typed(version=1, value="8"))

    assert Contribution.objects.get().note == "tiga pabrik"


def test_save_flags_what_is_unusual_in_both_rows_it_concerns(rep, desk):
    wider = desk.indicator("ORG-01")
    desk.indicator("ORG-02", subset_of=wider)
    rep.post(URL, typed(value="10"))

    looks = rep.post(URL, typed("ORG-02", value="40")).json()["looks"]

    assert "Lebih besar dari ORG-01 (10)," in looks["08-ORG-02"]["remarks"]
    assert "Lebih kecil dari ORG-02 (40)," in looks["08-ORG-01"]["remarks"]
    assert "Perlu dilihat" in looks["08-ORG-02"]["tag"]


def test_save_takes_a_file_without_touching_the_figure(rep, desk):
    desk.indicator(needs_evidence=True)
    rep.post(URL, typed(value="7", note="tiga pabrik"))
    photo = SimpleUploadedFile("foto.jpg", picture())

    response = rep.post(URL, {"08-ORG-01-version": 1, "08-ORG-01-evidence": photo})

    row = Contribution.objects.get()
    assert (row.value, row.note, row.evidence.get().name) == (7, "tiga pabrik", "foto.jpg")
    assert answer(response) == {"version": 1}
    assert "foto.jpg" in response.json()["looks"]["08-ORG-01"]["files"]


def test_a_figure_after_a_first_file_whose_answer_was_lost_is_no_conflict(rep, desk):
    desk.indicator()
    rep.post(URL, {"08-ORG-01-version": 0, "08-ORG-01-evidence": SimpleUploadedFile("foto.jpg", picture())})

    rep.post(URL, typed(value="7"))

    assert rows() == [("ORG-01", "draft", 7, 2)]


def test_a_bad_file_is_told_beside_its_field(rep, desk):
    desk.indicator()

    told = answer(
        rep.post(URL, {"08-ORG-01-version": 0, "08-ORG-01-evidence": SimpleUploadedFile("x.exe", b"MZ")})
    )

    assert "x.exe" in told["errors"]["08-ORG-01-evidence"]
    assert rows() == []


def test_save_never_sends(rep, desk):
    desk.indicator()

    rep.post(URL, typed(value="7") | {"do": "send"})

    assert rows() == [("ORG-01", "draft", 7, 1)]


def test_save_answers_a_get_with_refusal(rep, desk):
    assert rep.get(URL).status_code == 405


def test_save_asks_for_a_sign_in(client, desk):
    desk.indicator()

    assert client.post(URL, typed(value="7")).status_code == 302
    assert rows() == []


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 200),
        ("secretary", 200),
        ("admin", 403),
        (Role.AUDITOR, 403),
        (Role.OBSERVER, 404),
        (Role.UNIT_OFFICER, 404),
    ],
)
def test_save_by_role(client, desk, who, status):
    desk.indicator()
    client.force_login(getattr(desk, who, None) or user_with(who))

    response = client.post(f"{URL}?perwakilan={desk.chapter.pk}", typed(value="7"))

    assert response.status_code == status
    assert len(rows()) == (status == 200)


def test_save_for_a_chapter_outside_the_scope_is_not_found(client, desk):
    desk.indicator()
    client.force_login(user_with(Role.REPRESENTATIVE, chapter=ChapterFactory(region=desk.region)))

    assert client.post(f"{URL}?perwakilan={desk.chapter.pk}", typed(value="7")).status_code == 404
    assert rows() == []


def test_the_latest_positions_are_taken_over_where_nothing_was_typed(rep, desk):
    standing = {"value": 12, "women": 5, "men": 7}
    blank = desk.indicator("ORG-01", stock=True, by_sex=True)
    begun = desk.indicator("ORG-02", stock=True)
    flow = desk.indicator("ORG-03")
    desk.row(blank, JULY, verified=True, **standing)
    for indicator in (begun, flow):
        desk.row(indicator, JULY, verified=True, value=9)
    rep.post(URL, typed("ORG-02", value="10"))
    assert "Salin posisi Juli (1)" in rep.get("/laporan/2021-08/").content.decode()

    shown = rep.post("/laporan/2021-08/", {"do": "carry_over"}, follow=True).content.decode()

    august = Contribution.objects.filter(month="2021-08-01").order_by("indicator__code")
    assert [(row.indicator.code, row.value, row.women, row.state) for row in august] == [
        ("ORG-01", Decimal(12), Decimal(5), "draft"),
        ("ORG-02", Decimal(10), None, "draft"),
    ]
    assert "Sama dengan Juli." in shown
    assert "Salin posisi" not in shown
