from datetime import date

import pytest
from django.urls import reverse

from federations.enums import Role
from tests.factories.inputs import Outcome
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import WorkYearFactory
from tests.factories.users import MembershipFactory, UserFactory, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(clock):
    clock("2021-09-15 10:00")
    return Outcome()


@pytest.fixture
def open_page(client):
    """What somebody's page says around its content."""

    def as_user(user, path="/profil/"):
        client.force_login(user)
        return client.get(path).context

    return as_user


def links(context):
    return [link.url for link in context["nav"]]


def test_the_nation_s_menu(open_page, region):
    assert links(open_page(user_with(Role.OBSERVER))) == [
        "/2021/",
        "/2021/kerangka/",
        "/rapat/",
        "/2021/rekomendasi/",
        "/2021/rakornas/",
        "/organisasi/",
        "/orang/",
    ]
    assert links(open_page(region.admin))[-3:] == ["/organisasi/", "/orang/", "/pengguna/"]


def test_the_menu_of_a_region(open_page, region):
    coordinator, secretary = links(open_page(region.coordinator)), links(open_page(region.secretary))

    assert coordinator[:3] == [
        "/2021/wilayah/31/",
        "/2021/wilayah/31/verifikasi/",
        "/2021/wilayah/31/target/",
    ]
    assert coordinator[-2:] == ["/orang/", "/pengguna/"]
    assert secretary[-1] == "/orang/"
    assert "/2021/wilayah/31/verifikasi/" not in secretary


def test_the_menu_of_a_chapter(open_page, region):
    assert links(open_page(region.rep))[:3] == [
        "/laporan/2021-08/",
        "/2021/wilayah/31/",
        "/2021/wilayah/31/komitmen/",
    ]


def test_what_waits_is_counted(open_page, region):
    other = ChapterFactory(region=region.region)
    region.row(region.members, chapter=other, submitted=True)
    region.row(region.indicator("ORG-09"), date(2021, 8, 1), returned=True)
    region.sent_package()

    counts = {
        link.url: link.count
        for who in (region.admin, region.coordinator, region.rep)
        for link in open_page(who)["nav"]
        if link.count
    }

    assert counts == {
        "/2021/rakornas/": 1,
        "/2021/wilayah/31/verifikasi/": 1,
        "/laporan/2021-08/": 1,
    }


def test_the_place_one_is_at_is_marked_once(open_page, region):
    context = open_page(region.coordinator, "/2021/wilayah/31/target/")

    assert [link.url for link in context["nav"] if link.current] == ["/2021/wilayah/31/target/"]


def test_every_link_of_a_menu_opens(client, region):
    people = (region.admin, region.coordinator, region.secretary, region.rep)
    for user in people:
        client.force_login(user)
        urls = links(client.get("/profil/").context)
        statuses = {url: client.get(url).status_code for url in urls}
        assert {url: status for url, status in statuses.items() if status != 200} == {}


def test_years_lead_to_one_s_own_first_page(open_page, region):
    WorkYearFactory(year=2020, state="closed", closed_at="2021-01-31T00:00:00Z")

    years = open_page(region.admin)["years"]

    assert [(row["year"], row["url"], row["current"]) for row in years] == [
        (2021, "/?tahun=2021", True),
        (2020, "/?tahun=2020", False),
    ]


def test_an_example_says_so_on_its_pages(open_page, region):
    region.year.is_example = True
    region.year.save()

    assert open_page(region.admin, "/2021/")["is_example"]
    assert open_page(region.rep, "/laporan/2021-08/")["is_example"]


def test_without_a_year_only_the_organisation_can_be_reached(open_page, clock):
    clock("2021-09-15 10:00")

    assert links(open_page(user_with(Role.ADMIN))) == [reverse("organisation"), reverse("users")]
    assert links(open_page(user_with(Role.COORDINATOR, region=RegionFactory()))) == []


def test_the_first_of_several_roles_stands_in_the_mast(open_page, region):
    user = region.rep
    MembershipFactory(user=user, role=Role.AUDITOR)

    label = open_page(user)["role_label"]

    assert label == f"{region.chapter.federation} · {region.region.short_name}"


def test_nobody_signed_in_sees_no_menu(client, region):
    context = client.get("/akun/masuk/").context

    assert (context["nav"], context["years"]) == ([], [])


def test_an_account_without_a_role_has_no_links_that_lead_nowhere(client, region):
    client.force_login(UserFactory())
    urls = links(client.get("/profil/").context)

    assert [url for url in urls if client.get(url).status_code != 200] == []


def test_an_input_and_an_answer_stand_below_the_inbox_of_the_national_office(open_page, region):
    package = region.sent_package()
    paths = (
        f"/2021/wilayah/{region.region.code}/masukan/",
        f"/2021/wilayah/{region.region.code}/",
        f"/rakerwil/{package.meeting.slug}/rekomendasi/1/jawaban/",
        f"/rakerwil/{package.meeting.slug}/",
        "/2021/program/",
    )

    marked = {
        path: [link.url for link in open_page(region.admin, path)["nav"] if link.current] for path in paths
    }

    assert list(marked.values()) == [
        ["/2021/rakornas/"],
        ["/2021/"],
        ["/2021/rakornas/"],
        ["/rapat/"],
        ["/2021/kerangka/"],
    ]
