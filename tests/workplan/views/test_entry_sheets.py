from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from federations.enums import Role
from tests.factories.desks import AUGUST, KEEN, LOCKED, Desk
from tests.factories.organisation import ChapterFactory
from tests.factories.sheets import changed, filled
from tests.factories.users import user_with
from tests.hostile import HOSTILE, honest
from workplan.models import Contribution

pytestmark = pytest.mark.django_db

SHEET = "/laporan/2021-08/lembar.xlsx"
YEAR_SHEET = "/laporan/2021/lembar.xlsx"
PAGE = "/laporan/2021/lembar/"
TAKE = "/laporan/2021/lembar/terima/"
FIELD = "08 ORG-01 value"


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


@pytest.fixture
def rep(client, desk):
    client.force_login(desk.rep)
    return client


def uploaded(client, content, url=PAGE):
    return client.post(url, {"file": SimpleUploadedFile("lembar.xlsx", content)})


def confirmed(client, preview, do="save", **more):
    """What the preview's form sends."""
    form = preview.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    return client.post(TAKE, {**sent, "do": do, **more}, follow=True)


def kinds(response):
    return [(row.report.code, row.kind) for row in response.context["rows"]]


def stored():
    return [(row.indicator.code, row.state, row.value) for row in Contribution.objects.order_by("pk")]


def told(response):
    return [str(message) for message in response.context["messages"]]


# --- the sheet ----------------------------------------------------------------------------------


def test_a_sheet_is_downloaded_by_those_who_type(client, desk):
    desk.indicator()

    for user in (desk.rep, desk.coordinator, desk.secretary):
        client.force_login(user)
        for url, period in ((SHEET, "2021-08"), (YEAR_SHEET, "2021")):
            response = client.get(url, {"perwakilan": desk.chapter.pk})
            assert (response.status_code, response["Content-Disposition"]) == (
                200,
                f'attachment; filename="lembar-isian-{desk.chapter.code.lower()}-dki-jakarta-{period}.xlsx"',
            )


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR, Role.FEDERATION_OFFICE, Role.OBSERVER])
def test_who_only_reads_has_no_sheet_and_brings_none_back(client, desk, role):
    desk.indicator()
    scope = {"federation": desk.chapter.federation} if role == Role.FEDERATION_OFFICE else {}
    client.force_login(user_with(role, **scope))

    statuses = [client.get(url).status_code for url in (SHEET, YEAR_SHEET, PAGE)]

    assert [*statuses, client.post(TAKE).status_code, uploaded(client, honest()).status_code] == [403] * 5


def test_another_chapter_s_sheet_is_not_found(rep, desk):
    other = ChapterFactory(region=desk.region)

    urls = (SHEET, YEAR_SHEET, PAGE)

    assert [rep.get(url, {"perwakilan": other.pk}).status_code for url in urls] == [404] * 3


def test_a_month_in_which_nothing_is_due_has_no_sheet(rep, desk):
    desk.indicator(frequency="quarterly")

    assert [rep.get(url).status_code for url in (SHEET, YEAR_SHEET)] == [404, 200]


def test_taking_in_is_posted_not_opened(rep, desk):
    assert rep.get(TAKE).status_code == 405


def test_the_page_offers_the_open_months_and_the_year(rep, desk):
    desk.indicator()

    response = rep.get(PAGE)

    assert response.context["open_months"] == [AUGUST, date(2021, 9, 1)]
    assert f'href="{SHEET}?perwakilan={desk.chapter.pk}"' in response.content.decode()


def test_the_statements_of_page_and_preview_do_not_grow_with_the_rows(rep, desk):
    counts = []
    for more in (range(2), range(2, 12)):
        for number in more:
            desk.row(desk.indicator(f"ORG-{number:02}"), value=number)
        content = rep.get(SHEET).content
        with CaptureQueriesContext(
            connection,
        ) as queries:
            uploaded(rep, content)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 16


# --- looking through ----------------------------------------------------------------------------


def test_a_sheet_is_looked_through_row_by_row_and_nothing_is_written(rep, desk):
    desk.indicator("ORG-01")
    desk.row(desk.indicator("ORG-02"), value=7)
    desk.row(desk.indicator("ORG-03"), value=9)
    desk.indicator("ORG-04")
    content = filled(rep.get(SHEET).content, {FIELD: 12, "08 ORG-02 value": 8})

    response = uploaded(rep, content)

    assert kinds(response) == [("ORG-01", "new"), ("ORG-02", "changed")]
    assert [row.changes for row in response.context["rows"]] == [
        (("Tambahan selama Agustus", "12", ""),),
        (("Tambahan selama Agustus", "8", "7"),),
    ]
    assert dict(response.context["counts"]) == {"new": 1, "changed": 1, "same": 1, "blank": 1}
    assert [value for *_rest, value in stored()] == [7, 9]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (-3, "tidak pernah negatif"),
        (1.5, "bilangan bulat"),
        ("1.234", "dua cara"),
        ("banyak", "Tulis angka saja"),
        (1e20, "terlalu besar"),
        ("=1+1", "rumus"),
    ],
)
def test_a_row_that_can_t_be_taken_says_why_and_holds_up_the_file(rep, desk, typed, told):
    desk.indicator("ORG-01")
    desk.indicator("ORG-02")
    content = filled(rep.get(SHEET).content, {FIELD: typed, "08 ORG-02 value": 1})

    response = uploaded(rep, content)

    assert (response.status_code, response.context["form"]) == (422, None)
    assert kinds(response) == [("ORG-01", "refused"), ("ORG-02", "new")]
    assert told in response.context["rows"][0].reason
    assert stored() == []


def test_a_part_is_not_larger_than_its_whole(rep, desk):
    desk.indicator("PKB-02", ratio=True)
    content = filled(rep.get(SHEET).content, {"08 PKB-02 numerator": 9, "08 PKB-02 denominator": 4})

    response = uploaded(rep, content)

    assert kinds(response) == [("PKB-02", "refused")]


def test_what_was_sent_can_t_be_changed_in_an_unprotected_sheet(rep, desk):
    desk.sent(desk.indicator(), value=5)

    response = uploaded(rep, filled(rep.get(SHEET).content, {FIELD: 6}))

    assert kinds(response) == [("ORG-01", "refused")]
    assert "sudah dikirim" in response.context["rows"][0].reason


def test_a_month_that_has_not_begun_is_refused(rep, desk):
    desk.indicator()

    response = uploaded(rep, filled(rep.get(YEAR_SHEET).content, {"11 ORG-01 value": 6}))

    assert kinds(response) == [("ORG-01", "refused")]


def test_a_hidden_row_is_not_taken_silently(rep, desk):
    desk.indicator()
    content = filled(rep.get(SHEET).content, {FIELD: 6})

    def hide(book):
        book["Agustus 2021"].row_dimensions[7].hidden = True

    assert kinds(uploaded(rep, changed(content, hide))) == [("ORG-01", "refused")]


@pytest.mark.parametrize(
    "name", ["text", "zip bomb", "billion laughs", "last cell of all", "with a password"]
)
def test_a_hostile_file_is_refused_beside_its_field_and_the_worker_lives(rep, desk, name):
    desk.indicator()

    response = uploaded(rep, HOSTILE[name][1]())

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])
    assert "Berkas ini " in unescape(response.content.decode())
    assert rep.get(PAGE).status_code == 200


def test_a_file_that_is_too_large_and_none_at_all_are_refused_beside_the_field(rep, desk):
    answers = [uploaded(rep, bytes(2 * 1024 * 1024 + 1)), rep.post(PAGE)]

    assert [list(response.context["form"].errors) for response in answers] == [["file"], ["file"]]


# --- taking in ----------------------------------------------------------------------------------


def test_what_was_looked_through_is_taken_in_as_drafts(rep, desk):
    desk.indicator("ORG-01", by_sex=True)
    content = filled(
        rep.get(SHEET).content, {"08 ORG-01 women": 5, "08 ORG-01 men": 7}, {"08 ORG-01 women": "=Rapat"[1:]}
    )

    response = confirmed(rep, uploaded(rep, content))

    row = Contribution.objects.get()
    assert (row.state, row.women, row.men, row.value, row.note, row.changed_by) == (
        "draft", 5, 7, 12, "Rapat", desk.rep,
    )  # fmt: skip
    assert told(response) == ["lembar.xlsx: 1 laporan diterima."]
    assert response.redirect_chain[0][0] == f"/laporan/2021-08/?perwakilan={desk.chapter.pk}"


def test_taken_and_sent_at_once_what_lacks_evidence_stays_a_draft(rep, desk):
    desk.indicator("ORG-01")
    desk.indicator("ORG-02", needs_evidence=True)
    content = filled(rep.get(SHEET).content, {FIELD: 5, "08 ORG-02 value": 2})

    response = confirmed(rep, uploaded(rep, content), do="send")

    assert stored() == [("ORG-01", "submitted", 5), ("ORG-02", "draft", 2)]
    assert told(response) == [
        (
            "lembar.xlsx: 2 laporan diterima. 1 baris terkirim. "
            "1 baris masih perlu bukti atau catatan dan tetap draf."
        )
    ]


def test_the_same_file_twice_changes_nothing(rep, desk):
    desk.indicator()
    content = filled(rep.get(SHEET).content, {FIELD: 5})
    confirmed(rep, uploaded(rep, content), do="send")
    history = Contribution.history.count()

    response = uploaded(rep, content)

    assert (kinds(response), response.context["form"]) == ([], None)
    assert Contribution.history.count() == history


def test_a_double_tap_takes_it_in_once(rep, desk):
    desk.indicator()
    preview = uploaded(rep, filled(rep.get(SHEET).content, {FIELD: 5}))

    answers = [confirmed(rep, preview) for _tap in range(2)]

    assert [told(response) for response in answers] == [
        ["lembar.xlsx: 1 laporan diterima."],
        ["Semua isi berkas sudah tersimpan di sini."],
    ]
    assert Contribution.objects.get().version == 1


def test_drafts_of_the_sheet_that_stand_here_already_can_be_sent(rep, desk):
    desk.row(desk.indicator(), value=5)
    preview = uploaded(rep, rep.get(SHEET).content)

    response = confirmed(rep, preview, do="send")

    assert (preview.context["has_changes"], stored()) == (False, [("ORG-01", "submitted", 5)])
    assert told(response) == ["lembar.xlsx: 0 laporan diterima. 1 baris terkirim."]


@pytest.mark.parametrize(("choice", "value"), [("stored", 9), ("file", 6)])
def test_two_who_changed_one_row_are_shown_both_and_asked(rep, desk, choice, value):
    row = desk.row(desk.indicator("ORG-01"), value=5)
    desk.indicator("ORG-02")
    content = filled(rep.get(SHEET).content, {FIELD: 6, "08 ORG-02 value": 1})
    rep.post("/laporan/2021-08/", {"08-ORG-01-version": row.version, "08-ORG-01-value": "9"})

    preview = uploaded(rep, content)
    confirmed(rep, preview, clash=choice)

    assert kinds(preview) == [("ORG-01", "clash"), ("ORG-02", "new")]
    assert preview.context["rows"][0].changes == (("Tambahan selama Agustus", "6", "9"),)
    assert str(desk.rep) in preview.context["rows"][0].reason
    assert [each for *_rest, each in stored()] == [value, 1]


def test_what_another_changed_stays_where_the_file_was_left_alone(rep, desk):
    row = desk.row(desk.indicator("ORG-01"), value=5)
    desk.indicator("ORG-02")
    content = filled(rep.get(SHEET).content, {"08 ORG-02 value": 1})
    rep.post("/laporan/2021-08/", {"08-ORG-01-version": row.version, "08-ORG-01-value": "9"})

    preview = uploaded(rep, content)
    confirmed(rep, preview)

    assert kinds(preview) == [("ORG-01", "kept"), ("ORG-02", "new")]
    assert [each for *_rest, each in stored()] == [9, 1]


def test_what_has_changed_since_the_preview_is_shown_again(rep, desk):
    row = desk.row(desk.indicator(), value=5)
    preview = uploaded(rep, filled(rep.get(SHEET).content, {FIELD: 6}))
    rep.post("/laporan/2021-08/", {"08-ORG-01-version": row.version, "08-ORG-01-value": "9"})

    response = confirmed(rep, preview, clash="file")

    assert (kinds(response), [each for *_rest, each in stored()]) == ([("ORG-01", "clash")], [9])
    assert (
        told(response)[-1] == "Sementara itu ada yang berubah. Tidak ada yang disimpan; periksa sekali lagi."
    )


def test_what_is_locked_since_the_preview_is_not_written(rep, desk, clock):
    desk.indicator()
    preview = uploaded(rep, filled(rep.get(SHEET).content, {FIELD: 6}))
    clock(LOCKED)
    rep.force_login(desk.rep)

    response = confirmed(rep, preview)

    assert (response.status_code, kinds(response), stored()) == (422, [("ORG-01", "refused")], [])


def test_a_confirmation_that_was_tampered_with_leads_back(rep, desk):
    response = rep.post(TAKE, {"file_name": "a.xlsx", "rows": "[]", "do": "save"})

    assert (response.status_code, response["Location"]) == (302, f"{PAGE}?perwakilan={desk.chapter.pk}")


def test_a_coordinator_brings_in_a_chapter_s_sheet_from_their_desk(client, desk):
    desk.indicator()
    client.force_login(desk.coordinator)
    query = {"perwakilan": desk.chapter.pk}
    content = filled(client.get(SHEET, query).content, {FIELD: 5})

    preview = uploaded(client, content, f"{PAGE}?perwakilan={desk.chapter.pk}")
    form = preview.context["form"]
    client.post(
        f"{TAKE}?perwakilan={desk.chapter.pk}", {name: form[name].value() or "" for name in form.fields}
    )

    assert [row.changed_by for row in Contribution.objects.all()] == [desk.coordinator]
