from hashlib import sha256

import pytest
from django.core.files.storage import default_storage

from rakerwil.transitions import WrongState
from tests.factories.desks import PDF, Desk
from workplan.actions import evidence
from workplan.actions.evidence import Attachment, TooManyFiles
from workplan.models import Evidence, Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def row(desk):
    return desk.row(desk.indicator())


def content_of(found):
    with default_storage.open(found.storage_name) as file:
        return file.read()


def test_attach_keeps_the_bytes_under_their_digest(desk, row):
    assert evidence.attach(row, [PDF], by=desk.rep) == 1

    found = row.evidence.get()
    assert (found.name, found.size, found.uploaded_by) == ("bukti.pdf", len(PDF.content), desk.rep)
    assert found.storage_name == f"{found.sha256[:2]}/{sha256(PDF.content).hexdigest()}"
    assert content_of(found) == PDF.content
    assert Transition.objects.of(row).get().reason == "bukti.pdf"


def test_attach_of_the_same_content_twice_is_one_file(desk, row):
    evidence.attach(row, [PDF], by=desk.rep)

    assert evidence.attach(row, [PDF, PDF], by=desk.rep) == 0
    assert row.evidence.count() == 1


def test_the_same_content_behind_two_reports_lies_once(desk, row):
    other = desk.row(desk.indicator("ORG-02"))
    for each in (row, other):
        evidence.attach(each, [PDF], by=desk.rep)

    _folders, files = default_storage.listdir(PDF.sha256[:2])
    # a first look at the same content may lie beside it
    assert [name for name in files if not name.endswith(".look")] == [PDF.sha256]


def test_attach_to_a_sent_report_is_refused(desk):
    with pytest.raises(WrongState):
        evidence.attach(desk.sent(desk.indicator()), [PDF], by=desk.rep)

    assert not Evidence.objects.exists()


def test_attach_of_too_many_files_keeps_none(desk, row):
    many = [Attachment(f"{n}.pdf", "application/pdf", f"%PDF-{n}".encode()) for n in range(11)]

    with pytest.raises(TooManyFiles):
        evidence.attach(row, many, by=desk.rep)

    assert not Evidence.objects.exists()


def test_remove_takes_the_bytes_with_the_last_report(desk, row):
    other = desk.row(desk.indicator("ORG-02"))
    for each in (row, other):
        evidence.attach(each, [PDF], by=desk.rep)
    first, second = row.evidence.get(), other.evidence.get()

    evidence.remove(first, by=desk.rep)
    assert default_storage.exists(second.storage_name)

    evidence.remove(second, by=desk.rep)
    assert not default_storage.exists(f"{PDF.sha256[:2]}/{PDF.sha256}")
    assert [each.verb for each in Transition.objects.of(row)] == ["attach", "detach"]


def test_remove_from_a_sent_report_is_refused(desk, row):
    evidence.attach(row, [PDF], by=desk.rep)
    type(row).objects.filter(pk=row.pk).update(state="submitted", first_submitted_on="2021-09-10")

    with pytest.raises(WrongState):
        evidence.remove(row.evidence.get(), by=desk.rep)

    assert row.evidence.exists()


def test_handing_out_masked_data_is_on_record(desk, row):
    evidence.attach(row, [PDF], by=desk.rep)

    with evidence.handed_out(row.evidence.get(), by=desk.admin, is_reveal=True) as file:
        assert file.read() == PDF.content

    assert [(each.verb, each.by) for each in Transition.objects.of(row)][-1] == ("reveal", desk.admin)
