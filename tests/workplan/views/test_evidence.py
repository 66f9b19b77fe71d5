import pytest
from django.core.files.storage import default_storage

from federations.enums import Role
from tests.factories.desks import PDF, Desk, picture
from tests.factories.organisation import ChapterFactory
from tests.factories.users import user_with
from workplan.actions import evidence
from workplan.actions.evidence import Attachment
from workplan.models import Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def found(desk):
    row = desk.row(desk.indicator())
    evidence.attach(row, [PDF], by=desk.rep)
    return row.evidence.get()


def read(response):
    """The bytes; an open file is a warning, and warnings are errors."""
    return b"".join(getattr(response, "streaming_content", ()))


def test_evidence_is_a_download_that_no_browser_runs(client, desk, found):
    client.force_login(desk.rep)

    response = client.get(f"/bukti/{found.pk}/")

    assert read(response) == PDF.content
    assert {
        name: response[name]
        for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Cache-Control")
    } == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="bukti.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store, private",
    }
    assert "sandbox" in response["Content-Security-Policy"].split("; ")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("rep", 200),
        ("coordinator", 200),
        ("secretary", 200),
        ("admin", 200),
        (Role.AUDITOR, 200),
        (Role.OBSERVER, 404),
        (Role.UNIT_OFFICER, 404),
        (Role.FEDERATION_OFFICE, 404),
        (Role.REPRESENTATIVE, 404),
    ],
)
def test_evidence_by_role(client, desk, found, who, status):
    client.force_login(getattr(desk, who, None) or user_with(who))

    response = client.get(f"/bukti/{found.pk}/")

    assert response.status_code == status
    read(response)


def test_evidence_of_another_chapter_of_the_region_is_not_found(client, desk, found):
    client.force_login(user_with(Role.REPRESENTATIVE, chapter=ChapterFactory(region=desk.region)))

    assert client.get(f"/bukti/{found.pk}/").status_code == 404


def test_evidence_asks_for_a_sign_in(client, found):
    assert client.get(f"/bukti/{found.pk}/").status_code == 302


def test_an_auditors_reading_is_on_record_and_a_coordinators_is_not(client, desk, found):
    for user in (desk.coordinator, user_with(Role.AUDITOR)):
        client.force_login(user)
        read(client.get(f"/bukti/{found.pk}/"))

    log = Transition.objects.of(found.contribution).filter(verb="reveal")
    assert [(each.by, each.reason) for each in log] == [(user, "bukti.pdf")]


# --- at a glance --------------------------------------------------------------------------------


@pytest.fixture
def photo(desk):
    row = desk.row(desk.indicator("ORG-07"))
    evidence.attach(row, [Attachment("foto.jpg", "image/jpeg", picture(size=(640, 480)))], by=desk.rep)
    return row.evidence.get()


def look(file):
    return f"/bukti/{file.pk}/sekilas/"


def test_a_photo_is_seen_small(client, desk, photo):
    client.force_login(desk.coordinator)

    first, second = client.get(look(photo)), client.get(look(photo))

    assert (first.status_code, first["Content-Type"]) == (200, "image/jpeg")
    assert first.content == second.content
    assert first.content.startswith(b"\xff\xd8\xff")
    assert "sandbox" in first["Content-Security-Policy"].split("; ")


def test_of_what_shows_nothing_there_is_no_picture_and_it_is_tried_once(client, desk, found):
    client.force_login(desk.rep)

    statuses = [client.get(look(found)).status_code for _try in range(2)]

    assert statuses == [404, 404]
    assert default_storage.size(found.look_name) == 0


@pytest.mark.parametrize(
    ("who", "status"),
    [("rep", 200), ("secretary", 200), (Role.OBSERVER, 404), (Role.UNIT_OFFICER, 404), ("neighbour", 404)],
)
def test_who_sees_a_picture_is_who_reads_the_file(client, desk, photo, who, status):
    neighbour = ChapterFactory(region=desk.region)
    user = user_with(Role.REPRESENTATIVE, chapter=neighbour) if who == "neighbour" else None
    client.force_login(user or getattr(desk, who, None) or user_with(who))

    assert client.get(look(photo)).status_code == status


def test_an_auditors_glance_is_on_record(client, desk, photo):
    auditor = user_with(Role.AUDITOR)
    client.force_login(auditor)

    client.get(look(photo))

    assert Transition.objects.filter(verb="reveal", by=auditor, reason="foto.jpg").count() == 1


def test_with_the_file_goes_its_picture(client, desk, photo):
    client.force_login(desk.rep)
    client.get(look(photo))

    evidence.remove(photo, by=desk.rep)

    assert not default_storage.exists(photo.look_name)
