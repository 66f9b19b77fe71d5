from datetime import date

import pytest

from federations.enums import Role
from rakerwil.models import Letter
from tests.factories.inputs import BEFORE_RAKORNAS, Outcome
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.users import user_with
from workplan.actions import national_inputs

pytestmark = pytest.mark.django_db

URL = "/2021/rakornas/"


@pytest.fixture
def region(clock):
    clock(BEFORE_RAKORNAS)
    return Outcome()


@pytest.fixture
def desk(client, region):
    """The national admin's browser."""
    client.force_login(region.admin)
    return client


def columns(response):
    return {
        str(column["word"]): [row["label"] for row in column["rows"]]
        for column in response.context["columns"]
    }


def words(response):
    return list(columns(response).values())


def test_every_region_that_works_stands_in_one_column(desk, region):
    ChapterFactory(region=RegionFactory(code="32", name="Jawa Barat"))
    RegionFactory(code="94", name="Papua")
    region.package()

    sent, received, returned, preparing, not_begun = words(desk.get(URL))

    assert (sent, received, returned) == ([], [], [])
    assert preparing == ["DKI Jakarta"]
    assert not_begun == ["Jawa Barat"]


def test_what_is_sent_waits_to_be_received(desk, region):
    package = region.sent_package()

    response = desk.get(URL)

    assert words(response)[0] == ["DKI Jakarta"]
    assert response.context["waiting"] == [package]


def test_what_is_received_waits_no_longer(desk, region):
    national_inputs.receive(region.sent_package(), by=region.admin)

    response = desk.get(URL)

    assert words(response)[1] == ["DKI Jakarta"]
    assert response.context["waiting"] == []


def test_a_returned_package_stands_as_returned_until_it_is_sent_again(desk, region):
    national_inputs.send_back(region.sent_package(), by=region.admin, reason="Lengkapi.")

    assert words(desk.get(URL))[2:4] == [["DKI Jakarta"], []]


def test_what_is_owed_stands_in_a_message_to_paste_with_how_late_it_is(desk, region):
    region.year.input_due_on = date(2021, 10, 10)
    region.year.save()
    ChapterFactory(region=RegionFactory(code="32", name="Jawa Barat"))
    region.package()

    text = desk.get(URL).context["message"].text

    assert "Sudah dikirim: 0 dari 2 wilayah." in text
    assert "- DKI Jakarta: sedang disiapkan, terlambat 5 hari" in text
    assert "- Jawa Barat: belum dimulai, terlambat 5 hari" in text


def test_what_came_after_the_due_day_is_marked_late(desk, region):
    region.year.input_due_on = date(2021, 10, 13)
    region.year.save()
    region.sent_package()

    response = desk.get(URL)

    assert [(row.region.code, row.days_late) for row in response.context["sent"]] == [("31", 2)]
    assert (response.context["late"], response.context["message"]) == (1, None)


def test_reminding_writes_each_coordinator_one_letter_a_day(desk, region):
    client_data = {"wilayah": ["31"]}

    desk.post(URL + "ingatkan/", client_data)
    desk.post(URL + "ingatkan/", client_data)

    [letter] = Letter.objects.all()
    assert (letter.recipient, letter.kind) == (region.coordinator, "input_missing")
    assert "/2021/wilayah/31/masukan/" in letter.body


def test_reminding_passes_over_who_has_sent_and_is_the_office_s_alone(client, desk, region):
    region.sent_package()

    desk.post(URL + "ingatkan/", {"wilayah": ["31"]})
    client.force_login(user_with(Role.OBSERVER))

    assert client.post(URL + "ingatkan/", {"wilayah": ["31"]}).status_code == 403
    assert Letter.objects.count() == 0


def test_the_inbox_reads_a_constant_number_of_statements(desk, region, django_assert_num_queries):
    region.sent_package()
    with django_assert_num_queries(7):
        desk.get(URL)
    for code in ("32", "35", "36"):
        ChapterFactory(region=RegionFactory(code=code, name=f"Wilayah {code}"))

    with django_assert_num_queries(7):
        desk.get(URL)


def test_observers_read_it_and_regions_do_not(client, region):
    client.force_login(user_with(Role.OBSERVER))
    assert client.get(URL).status_code == 200

    client.force_login(region.coordinator)
    assert client.get(URL).status_code == 403


def test_an_unknown_year_is_not_found(desk):
    assert desk.get("/2029/rakornas/").status_code == 404
