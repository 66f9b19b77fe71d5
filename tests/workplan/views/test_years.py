from datetime import date

import pytest

from federations.enums import Role
from tests.factories.organisation import RegionFactory
from tests.factories.plans import ContributionFactory, IndicatorFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.models import Transition, WorkYear

pytestmark = pytest.mark.django_db

CALENDAR = {
    "version": "1",
    "due_day": "12",
    "lock_day": "22",
    "input_due_on": "2021-10-18",
    "score_cap": "120",
}
SCALE = {
    **{f"at_least_{number}": cut for number, cut in enumerate(("91", "76", "66", "51", "0"))},
    **{f"name_id_{number}": f"Kategori {number}" for number in range(5)},
    **{f"name_en_{number}": f"Category {number}" for number in range(5)},
}
VERBS = {"buka": "preparing", "tutup": "open", "buka-kembali": "closed"}
LEADS = {"buka": "open", "tutup": "closed", "buka-kembali": "open"}
DATES = {
    "preparing": {"opened_at": None},
    "open": {},
    "closed": {"closed_at": "2022-02-01T00:00Z"},
}


@pytest.fixture
def admin(client):
    user = user_with(Role.ADMIN)
    client.force_login(user)
    return user


def year_at(state):
    year = WorkYearFactory(state=state, **DATES[state])
    IndicatorFactory(year=year)
    return year


def state():
    return WorkYear.objects.get().state


@pytest.mark.parametrize("verb", list(VERBS))
def test_each_step_leads_on(client, admin, verb):
    year_at(VERBS[verb])

    response = client.post(f"/2021/{verb}/", {"reason": "Koreksi iuran"})

    assert (response.status_code, response["Location"], state()) == (302, "/2021/kerangka/", LEADS[verb])
    assert Transition.objects.get().by == admin


@pytest.mark.parametrize("verb", list(VERBS))
def test_in_another_state_nothing_changes_and_the_page_says_so(client, admin, verb):
    year_at(LEADS[verb])

    response = client.post(
        f"/2021/{verb}/", {"reason": "Koreksi"}, headers={"Referer": "/2021/kerangka/"}, follow=True
    )

    assert (response.status_code, state(), Transition.objects.count()) == (200, LEADS[verb], 0)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


@pytest.mark.parametrize("verb", list(VERBS))
def test_only_the_national_office_moves_the_year(client, verb):
    year_at(VERBS[verb])
    client.force_login(user_with(Role.COORDINATOR, region=RegionFactory()))

    response = client.post(f"/2021/{verb}/", {"reason": "Koreksi"})

    assert (response.status_code, state()) == (403, VERBS[verb])


@pytest.mark.parametrize("verb", list(VERBS))
def test_a_step_is_posted_not_opened(client, admin, verb):
    year_at(VERBS[verb])

    assert client.get(f"/2021/{verb}/").status_code == 405


@pytest.mark.parametrize("verb", list(VERBS))
def test_a_year_that_is_not_there_is_not_found(client, admin, verb):
    assert client.post(f"/2019/{verb}/", {"reason": "Koreksi"}).status_code == 404


def test_a_year_with_reports_that_wait_does_not_close_and_says_how_many(client, admin):
    ContributionFactory(submitted=True)

    response = client.post("/2021/tutup/", headers={"Referer": "/2021/kerangka/"}, follow=True)

    (message,) = response.context["messages"]
    assert (state(), str(message).split()[0]) == ("open", "1")


def test_a_year_does_not_reopen_without_a_reason(client, admin):
    year_at("closed")

    client.post("/2021/buka-kembali/", {"reason": " "})

    assert state() == "closed"


def test_the_calendar_is_set(client, admin):
    year_at("open")

    response = client.post("/2021/kerangka/pengaturan/", CALENDAR)

    year = WorkYear.objects.get()
    assert (response.status_code, year.due_day, year.lock_day, year.input_due_on) == (
        302,
        12,
        22,
        date(2021, 10, 18),
    )


def test_the_scale_of_a_year_in_preparation_is_set(client, admin):
    year_at("preparing")

    client.post("/2021/kerangka/pengaturan/", CALENDAR | SCALE | {"at_least_0": "90,5", "score_cap": "110"})

    year = WorkYear.objects.get()
    assert (year.score_cap, year.categories[0]) == (
        110,
        {"code": "sangat_tinggi", "at_least": "90.5", "name_id": "Kategori 0", "name_en": "Category 0"},
    )
    assert [row["at_least"] for row in year.categories] == ["90.5", "76", "66", "51", "0"]


def test_the_scale_of_an_open_year_stays_whatever_is_sent(client, admin):
    before = year_at("open").categories

    client.post("/2021/kerangka/pengaturan/", CALENDAR | SCALE | {"at_least_0": "80", "score_cap": "110"})

    year = WorkYear.objects.get()
    assert (year.score_cap, year.categories, year.due_day) == (120, before, 12)


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"due_day": "0"}, ["due_day"]),
        ({"lock_day": "29"}, ["lock_day"]),
        ({"score_cap": "99"}, ["score_cap"]),
        ({"due_day": "23"}, ["__all__"]),
        ({"at_least_1": "91"}, ["at_least_1"]),
        ({"at_least_2": "1.234"}, ["at_least_2"]),
        ({"name_en_3": ""}, ["name_en_3"]),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_on_the_page(client, admin, wrong, fields):
    year_at("preparing")

    response = client.post("/2021/kerangka/pengaturan/", CALENDAR | SCALE | wrong)

    assert list(response.context["form"].errors) == fields
    assert WorkYear.objects.get().version == 1


def test_a_stale_calendar_shows_both_versions(client, admin):
    year_at("open")
    client.post("/2021/kerangka/pengaturan/", CALENDAR)

    response = client.post("/2021/kerangka/pengaturan/", CALENDAR | {"due_day": "8"})

    assert (response.status_code, WorkYear.objects.get().due_day) == (409, 12)
    assert [row[1:] for row in response.context["clash"]["rows"]] == [("8", "12")]


def test_a_closed_year_keeps_its_calendar(client, admin):
    year_at("closed")

    client.post("/2021/kerangka/pengaturan/", CALENDAR)

    assert WorkYear.objects.get().due_day == 10


def test_a_new_year_copies_the_last_framework(client, admin):
    year = year_at("open")

    shown = client.get("/tahun-kerja/baru/")
    response = client.post("/tahun-kerja/baru/", {"year": "2022", "like": year.pk})

    new = WorkYear.objects.get(year=2022)
    assert (shown.context["form"]["year"].value(), shown.context["form"]["like"].value()) == (2022, year.pk)
    assert (response["Location"], new.state, new.indicators.count()) == (
        "/2022/kerangka/perbandingan/",
        "preparing",
        1,
    )


def test_before_the_first_year_the_national_office_is_shown_the_way(client, admin):
    response = client.get("/")

    assert 'href="/tahun-kerja/baru/"' in response.content.decode()


def test_a_first_year_begins_empty(client, admin):
    client.post("/tahun-kerja/baru/", {"year": "2022", "like": ""})

    assert [(year.year, year.indicators.count()) for year in WorkYear.objects.all()] == [(2022, 0)]


def test_a_year_exists_once(client, admin):
    year_at("open")

    response = client.post("/tahun-kerja/baru/", {"year": "2021", "like": ""})

    assert (list(response.context["form"].errors), WorkYear.objects.count()) == (["year"], 1)


@pytest.mark.parametrize("path", ["/tahun-kerja/baru/", "/2021/kerangka/pengaturan/"])
@pytest.mark.parametrize("verb", ["get", "post"])
def test_only_the_national_office_sets_up_a_year(client, path, verb):
    year_at("open")
    client.force_login(user_with(Role.SECRETARY, region=RegionFactory()))

    response = getattr(client, verb)(path, CALENDAR | {"year": "2022"})

    assert (response.status_code, WorkYear.objects.get().due_day) == (403, 10)
