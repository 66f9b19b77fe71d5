"""Everybody's way through the example: nothing breaks, nothing leads to a closed door, nothing leaks."""

import hashlib
import io
import re
import zipfile
from collections import Counter

import polib
import pytest
from django.conf import settings
from django.db import connection, models, transaction
from django.test import Client
from pypdf import PdfReader

from federations.enums import Role
from federations.models import Letterhead, Membership, Person, Region, User
from tests.crawling import Reading, Walk, name_of
from workplan.management.example.people import DOMAIN, PEOPLE
from workplan.models import (
    ActionItem,
    AgendaItem,
    Contribution,
    Decision,
    Evidence,
    Meeting,
    NationalInput,
    Recommendation,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

ONE_PER_ROLE = list({person.role: person.mailbox for person in reversed(PEOPLE)}.values())
"""The first sign-in of each role."""
WALKERS = [
    pytest.param(person.mailbox, marks=() if person.mailbox in ONE_PER_ROLE else pytest.mark.full)
    for person in PEOPLE
]

IN_ENGLISH = [
    pytest.param(mailbox, marks=() if mailbox in ("den", "kamiparho.jakarta") else pytest.mark.full)
    for mailbox in ONE_PER_ROLE
]
"""Between them the national office and a chapter open nearly every kind of page."""


def signed_in(mailbox, language=""):
    user = User.objects.get(email=f"{mailbox}@{DOMAIN}")
    user.language = language
    user.save(update_fields=["language"])
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def walked(mailbox, request, language="", each=1):
    """Everything with `--full`, otherwise one page of each kind, since all of them take minutes."""
    wide = None if request.config.getoption("full") else each
    return Walk(signed_in(mailbox, language), wide).begin("/", "/?tahun=2021")


def pressed(walk):
    """What each kind of button says to somebody who typed nothing; all of it undone."""
    kinds: Counter[str] = Counter()
    answers = {}
    for action, (source, hidden) in walk.forms.items():
        kinds[name_of(action)] += 1
        if kinds[name_of(action)] <= 2 and name_of(action) != "account_logout":
            with transaction.atomic():
                answers[action, source] = walk.client.post(action, hidden).status_code
                transaction.set_rollback(True)
    return answers


def rows_of(table):
    """A digest of all rows of a table, in any order."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        lines = sorted(
            repr(tuple(bytes(v) if isinstance(v, memoryview) else v for v in row))
            for row in cursor.fetchall()
        )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def digests():
    """Of every table but those that opening a page may touch: the session, and who looked at evidence."""
    names = set(connection.introspection.table_names())
    noted = {"django_session", "account_emailaddress", "workplan_transition"}
    return {name: rows_of(name) for name in sorted(names - noted)}


# --- links and buttons --------------------------------------------------------------------------


@pytest.mark.parametrize("mailbox", WALKERS)
def test_no_link_and_no_button_leads_to_a_closed_door_and_no_page_breaks(mailbox, request):
    walk = walked(mailbox, request)

    broken = [(page.url, page.status, page.source) for page in walk.pages if page.status not in (200, 302)]
    refused = {
        key: status for key, status in pressed(walk).items() if status in (403, 404, 405) or status >= 500
    }
    assert broken == []
    assert refused == {}
    assert len(walk.pages) > 3
    assert english_in(walk) == {}


@pytest.mark.full
def test_walking_about_changes_no_row(request):
    before = digests()

    for mailbox in ("den", "koordinator.jakarta"):
        walked(mailbox, request)

    after = digests()
    assert [name for name in before if before[name] != after[name]] == ["federations_user"] * (
        before["federations_user"] != after["federations_user"]
    )


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.mailbox)
def test_everybody_finds_something_to_do_on_the_first_page(person):
    client = signed_in(person.mailbox)

    answer = client.get("/", follow=True)

    page = answer.content.decode()
    waiting = [link for link in answer.context["nav"] if link.count]
    main = page[page.index('id="isi"') :]
    assert answer.status_code == 200
    assert (
        waiting or 'class="press main' in main or re.search(r"<td|<input|class=\"lines|class=\"blank", main)
    )


# --- languages ------------------------------------------------------------------------------------


def words_of(language, other):
    """Texts of the catalogue in one language that read differently in the other."""
    catalogues = {
        code: {
            (entry.msgctxt, entry.msgid): entry.msgstr or next(iter(entry.msgstr_plural.values()), "")
            for entry in polib.pofile(f"{settings.BASE_DIR}/rakerwil/locale/{code}/LC_MESSAGES/django.po")
        }
        for code in ("id", "en")
    }
    ours = {" ".join(text.split()) for text in catalogues[language].values()}
    theirs = {" ".join(text.split()) for text in catalogues[other].values()}
    # what somebody is stands on record as it was written there
    offices = {str(role.label) for role in Role}
    return {text for text in theirs - ours - offices if "%" not in text and " " in text}


ENGLISH = set(
    "the of and with from this that not are is was month year save submit reports region regions waiting "
    "verified pledge pledges meeting meetings minutes recommendation indicator achievement completeness due "
    "search back open closed new edit add choose sign out".split()
) - {"is", "due", "out", "back", "new", "open"}
NAMES = re.compile(r"Training For Organizer|From Other Sources|Decent Work|English|Sign in", re.IGNORECASE)
LABELS = ("label", "legend", "button", "dt")
"""Where people write nothing."""
INDONESIAN = set(
    "dan yang untuk dari dengan belum tidak pada oleh atau laporan bulan tahun wilayah simpan kirim "
    "cari kembali ubah tambah pilih keluar komitmen capaian rapat notulen rekomendasi".split()
)


def words_in(texts):
    return {word for text in texts for word in re.findall(r"[a-z]+", NAMES.sub("", text).lower())}


def english_in(walk):
    """What is left in English on pages in Indonesian, by page."""
    leaked = words_of("id", "en")
    found = {}
    for page in (page for page in walk.pages if page.is_page):
        texts = [text for _tags, text in Reading(page.text).texts]
        found[page.url] = (set(texts) & leaked) | (words_in(texts) & ENGLISH)
    return {url: texts for url, texts in found.items() if texts}


@pytest.mark.parametrize("mailbox", IN_ENGLISH)
def test_english_pages_hold_no_indonesian_but_what_people_wrote(mailbox, request):
    leaked = words_of("en", "id")
    walk = walked(mailbox, request, "en")

    found = {}
    for page in (page for page in walk.pages if page.is_page):
        texts = Reading(page.text).texts
        labels = [text for tags, text in texts if tags[-1:] and tags[-1] in LABELS]
        found[page.url] = ({text for _tags, text in texts} & leaked) | (words_in(labels) & INDONESIAN)

    assert {url: texts for url, texts in found.items() if texts} == {}
    assert {'<html lang="en"' in page.text for page in walk.pages if page.is_page} == {True}


# --- what belongs to others -------------------------------------------------------------------------

CANARY = "kenari"


def let_canaries_loose(region):
    """Mark every text that people of a region wrote, each with a word of its own kind."""
    of_region = {"meeting__region": region}
    texts = [
        (Meeting.objects.filter(region=region), ("title", "venue", "purpose")),
        (AgendaItem.objects.filter(**of_region), ("title", "topic")),
        (Decision.objects.filter(**of_region), ("text",)),
        (ActionItem.objects.filter(**of_region), ("text",)),
        (Recommendation.objects.filter(**of_region), ("title", "text")),
        (Contribution.objects.filter(chapter__region=region), ("note", "return_reason")),
        (Evidence.objects.filter(contribution__chapter__region=region), ("name",)),
        (NationalInput.objects.filter(region=region), ("foreword", "remarks")),
        (Person.objects.filter(region=region), ("name", "phone", "email", "office")),
    ]
    for rows, names in texts:
        marks = {name: models.Value(f"{CANARY}-{rows.model._meta.model_name}-{name}") for name in names}
        rows.update(**marks)
        assert rows.exists() or rows.model is Evidence
    members = Membership.objects.filter(models.Q(region=region) | models.Q(chapter__region=region))
    User.objects.filter(memberships__in=members).update(
        email=models.functions.Concat(models.Value(f"{CANARY}-"), models.F("email"))
    )
    Letterhead.objects.create(region=region, address=f"{CANARY}-letterhead")


def bytes_of(page):
    """Everything an answer holds: unpacked, printed, with its heads."""
    content = page.content
    parts = [content, repr(sorted(page.headers.items())).encode()]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    if content.startswith(b"%PDF"):
        parts += [each.extract_text().encode() for each in PdfReader(io.BytesIO(content)).pages]
    return b"\n".join(parts)


@pytest.mark.parametrize(
    "mailbox",
    [
        "koordinator.jakarta",
        pytest.param("kamiparho.jakarta", marks=pytest.mark.full),
        pytest.param("sekretaris.jakarta", marks=pytest.mark.full),
        pytest.param("koordinator.maluku", marks=pytest.mark.full),
    ],
)
def test_not_a_byte_of_another_region_is_shown(mailbox, request):
    let_canaries_loose(Region.objects.get(code="32"))

    walk = walked(mailbox, request)

    leaks = {
        page.url: sorted(set(re.findall(rb"kenari-[\w-]+", bytes_of(page))))
        for page in walk.pages
        if CANARY.encode() in bytes_of(page)
    }
    assert leaks == {}


def test_an_auditor_reads_nobody_s_name():
    auditor = User.objects.get(email=f"auditor@{DOMAIN}")
    names = {name.encode() for name in Person.objects.exclude(user=auditor).values_list("name", flat=True)}

    walk = Walk(signed_in("auditor"), 1).begin("/", "/?tahun=2021")

    read = {page.url: bytes_of(page) for page in walk.pages}
    assert {
        url: found for url, content in read.items() if (found := {name for name in names if name in content})
    } == {}


def test_those_who_may_do_see_the_canaries():
    let_canaries_loose(Region.objects.get(code="32"))

    walk = Walk(signed_in("den"), 1).begin("/rapat/")

    assert any(CANARY.encode() in page.content for page in walk.pages)
