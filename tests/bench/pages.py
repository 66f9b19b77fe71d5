"""Pages as the server answers them, against bare SQL and the bare template, which can't be spared."""

from collections.abc import Callable
from functools import partial

from django.template.loader import get_template
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment

from federations.models import User
from tests.bench.figures import sums
from tests.bench.measuring import fetched, ratio, statements, timed, within
from tests.bench.world import World


def signed_in(user: User) -> Client:
    """Their browser."""
    client = Client()
    client.force_login(user)
    return client


def bare(client: Client, path: str) -> Callable[[], str]:
    """The page's template on what the view gave it, without the view."""
    setup_test_environment()
    response = client.get(path)
    teardown_test_environment()
    template, context = get_template(response.templates[0].name), response.context[0].flatten()
    if abs(len(template.render(context)) / len(response.content.decode()) - 1) > 0.01:
        raise ValueError(f"{path} is not what its template makes of its context alone")
    return lambda: template.render(context)


def measure(world: World) -> None:
    """The dashboards, and a month of 24 rows with their fields."""
    of_chapter = "SELECT * FROM workplan_contribution WHERE chapter_id = %s"
    office, reporter = signed_in(world.office), signed_in(world.representative)
    year, region = world.year, world.chapter.region
    for what, budget, client, path, raw in (
        ("national dashboard", 12, office, "/2021/", lambda: sums(year)),
        ("regional dashboard", 15, office, f"/2021/wilayah/{region.code}/", lambda: sums(year, region)),
        ("month", 10, reporter, "/laporan/2021-12/", lambda: fetched(of_chapter, world.chapter.pk)),
    ):
        page = partial(client.get, path)
        ratio(what, timed(page), timed(raw) + timed(bare(client, path)), "raw SQL and bare template", 1.3)
        within(f"{what}: statements", statements(page), budget)
