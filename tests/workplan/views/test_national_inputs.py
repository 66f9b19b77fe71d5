import io
import json

import pytest
from django.urls import reverse
from pypdf import PdfReader

from federations.enums import Role
from tests.factories.inputs import BEFORE_RAKORNAS, Outcome
from tests.factories.organisation import RegionFactory
from tests.factories.users import user_with
from workplan.actions import national_inputs
from workplan.models import NationalInput, Snapshot

pytestmark = pytest.mark.django_db

URL = "/2021/wilayah/31/masukan/"


@pytest.fixture
def region(clock):
    clock(BEFORE_RAKORNAS)
    return Outcome()


@pytest.fixture
def sign_in(client):
    """A browser in which that user is signed in."""

    def as_user(user):
        client.force_login(user)
        return client

    return as_user


def typed(region, **changes):
    return {
        "seen": "1",
        "as_of": "2021-08-01",
        "meeting": str(region.meeting.pk),
        "foreword": "Pengantar baru.",
        "remarks": "",
        **changes,
    }


def text(response):
    return " ".join(response.content.decode().split())


# --- the page -----------------------------------------------------------------------------------


def test_page_shows_the_document_as_it_will_be_printed_and_what_is_missing(sign_in, region):
    page = text(sign_in(region.secretary).get(URL))

    assert "Kontak poin di kawasan" in page
    assert "480" in page
    assert NationalInput.objects.count() == 0


def test_page_sends_in_one_step_what_lacks_nothing_and_in_two_what_does(sign_in, region):
    package = region.package(foreword="Pengantar.")
    client = sign_in(region.coordinator)
    complete = text(client.get(URL))
    package.foreword = ""
    package.save()

    lacking = text(client.get(URL))

    in_two_steps = '<summary class="press">Kirim ke kantor DEN</summary>'
    assert (in_two_steps in complete, in_two_steps in lacking) == (False, True)
    assert "Kata pengantar masih kosong. Angka, rekomendasi" in lacking


def test_page_of_a_package_not_sent_yet_says_so_to_representatives(sign_in, region):
    region.package()

    page = text(sign_in(region.rep).get(URL))

    assert "Kontak poin" not in page
    assert f'action="{URL}' not in page


def test_page_of_a_frozen_package_has_no_form_and_shows_what_has_changed_since(sign_in, region):
    region.sent_package()
    row = region.chapter.contributions.get(month="2021-08-01")
    row.value = 75
    row.save()

    response = sign_in(region.coordinator).get(URL)

    assert response.context["form"] is None
    assert [(change["code"], change["sent"], change["now"]) for change in response.context["changes"]] == [
        ("ORG-01", "480", "495")
    ]
    assert ">480<" in text(response)
    assert "<b>495</b>" in text(response)


def test_page_shows_the_reason_of_a_return_with_the_new_version(sign_in, region):
    national_inputs.send_back(region.sent_package(), by=region.admin, reason="Lengkapi hambatan.")

    response = sign_in(region.coordinator).get(URL)

    assert response.context["package"].version == 2
    assert "Lengkapi hambatan." in text(response)


def test_page_reads_a_constant_number_of_statements(sign_in, region, django_assert_max_num_queries):
    for number in range(2, 6):
        region.recommend(number)
    client = sign_in(region.coordinator)
    region.package()

    with django_assert_max_num_queries(24):
        client.get(URL)


def test_page_of_a_frozen_package_reads_no_more_than_a_dashboard(
    sign_in, region, django_assert_max_num_queries
):
    region.sent_package()
    client = sign_in(region.coordinator)

    with django_assert_max_num_queries(15):
        client.get(URL)


def test_the_checklist_leads_to_where_each_line_is_mended(sign_in, region):
    region.package()
    client = sign_in(region.coordinator)

    lines = {str(line.check.lack): line.url for line in client.get(URL).context["checklist"]}

    assert lines == {
        "foreword": "#id_foreword",
        "remarks": "#id_remarks",
        "signatories": "/organisasi/wilayah/31/kop/",
    }
    assert {client.get(url).status_code for url in lines.values() if url.startswith("/")} == {200}


def test_the_secretary_is_not_led_to_what_only_the_coordinator_may_mend(sign_in, region):
    region.package()

    lines = {
        str(line.check.lack): line.url for line in sign_in(region.secretary).get(URL).context["checklist"]
    }

    assert lines["signatories"] == ""


def test_page_of_an_unknown_year_is_not_found(sign_in, region):
    assert sign_in(region.coordinator).get("/2029/wilayah/31/masukan/").status_code == 404


# --- editing ------------------------------------------------------------------------------------


def test_saving_keeps_what_was_typed_in_a_first_version(sign_in, region):
    response = sign_in(region.secretary).post(URL, typed(region), follow=True)

    package = NationalInput.objects.get()
    assert response.redirect_chain == [(URL, 302)]
    assert (package.foreword, package.changed_by, package.edit_version) == (
        "Pengantar baru.",
        region.secretary,
        2,
    )


def test_saving_something_wrong_keeps_nothing_and_says_what(sign_in, region):
    response = sign_in(region.secretary).post(URL, typed(region, as_of="2021-12-01"))

    assert response.status_code == 422
    assert NationalInput.objects.count() == 0
    assert "Pengantar baru." in text(response)


def test_a_stale_edit_shows_both_versions_and_loses_neither(sign_in, region):
    package = region.package(foreword="Lama.")
    national_inputs.edit(
        package, seen=1, by=region.secretary, meeting=region.meeting, as_of=package.as_of,
        foreword="Dari tab lain.", remarks="",
    )  # fmt: skip

    response = sign_in(region.coordinator).post(URL, typed(region, foreword="Punya saya."))

    assert response.status_code == 409
    assert "Dari tab lain." in text(response)
    assert "Punya saya." in text(response)
    assert NationalInput.objects.get().foreword == "Dari tab lain."


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Punya saya."), ("stored", "Dari tab lain.")])
def test_a_stale_edit_is_settled_by_choosing_one(sign_in, region, choice, kept):
    package = region.package(foreword="Lama.")
    national_inputs.edit(
        package, seen=1, by=region.secretary, meeting=region.meeting, as_of=package.as_of,
        foreword="Dari tab lain.", remarks="",
    )  # fmt: skip

    response = sign_in(region.coordinator).post(URL, typed(region, foreword="Punya saya.", clash=choice))

    assert response.status_code == 302
    assert NationalInput.objects.get().foreword == kept


@pytest.mark.parametrize("who", ["rep", "admin"])
def test_only_those_who_prepare_it_may_edit(sign_in, region, who):
    region.sent_package()

    response = sign_in(getattr(region, who)).post(URL, typed(region))

    assert response.status_code == 403
    assert NationalInput.objects.get().foreword == "Pengantar."


def test_editing_what_is_frozen_is_refused(sign_in, region):
    region.sent_package()

    response = sign_in(region.coordinator).post(URL, typed(region))

    assert response.status_code == 403
    assert NationalInput.objects.get().foreword == "Pengantar."


# --- verbs --------------------------------------------------------------------------------------


def test_submitting_freezes_what_the_page_showed_with_its_pdf(sign_in, region):
    region.package(foreword="Pengantar.")

    response = sign_in(region.coordinator).post(URL + "kirim/")

    package = NationalInput.objects.get()
    pdf = PdfReader(io.BytesIO(bytes(package.pdf or b"")))
    printed = "".join(page.extract_text() for page in pdf.pages)
    assert response.status_code == 302
    assert (package.state, package.submitted_by) == ("submitted", region.coordinator)
    assert package.snapshot.sha256[:16] in printed
    assert "RANCANGAN" not in printed


def test_submitting_without_ever_saving_sends_the_preview(sign_in, region):
    sign_in(region.coordinator).post(URL + "kirim/")

    assert NationalInput.objects.get().state == "submitted"


def test_submitting_twice_keeps_the_first(sign_in, region):
    client = sign_in(region.coordinator)
    client.post(URL + "kirim/")

    response = client.post(URL + "kirim/", follow=True)

    assert response.status_code == 200
    assert Snapshot.objects.count() == 1
    assert "sudah dikirim" in text(response)


def test_the_secretary_prepares_but_does_not_submit(sign_in, region):
    region.package()

    assert sign_in(region.secretary).post(URL + "kirim/").status_code == 403
    assert NationalInput.objects.get().state == "preparing"


def test_the_national_office_receives(sign_in, region):
    region.sent_package()

    response = sign_in(region.admin).post(URL + "terima/")

    assert response.url == "/2021/rakornas/"
    assert NationalInput.objects.get().state == "received"


def test_receiving_what_was_received_says_so_and_changes_nothing(sign_in, region):
    package = region.sent_package()
    national_inputs.receive(package, by=region.admin)
    first = NationalInput.objects.get().received_at

    response = sign_in(region.admin).post(URL + "terima/", follow=True)

    assert response.status_code == 200
    assert [str(message) for message in response.context["messages"]] != []
    assert NationalInput.objects.get().received_at == first


def test_returning_opens_a_new_version_with_the_reason(sign_in, region):
    region.sent_package()

    sign_in(region.admin).post(URL + "kembalikan/", {"reason": "Lengkapi."})

    assert list(NationalInput.objects.values_list("version", "state", "return_reason")) == [
        (2, "preparing", ""),
        (1, "returned", "Lengkapi."),
    ]


def test_returning_without_a_reason_is_refused(sign_in, region):
    region.sent_package()

    response = sign_in(region.admin).post(URL + "kembalikan/", {"reason": " "}, follow=True)

    assert response.status_code == 200
    assert NationalInput.objects.get().state == "submitted"


def test_receiving_what_was_never_sent_is_not_found(sign_in, region):
    region.package()

    assert sign_in(region.admin).post(URL + "terima/").status_code == 404


@pytest.mark.parametrize("verb", ["kirim", "terima", "kembalikan"])
def test_verbs_are_nobody_s_in_another_region(sign_in, region, verb):
    region.sent_package()
    stranger = user_with(Role.COORDINATOR, region=RegionFactory(code="32"))

    assert sign_in(stranger).post(f"{URL}{verb}/", {"reason": "x"}).status_code == 404
    assert NationalInput.objects.get().state == "submitted"


# --- files --------------------------------------------------------------------------------------


def test_the_frozen_file_is_the_kept_bytes(sign_in, region):
    region.sent_package(pdf=b"%PDF exactly these bytes")

    response = sign_in(region.admin).get(URL + "v1.pdf")

    assert response.content == b"%PDF exactly these bytes"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="masukan-rakornas-31-2021-v1.pdf"'
    )


def test_an_earlier_version_stays_to_be_had(sign_in, region):
    package = region.sent_package(pdf=b"%PDF first")
    national_inputs.send_back(package, by=region.admin, reason="Lengkapi.")

    assert sign_in(region.coordinator).get(URL + "v1.pdf").content == b"%PDF first"


def test_files_in_preparation_are_the_preview_and_only_for_those_who_prepare(sign_in, region):
    region.package()

    data = json.loads(sign_in(region.secretary).get(URL + "v1.json").content)

    assert data["input"]["hash"] is None
    assert data["rollup"]["indicators"][0]["actual"] == "480"
    assert sign_in(region.admin).get(URL + "v1.json").status_code == 404
    assert sign_in(region.rep).get(URL + "v1.json").status_code == 404


def test_a_version_that_is_not_there_is_not_found(sign_in, region):
    region.sent_package()

    assert sign_in(region.admin).get(URL + "v7.pdf").status_code == 404


def test_other_formats_are_no_addresses(sign_in, region):
    assert sign_in(region.coordinator).get(URL + "v1.odt").status_code == 404
    assert reverse("national_input", args=[2021, "31"]) == URL
