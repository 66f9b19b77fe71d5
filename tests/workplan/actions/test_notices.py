from uuid import UUID

import pytest
from django.core import mail as sent

from federations.enums import Role
from federations.models import MailChoices
from rakerwil import mail
from rakerwil.models import Letter
from tests.factories.desks import AUGUST, KEEN, Desk
from tests.factories.organisation import ChapterFactory
from tests.factories.users import user_with
from workplan.actions import comments, verifications
from workplan.actions.verifications import Seen
from workplan.models import Contribution

pytestmark = pytest.mark.django_db

REASON = "Bukti memuat Siti Aminah (contoh)."


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


def send_back(*rows, by, reason=REASON):
    verifications.send_back([Seen(row, row.version) for row in rows], reason=reason, by=by)


def told():
    """To whom, by kind."""
    return sorted((letter.kind, letter.address) for letter in Letter.objects.all())


def test_returned_rows_are_one_letter_to_the_chapter_without_the_reason(desk):
    rows = [desk.sent(desk.indicator(code)) for code in ("ORG-01", "ORG-02")]

    send_back(*rows, by=desk.coordinator)

    mail.deliver()
    [message] = sent.outbox
    assert message.to == [desk.rep.email]
    assert message.subject == "Laporan Agustus 2021: dikembalikan kepada Anda"
    assert "2 baris laporan Agustus 2021 dikembalikan: ORG-01, ORG-02." in str(message.body)
    assert f"http://testserver/laporan/2021-08/?perwakilan={desk.chapter.pk}" in str(message.body)
    assert "Siti" not in str(message.body)


def test_rows_returned_one_by_one_within_an_hour_are_one_letter_that_names_them_all(desk):
    first, second = (desk.sent(desk.indicator(code)) for code in ("ORG-01", "ORG-02"))

    send_back(first, by=desk.coordinator)
    send_back(second, by=desk.coordinator)

    assert "ORG-01, ORG-02" in Letter.objects.get().body


def test_a_refused_return_writes_no_letter(desk):
    row = desk.sent(desk.indicator())
    Contribution.objects.update(version=7)

    with pytest.raises(verifications.Overtaken):
        send_back(row, by=desk.coordinator)

    assert told() == []


def test_a_reopened_row_is_told_like_a_returned_one(desk):
    row = desk.row(desk.indicator(), verified=True)

    verifications.reopen(Seen(row, row.version), reason=REASON, by=desk.coordinator)

    assert told() == [("returned", desk.rep.email)]


@pytest.mark.parametrize("without", ["choice", "account", "password"])
def test_nothing_goes_to_whom_it_cannot_reach(desk, without):
    if without == "choice":
        MailChoices.objects.create(user=desk.rep, returned=False)
    else:
        desk.rep.is_active = without != "account"
        desk.rep.set_unusable_password() if without == "password" else None
        desk.rep.save()

    send_back(desk.sent(desk.indicator()), by=desk.coordinator)

    assert told() == []


def test_rows_of_the_coordinators_office_are_told_to_those_who_run_the_region(desk):
    office = ChapterFactory(region=desk.region, of_coordinator=True)
    row = desk.row(
        desk.indicator(by_coordinator=True), chapter=office, submitted=True, submitted_by=desk.secretary
    )

    send_back(row, by=desk.admin)

    assert told() == sorted(("returned", user.email) for user in (desk.coordinator, desk.secretary))


def comment(desk, by, row=None, number=1):
    row = row or desk.row(desk.indicator(), month=AUGUST)
    return comments.write(row, " Sudah dihitung ulang. ", by=by, token=UUID(int=number))


def test_a_comment_of_the_chapter_is_told_to_the_coordinator_and_its_other_people(desk):
    colleague = user_with(Role.REPRESENTATIVE, chapter=desk.chapter)

    comment(desk, desk.rep)

    assert told() == sorted(("comment", user.email) for user in (colleague, desk.coordinator))
    assert {"Sudah dihitung" in letter.body for letter in Letter.objects.all()} == {False}


def test_a_comment_of_the_coordinator_is_told_to_the_chapter_and_to_who_wrote_before(desk):
    row = desk.row(desk.indicator())
    comment(desk, desk.secretary, row)
    Letter.objects.all().delete()

    comment(desk, desk.coordinator, row, number=2)

    assert told() == sorted(("comment", user.email) for user in (desk.rep, desk.secretary))


def test_who_wants_no_mails_of_comments_gets_none(desk):
    MailChoices.objects.create(user=desk.coordinator, comment=False)

    comment(desk, desk.rep)

    assert told() == []
