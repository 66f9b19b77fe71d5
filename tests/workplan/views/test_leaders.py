import pytest

from tests.factories.inputs import Outcome
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import ContributionFactory

pytestmark = pytest.mark.django_db

NATION, REGION = "/2021/pimpinan/", "/2021/wilayah/31/pimpinan/"


@pytest.fixture
def region(clock):
    clock("2021-09-15 10:00")
    return Outcome()


@pytest.mark.parametrize("url", [NATION, REGION])
def test_the_message_stands_in_a_field_and_nobody_else_is_called(client, region, url):
    client.force_login(region.admin)

    page = client.get(url)

    text = page.content.decode()
    assert page.context["message"]["text"].startswith("*Janji Kinerja ")
    assert '<textarea id="message"' in text
    assert "wa.me" not in text


def test_the_brief_opens_as_a_file_of_the_month_asked_for(client, region):
    client.force_login(region.coordinator)

    answer = client.get(f"{REGION}ringkasan.pdf?per=2021-03")

    assert answer.content[:4] == b"%PDF"
    assert answer["Content-Disposition"] == 'attachment; filename="ringkasan-31-2021-03.pdf"'


def test_the_slide_s_page_says_the_picture_in_words(client, region):
    client.force_login(region.coordinator)

    page = client.get("/2021/wilayah/31/indikator/ORG-01/salindia/")

    slide = page.context["slide"]
    assert f'alt="{slide.alt}"' in page.content.decode()
    assert [part.name for part in slide.parts] == [region.chapter.name]
    assert client.get(page.context["picture"]).content.decode() == slide.svg()


def test_the_nation_s_slide_has_a_bar_for_each_region(client, region):
    place = RegionFactory(code="32", short_name="Jabar")
    ContributionFactory(
        chapter=ChapterFactory(region=place), indicator=region.members, value=7, verified=True
    )
    client.force_login(region.admin)

    slide = client.get("/2021/indikator/ORG-01/salindia/").context["slide"]

    assert {part.name for part in slide.parts} == {region.region.short_name, "Jabar"}
    assert slide.figures.actual == 487


def test_statements_do_not_grow_with_regions_and_recommendations(client, region, django_assert_num_queries):
    client.force_login(region.admin)
    with django_assert_num_queries(19):
        client.get(NATION)
    for number in range(2, 6):
        region.recommend(number)
        place = RegionFactory(code=str(40 + number))
        ContributionFactory(chapter=ChapterFactory(region=place), indicator=region.members, verified=True)

    with django_assert_num_queries(19):
        client.get(NATION)


def test_a_region_s_page_takes_a_fixed_number_of_statements(client, region, django_assert_num_queries):
    client.force_login(region.coordinator)

    with django_assert_num_queries(19):
        client.get(REGION)
