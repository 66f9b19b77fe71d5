"""Every address, role by role, as the table in `tests/policy.py` says."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from federations.models import Chapter, Region, User
from tests.factories.users import MembershipFactory, UserFactory
from tests.places import DEFAULTS, NOWHERE, places
from tests.policy import COLUMNS, TABLE
from workplan.management.example.people import DOMAIN
from workplan.models import (
    ActionItem,
    AgendaItem,
    Invitation,
    Matter,
    Objective,
    RecordLine,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


@dataclass(frozen=True)
class Line:
    """One address with what each role gets; what stands after the @ chooses among its places."""

    method: str
    address: str
    expected: Mapping[str, int]

    @property
    def name(self) -> str:
        return self.address.partition("@")[0]

    def __str__(self) -> str:
        return f"{self.method} {self.address}"


def read(table: str) -> Iterator[Line]:
    """The lines of the table."""
    head, *rows = (row.split() for row in table.strip().splitlines() if row.strip()[:1] not in ("", "#"))
    for method, address, *statuses in rows:
        yield Line(method, address, dict(zip(head[1:], map(int, statuses), strict=True)))


LINES = list(read(TABLE))


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    """Every address of the product, those of libraries included."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


ADDRESSES = {pattern.name or str(pattern.pattern): pattern for pattern in patterns(get_resolver())}

POSTED = {
    "recommendation_from_figure": {"indikator": "ORG-01"},
}
"""What a verb needs to come as far as its state."""
QUERIES = {
    "api_rollup@jakarta": "?region=31",
    "api_federation": "?federation=GARTEKS",
    "dossier_archive": "?bentuk=docx",
    "api_catch_up": "?region=31&indicator=ORG-01",
}
"""What an address asks for, where it says nothing by itself."""
NOTED = {
    "evidence": "workplan_transition",  # that somebody with masked sight opened it
    "evidence_look": "workplan_transition",
    "meeting_file": "workplan_transition",
    "dossier_archive": "workplan_transition",
    "person_reveal": "workplan_transition",  # who had a contact shown, or all data
    "person_download": "workplan_transition",
    "account_email": "account_emailaddress",  # the library's own copy of the address
    "account_reset_password_from_key": "account_emailaddress",
}
"""The table in which opening a page may leave a line."""


def arguments(address: str) -> dict[str, Any]:
    """What stands in the address of a line."""
    name, at, label = address.partition("@")
    known = places()
    fitting = [each for each in known if "@" not in each and f"{name}_".startswith(f"{each}_")]
    place = known[max(fitting, key=len)] if fitting else {}
    if at:
        place = known[f"{name}@{label}"]
    parts = ADDRESSES[name].pattern.regex.groupindex
    return {part: {**DEFAULTS, **place}[part] for part in parts}


class Browsers(dict[str, Client]):
    """Everybody's own, signed in when first used."""

    def __missing__(self, column: str) -> Client:
        self[column] = Client()
        if COLUMNS[column]:
            self[column].force_login(User.objects.get(email=f"{COLUMNS[column]}@{DOMAIN}"))
        return self[column]


@pytest.fixture
def browsers() -> Browsers:
    """With an account that has no role, and one that is closed."""
    UserFactory(email=f"tanpa.peran@{DOMAIN}")
    closed = UserFactory(email=f"nonaktif@{DOMAIN}", is_active=False)
    MembershipFactory(user=closed, role="secretary", region=Region.objects.get(code="31"))
    kamiparho = Chapter.objects.get(region__code="31", federation__code="KAMIPARHO")
    ActionItem.objects.filter(meeting__slug="31-2021-1", number=2).update(owner_chapter=kamiparho)
    return Browsers()


@contextmanager
def written() -> Iterator[list[str]]:
    """The statements that change anything but a session."""
    statements: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        verb = sql.split(maxsplit=1)[0].upper()
        if verb in ("INSERT", "UPDATE", "DELETE", "REPLACE") and "django_session" not in sql:
            statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield statements


def test_every_address_has_its_line():
    assert {line.name for line in LINES} == set(ADDRESSES)


def test_every_column_is_somebody():
    assert [set(line.expected) for line in LINES if set(line.expected) != set(COLUMNS)] == []


@pytest.mark.parametrize("line", LINES, ids=str)
def test_each_role_gets_what_its_line_says_and_nothing_is_written(line, browsers):
    url = reverse(line.name, kwargs=arguments(line.address)) + QUERIES.get(line.address, "")
    posted = POSTED.get(line.name, {})
    everybody = {column: browsers[column] for column in COLUMNS}
    answers: dict[str, HttpResponse] = {}

    with written() as statements:
        for column, browser in everybody.items():
            cache.clear()
            answers[column] = browser.get(url) if line.method == "GET" else browser.post(url, posted)
            b"".join(answers[column])  # to its end, which closes a file

    assert {column: answer.status_code for column, answer in answers.items()} == line.expected
    assert [sql for sql in statements if NOTED.get(line.name, "none") not in sql] == []
    assert {column for column, answer in answers.items() if not is_guarded(answer)} == set()


def is_guarded(answer: HttpResponse) -> bool:
    """Kept by no cache, read as nothing but what it says it is, running and framed by nobody else's code."""
    policy = answer.headers["Content-Security-Policy"]
    return (
        "no-store" in answer.headers["Cache-Control"]
        and "private" in answer.headers["Cache-Control"]
        and answer.headers["X-Content-Type-Options"] == "nosniff"
        and answer.headers["X-Frame-Options"] == "DENY"
        and answer.headers["Referrer-Policy"] == "same-origin"
        and "default-src 'self'" in policy
        and "object-src 'none'" in policy
        and "unsafe-inline" not in policy
    )


@pytest.mark.parametrize("line", [line for line in LINES if line.method == "POST"], ids=str)
def test_no_verb_is_done_by_opening_its_address(line, browsers):
    url = reverse(line.name, kwargs=arguments(line.address))

    answer = browsers["adm"].get(url)

    assert answer.status_code == 405


TAKEN_AWAY = {
    ("agenda_item_remove", "pk"),
    ("participant_take_off", "number"),
    ("matter_remove", "pk"),
    ("invitation_remove", "pk"),
}
"""What a second tap finds gone already: taking it away again is done, not lost."""


@pytest.mark.parametrize(
    ("address", "part"),
    [
        (line.address, part)
        for line in LINES
        for part in ADDRESSES[line.name].pattern.regex.groupindex
        if part in NOWHERE and (line.name, part) not in TAKEN_AWAY
    ],
)
def test_what_no_row_has_is_not_found(address, part, browsers):
    method = next(line.method for line in LINES if line.address == address)
    url = reverse(address.partition("@")[0], kwargs={**arguments(address), part: NOWHERE[part]})

    answers = {
        column: browsers[column].get(url) if method == "GET" else browsers[column].post(url)
        for column in ("adm", "coo")
    }

    assert {
        column: answer.status_code for column, answer in answers.items() if answer.status_code != 403
    } == {column: 404 for column, answer in answers.items() if answer.status_code != 403}
    assert 404 in {answer.status_code for answer in answers.values()}


@pytest.mark.parametrize("line", [line for line in LINES if line.method == "POST"], ids=str)
def test_every_verb_comes_as_far_as_its_state_for_somebody(line):
    """What the table posts is refused by the state, not only by rights: sent back, nothing written."""
    name = line.name
    statuses = {status for each in LINES if each.name == name for status in list(each.expected.values())[1:]}

    assert statuses & {200, 302, 409, 422} != set()


def foreign() -> dict[tuple[str, str], Any]:
    """Rows that are there, of another meeting, year or region than the rest of the address."""
    item = AgendaItem.objects.exclude(meeting__slug="31-2021-1").earliest("pk")
    objective = Objective.objects.exclude(year__year=2021).earliest("pk")
    chapter = Chapter.objects.filter(region__code="32", district__isnull=False).earliest("pk")
    return {
        ("agenda_item", "pk"): item.pk,
        ("sitting", "pk"): item.pk,
        ("item_paper", "pk"): item.pk,
        ("minutes_entry", "pk"): item.pk,
        ("commission", "pk"): AgendaItem.objects.filter(kind="commission")
        .exclude(meeting__region__code="31")
        .earliest("pk")
        .pk,
        ("matter", "pk"): Matter.objects.exclude(meeting__slug="31-2021-1").earliest("pk").pk,
        ("record_line", "pk"): RecordLine.objects.exclude(meeting__slug="31-2021-1").earliest("pk").pk,
        ("invitation", "pk"): Invitation.objects.exclude(meeting__slug="31-2021-1").earliest("pk").pk,
        ("objective", "pk"): objective.pk,
        ("chapter_indicator", "chapter"): chapter.code,
        ("chapter_pledges", "chapter"): chapter.code,
        ("queue", "chapter"): chapter.code,
    }


NESTED = [
    (line, part)
    for line in LINES
    for name, part in (
        *(
            ("agenda_item", "pk"),
            ("sitting", "pk"),
            ("item_paper", "pk"),
            ("minutes_entry", "pk"),
            ("commission", "pk"),
            ("objective", "pk"),
        ),
        *(("matter", "pk"), ("record_line", "pk"), ("invitation", "pk")),
        *(("chapter_indicator", "chapter"), ("chapter_pledges", "chapter"), ("queue", "chapter")),
    )
    if f"{line.address}_".startswith(f"{name}_") and part in ADDRESSES[line.name].pattern.regex.groupindex
]


@pytest.mark.parametrize(("line", "part"), NESTED, ids=str)
def test_a_row_of_another_place_is_not_found_here(line, part, browsers):
    value = next(value for (name, key), value in foreign().items() if line.address.startswith(name))
    url = reverse(line.name, kwargs={**arguments(line.address), part: value})
    everybody = {column: browsers[column] for column in ("adm", "coo", "sec")}

    with written() as statements:
        answers = {
            column: (browser.get(url) if line.method == "GET" else browser.post(url)).status_code
            for column, browser in everybody.items()
        }

    gone = {302} if (line.name, part) in TAKEN_AWAY else {404}
    assert set(answers.values()) - {403} == gone
    assert statements == []


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_are_nobody_s(method, browsers):
    answers = {
        line.name: getattr(browsers["adm"], method)(
            reverse(line.name, kwargs=arguments(line.address))
        ).status_code
        for line in LINES
    }

    assert {name: status for name, status in answers.items() if status not in (400, 403, 404, 405)} == {}
