from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.desks import KEEN, LATE, LOCKED, PDF, Desk, picture
from tests.factories.organisation import ChapterFactory
from tests.factories.plans import PledgeFactory
from workplan.actions import evidence
from workplan.models import Contribution

pytestmark = pytest.mark.django_db

URL = "/laporan/2021-08/"
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
    """One row of the page as a browser sends it."""
    return {f"08-{code}-{name}": value for name, value in {"version": version, **values}.items()}


def rows():
    return [(row.indicator.code, row.state, row.value) for row in Contribution.objects.order_by("pk")]


def text(response):
    return response.content.decode()


# --- the page -----------------------------------------------------------------------------------


def test_the_page_compares_and_says_what_to_type(rep, desk):
    indicator = desk.indicator(by_sex=True)
    PledgeFactory(chapter=desk.chapter, indicator=indicator, value=140)
    desk.row(indicator, JULY, verified=True, value=62)

    shown = text(rep.get(URL))

    assert "Tambahan selama Agustus, orang" in shown
    for label, figure in (("Komitmen", 140), ("Sampai Juli", 62), ("Juli saja", 62)):
        assert f"<dt>{label}</dt>\n  <dd>{figure}</dd>" in shown
    assert 'id="08-ORG-01-women"' in shown
    assert 'id="08-ORG-01-men"' in shown


@pytest.mark.parametrize(
    ("moment", "words", "may_type"),
    [
        (KEEN, "5 hari lagi", True),
        ("2021-09-10 23:59", "hari ini", True),
        (LATE, "tercatat terlambat", True),
        (LOCKED, "Ditutup", False),
        ("2021-07-20 08:00", "belum mulai", False),
    ],
)
def test_the_page_says_how_long_the_window_stands_open(client, desk, clock, moment, words, may_type):
    desk.indicator()
    clock(moment)
    client.force_login(desk.rep)

    shown = text(client.get(URL))

    assert words in shown
    assert ('name="08-ORG-01-value"' in shown) is may_type


def test_returned_rows_stand_on_top_with_reason_and_who(rep, desk):
    indicator = desk.indicator()
    desk.row(indicator, JULY, returned=True, returned_by=desk.coordinator, return_reason="Bukti kurang.")

    shown = text(rep.get(URL))

    assert shown.index("Bukti kurang.") < shown.index('id="08-ORG-01"')
    assert desk.coordinator.name in shown
    assert 'name="07-ORG-01-value"' in shown


@pytest.mark.parametrize(("asked", "codes"), [("", "ABC"), ("kosong", "BC"), ("lihat", "A"), ("x", "ABC")])
def test_the_page_can_be_sifted(rep, desk, asked, codes):
    desk.row(desk.indicator("A", needs_evidence=True), value=3)
    desk.indicator("B")
    desk.indicator("C")

    response = rep.get(URL, {"tampil": asked})

    assert [row.line.indicator.code for group in response.context["groups"] for row in group.rows] == list(
        codes
    )
    assert response.context["filled"] == 1


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_takes_ten_statements_whatever_its_rows(rep, desk, count):
    for number in range(count):
        indicator = desk.indicator(f"ORG-{number}")
        PledgeFactory(chapter=desk.chapter, indicator=indicator)
        desk.row(indicator, JULY, returned=True, returned_by=desk.coordinator)
        evidence.attach(desk.row(indicator), [PDF], by=desk.rep)

    with CaptureQueriesContext(connection) as statements:
        rep.get(URL)

    assert len(statements) == 10


def test_the_page_of_24_rows_is_small_on_the_wire(rep, desk):
    for number in range(24):
        indicator = desk.indicator(f"ORG-{number:02}", by_sex=True)
        PledgeFactory(chapter=desk.chapter, indicator=indicator)
        for month in range(1, 9):
            desk.row(indicator, date(2021, month, 1), value=7, women=3, men=4)

    response = rep.get(URL, headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 9_000


# --- save ---------------------------------------------------------------------------------------


def test_save_keeps_drafts_half_and_whole(rep, desk):
    desk.indicator()
    desk.indicator("ORG-02", by_sex=True)
    desk.indicator("ORG-03")

    response = rep.post(
        URL, typed(value="7") | typed("ORG-02", women="5", men="") | typed("ORG-03", value="")
    )

    assert (response.status_code, response.url) == (302, URL)
    assert rows() == [("ORG-01", "draft", 7), ("ORG-02", "draft", None)]


def test_save_says_when(rep, desk):
    desk.indicator()

    shown = text(rep.post(URL, typed(value="7"), follow=True))

    assert "Tersimpan 10.00" in shown
    assert 'value="7"' in shown


def test_save_of_a_wrong_figure_keeps_the_rest_and_what_was_typed(rep, desk):
    desk.indicator()
    desk.indicator("ORG-02")

    response = rep.post(URL, typed(value="1.234", note="tiga pabrik") | typed("ORG-02", value="3"))

    shown = text(response)
    assert response.status_code == 422
    assert 'value="1.234"' in shown
    assert '<a href="#08-ORG-01-value">' in shown
    assert 'id="08-ORG-01-value_error"' in shown
    assert rows() == [("ORG-01", "draft", None), ("ORG-02", "draft", 3)]
    assert Contribution.objects.first().note == "tiga pabrik"


def test_save_again_after_a_wrong_figure_goes_on(rep, desk):
    desk.indicator()
    wrong = rep.post(URL, typed(value="1.234", note="tiga pabrik"))
    version = wrong.context["forms"][0]["version"].value()

    rep.post(URL, typed(version=version, value="1234", note="tiga pabrik"))

    assert rows() == [("ORG-01", "draft", 1234)]


def test_two_tabs_show_both_versions_and_either_can_be_chosen(rep, desk):
    desk.indicator(by_sex=True)
    rep.post(URL, typed(women="1", men="1"))
    rep.post(URL, typed(version=1, women="2", men="1"))

    clash = rep.post(URL, typed(version=1, women="3", men="1"))
    shown = text(clash)

    assert clash.status_code == 409
    assert 'name="clash" value="mine"' in shown
    assert clash.context["left"].clash == [("ORG-01 Perempuan", "3", "2")]
    assert 'id="08-ORG-01-women" aria-invalid' not in shown
    assert rows() == [("ORG-01", "draft", 3)]

    again = typed(version=2, women="3", men="1") | {"clashing": "08-ORG-01"}
    rep.post(URL, {**again, "clash": "stored"})
    assert rows() == [("ORG-01", "draft", 3)]

    rep.post(URL, {**again, "clash": "mine"})
    assert rows() == [("ORG-01", "draft", 4)]


def test_choosing_the_stored_version_still_saves_the_other_rows(rep, desk):
    desk.indicator()
    desk.indicator("ORG-02")
    rep.post(URL, typed(value="1"))

    rep.post(
        URL,
        typed(version=1, value="9")
        | typed("ORG-02", value="5")
        | {"clash": "stored", "clashing": "08-ORG-01"},
    )

    assert rows() == [("ORG-01", "draft", 1), ("ORG-02", "draft", 5)]


def test_a_row_that_was_sent_meanwhile_tells_what_was_typed(rep, desk):
    desk.sent(desk.indicator(), value=7)

    response = rep.post(URL, typed(version=1, value="8"))

    assert response.status_code == 422
    assert "Yang Anda ketik: ORG-01 Tambahan selama Agustus: 8" in text(response)
    assert rows() == [("ORG-01", "submitted", 7)]


# --- send ---------------------------------------------------------------------------------------


def test_send_sends_what_is_whole(rep, desk):
    desk.indicator()
    desk.indicator("ORG-02")

    response = rep.post(URL, typed(value="7") | typed("ORG-02", value="") | {"do": "send"}, follow=True)

    assert rows() == [("ORG-01", "submitted", 7)]
    assert "1 baris terkirim." in text(response)


def test_send_twice_makes_one_record(rep, desk):
    desk.indicator()

    for _ in range(2):
        response = rep.post(URL, typed(value="7") | {"do": "send"})

    assert response.status_code == 302
    assert rows() == [("ORG-01", "submitted", 7)]


def test_send_without_the_evidence_that_is_asked_for_keeps_a_draft(rep, desk):
    desk.indicator(needs_evidence=True)
    desk.indicator("ORG-02")

    response = rep.post(URL, typed(value="2") | typed("ORG-02", value="3") | {"do": "send"})

    shown = text(response)
    assert response.status_code == 422
    assert '<a href="#08-ORG-01-evidence">' in shown
    assert "1 baris terkirim." in shown
    assert rows() == [("ORG-01", "draft", 2), ("ORG-02", "submitted", 3)]


def test_send_of_nothing_says_so(rep, desk):
    desk.indicator()

    assert "Tidak ada yang baru untuk dikirim." in text(
        rep.post(URL, typed(value="") | {"do": "send"}, follow=True)
    )


def test_send_leaves_a_returned_row_that_nobody_answered(rep, desk):
    row = desk.row(desk.indicator(), returned=True)
    Contribution.objects.filter(pk=row.pk).update(changed_at=row.returned_at)

    response = rep.post(URL, typed(version=1, value="10") | {"do": "send"}, follow=True)

    assert "1 baris yang dikembalikan menunggu" in text(response)
    assert rows() == [("ORG-01", "returned", 10)]


def test_take_back(rep, desk):
    row = desk.sent(desk.indicator())
    button = f"take_back-{row.pk}-{row.version}"
    assert f'value="{button}"' in text(rep.get(URL))

    rep.post(URL, {"do": button})

    assert rows() == [("ORG-01", "draft", 10)]


def test_take_back_of_a_decided_report_says_why_not(rep, desk):
    row = desk.row(desk.indicator(), verified=True)

    response = rep.post(URL, {"do": f"take_back-{row.pk}-1"}, follow=True)

    assert "sudah" in text(response)
    assert rows() == [("ORG-01", "verified", 10)]


def test_take_back_of_a_foreign_report_is_not_found(rep, desk):
    foreign = desk.row(desk.indicator(), chapter=ChapterFactory(region=desk.region), submitted=True)

    assert rep.post(URL, {"do": f"take_back-{foreign.pk}-1"}).status_code == 404
    assert rows() == [("ORG-01", "submitted", 10)]


# --- evidence -----------------------------------------------------------------------------------


def test_evidence_comes_with_the_row_and_goes_with_a_button(rep, desk):
    desk.indicator(needs_evidence=True)
    photo = SimpleUploadedFile("foto.jpg", picture())

    rep.post(URL, typed(value="2") | {"08-ORG-01-evidence": photo, "do": "send"})
    assert rows() == [("ORG-01", "submitted", 2)]

    row = Contribution.objects.get()
    rep.post(URL, {"do": f"take_back-{row.pk}-{row.version}"})
    rep.post(URL, typed(version=3, value="2") | {"do": f"remove-{row.evidence.get().pk}"})

    assert rows() == [("ORG-01", "draft", 2)]
    assert not row.evidence.exists()


def test_evidence_of_a_kind_that_is_not_taken_is_told(rep, desk):
    desk.indicator()

    response = rep.post(URL, typed(value="2") | {"08-ORG-01-evidence": SimpleUploadedFile("x.exe", b"MZ")})

    assert response.status_code == 422
    assert "x.exe" in text(response)
    assert rows() == [("ORG-01", "draft", 2)]


def test_evidence_of_a_foreign_report_cannot_be_removed(rep, desk):
    foreign = desk.row(desk.indicator(), chapter=ChapterFactory(region=desk.region))
    evidence.attach(foreign, [PDF], by=None)

    assert rep.post(URL, {"do": f"remove-{foreign.evidence.get().pk}"}).status_code == 404
    assert foreign.evidence.exists()


# --- correct ------------------------------------------------------------------------------------


def test_the_national_office_corrects_a_locked_month_with_a_reason(client, desk, clock):
    desk.row(desk.indicator(), verified=True)
    clock(LOCKED)
    client.force_login(desk.admin)
    url = f"{URL}?perwakilan={desk.chapter.pk}"
    assert 'name="08-ORG-01-value"' in text(client.get(url))

    silent = client.post(url, typed(version=1, value="12") | {"do": "send", "reason": ""})
    assert (silent.status_code, rows()) == (422, [("ORG-01", "verified", 10)])
    assert 'value="12"' in text(silent)

    client.post(url, typed(version=1, value="12") | {"do": "send", "reason": "Salah ketik."})
    row = Contribution.objects.get()
    assert (row.state, row.value, row.submitted_by) == ("submitted", Decimal(12), desk.admin)


def test_a_correction_without_its_evidence_says_what_to_do_and_keeps_what_was_typed(client, desk, clock):
    desk.row(desk.indicator(needs_evidence=True), verified=True)
    clock(LOCKED)
    client.force_login(desk.admin)

    page = client.post(
        f"{URL}?perwakilan={desk.chapter.pk}",
        typed(version=1, value="12") | {"do": "send", "reason": "Salah ketik."},
    )

    assert (page.status_code, rows()) == (422, [("ORG-01", "verified", 10)])
    assert 'value="12"' in text(page)
    assert "Salah ketik." in text(page)
    assert "hanya dapat dikirim dengan bukti. Foto halaman tanda tangan cukup" in text(page)


def test_a_correction_is_of_its_month_only(client, desk, clock):
    indicator = desk.indicator()
    desk.row(indicator, JULY, returned=True)
    clock(LOCKED)
    client.force_login(desk.admin)
    url = f"{URL}?perwakilan={desk.chapter.pk}"

    assert 'name="07-ORG-01-value"' not in text(client.get(url))

    client.post(url, {"07-ORG-01-version": 1, "07-ORG-01-value": "3", "do": "send", "reason": "Lain."})
    assert rows() == [("ORG-01", "returned", 10)]
