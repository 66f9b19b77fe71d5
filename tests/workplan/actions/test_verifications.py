from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from federations.enums import COORDINATOR_OFFICE, Role
from rakerwil.transitions import ReasonMissing, Refused
from tests.factories.desks import AUGUST, KEEN, LOCKED, Desk, entry
from tests.factories.organisation import ChapterFactory, FederationFactory
from tests.factories.users import user_with
from tests.racing import at_once
from workplan.actions import contributions, verifications
from workplan.actions.verifications import Overtaken, OwnReport, Seen
from workplan.enums import YearState
from workplan.models import Contribution, Transition

pytestmark = pytest.mark.django_db

REASON = "Bukti memuat peserta lain."


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


def seen(*rows):
    return [Seen(row, row.version) for row in rows]


def states():
    return [row.state for row in Contribution.objects.order_by("pk")]


# --- verify -------------------------------------------------------------------------------------


def test_verify_lets_reports_count(desk):
    rows = [desk.sent(desk.indicator(f"ORG-0{number}")) for number in (1, 2)]

    verifications.verify(seen(*rows), by=desk.coordinator)

    assert states() == ["verified", "verified"]
    row = Contribution.objects.order_by("pk")[0]
    assert (row.verified_by, row.version, row.history.count()) == (desk.coordinator, 2, 2)
    assert row.history.latest().history_user == desk.coordinator
    assert [(each.verb, each.by) for each in Transition.objects.of(row)] == [("verify", desk.coordinator)]


def test_verify_of_a_version_that_was_not_seen_verifies_nothing(desk):
    first, second = (desk.sent(desk.indicator(f"ORG-0{number}")) for number in (1, 2))

    with pytest.raises(Overtaken, match="ORG-02"):
        verifications.verify([Seen(first, 1), Seen(second, 2)], by=desk.coordinator)

    assert states() == ["submitted", "submitted"]


@pytest.mark.parametrize("state", ["draft", "verified", "returned"])
def test_verify_needs_a_report_that_waits(desk, state):
    row = desk.row(desk.indicator(), **({} if state == "draft" else {state: True}))

    with pytest.raises(Overtaken):
        verifications.verify(seen(row), by=desk.coordinator)

    assert states() == [state]


def test_nobody_verifies_what_they_sent(desk):
    row = desk.row(desk.indicator(), submitted=True, submitted_by=desk.coordinator)

    with pytest.raises(OwnReport):
        verifications.verify(seen(row), by=desk.coordinator)

    assert states() == ["submitted"]


def test_verify_goes_on_after_the_lock(desk, clock):
    row = desk.sent(desk.indicator())
    clock(LOCKED)

    verifications.verify(seen(row), by=desk.coordinator)

    assert states() == ["verified"]


def test_verify_needs_an_open_year(desk):
    row = desk.sent(desk.indicator())
    desk.year.state, desk.year.closed_at = YearState.CLOSED, desk.year.opened_at
    desk.year.save()

    with pytest.raises(Refused):
        verifications.verify(seen(row), by=desk.coordinator)

    assert states() == ["submitted"]


# --- return -------------------------------------------------------------------------------------


def test_send_back_gives_the_reason_to_read(desk):
    rows = [desk.sent(desk.indicator(f"ORG-0{number}")) for number in (1, 2)]

    verifications.send_back(seen(*rows), reason=f" {REASON} ", by=desk.coordinator)

    assert states() == ["returned", "returned"]
    row = Contribution.objects.order_by("pk")[0]
    assert (row.return_reason, row.returned_by, row.first_submitted_on) == (
        REASON,
        desk.coordinator,
        date(2021, 9, 10),
    )
    assert Transition.objects.of(row).get().reason == REASON


def test_send_back_without_a_reason_is_refused(desk):
    row = desk.sent(desk.indicator())

    with pytest.raises(ReasonMissing):
        verifications.send_back(seen(row), reason="  ", by=desk.coordinator)

    assert states() == ["submitted"]


def test_send_back_of_ones_own_or_of_another_version_is_refused(desk):
    row = desk.sent(desk.indicator())

    with pytest.raises(OwnReport):
        verifications.send_back(seen(row), reason=REASON, by=desk.rep)
    with pytest.raises(Overtaken):
        verifications.send_back([Seen(row, 9)], reason=REASON, by=desk.coordinator)


# --- reopen -------------------------------------------------------------------------------------


def test_reopen_takes_a_report_out_of_the_count(desk):
    row = desk.row(desk.indicator(), verified=True)

    verifications.reopen(Seen(row, 1), reason=REASON, by=desk.coordinator)

    row.refresh_from_db()
    assert (row.state, row.verified_at, row.return_reason) == ("returned", None, REASON)


def test_reopen_after_the_lock_is_the_national_offices(desk, clock):
    row = desk.row(desk.indicator(), verified=True)
    clock(LOCKED)

    with pytest.raises(Refused):
        verifications.reopen(Seen(row, 1), reason=REASON, by=desk.coordinator)
    assert states() == ["verified"]

    verifications.reopen(Seen(row, 1), reason=REASON, by=desk.admin, may_correct=True)
    assert states() == ["returned"]


def test_a_correction_of_the_coordinators_own_office_is_verified_by_another_of_the_national_office(
    desk, clock
):
    office = ChapterFactory(region=desk.region, federation=FederationFactory(code=COORDINATOR_OFFICE))
    indicator = desk.indicator(by_coordinator=True)
    row = desk.row(indicator, chapter=office, verified=True)
    clock(LOCKED)
    contributions.correct(office, [entry(indicator, 12, seen=1)], reason=REASON, by=desk.admin)
    row.refresh_from_db()
    people = {"same": desk.admin, "coordinator": desk.coordinator, "other": user_with(Role.ADMIN)}

    may = {name: who.has_perm("workplan.verify_contribution", row) for name, who in people.items()}

    assert may == {"same": False, "coordinator": False, "other": True}
    with pytest.raises(OwnReport):
        verifications.verify(seen(row), by=desk.admin)
    verifications.verify(seen(row), by=people["other"])
    assert states() == ["verified"]


def test_reopen_needs_a_reason_and_a_verified_report(desk):
    verified, waiting = desk.row(desk.indicator(), verified=True), desk.sent(desk.indicator("ORG-02"))

    with pytest.raises(ReasonMissing):
        verifications.reopen(Seen(verified, 1), reason="", by=desk.coordinator)
    with pytest.raises(Overtaken):
        verifications.reopen(Seen(waiting, 1), reason=REASON, by=desk.coordinator)


# --- at once ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_who_verify_at_once_one_is_told(desk):
    row = desk.sent(desk.indicator())

    ended = at_once(
        *(lambda who=who: verifications.verify(seen(row), by=who) for who in (desk.coordinator, desk.admin))
    )

    assert ended == [Overtaken]
    assert states() == ["verified"]
    assert Transition.objects.of(row).filter(verb="verify").count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_verified_is_what_was_seen_even_while_it_is_taken_back_and_changed(desk):
    indicator = desk.indicator()
    row = desk.sent(indicator)

    def change():
        contributions.take_back(row, row.version, by=desk.rep)
        contributions.send(desk.chapter, [entry(indicator, 77, seen=2)], by=desk.rep)

    ended = at_once(change, lambda: verifications.verify(seen(row), by=desk.coordinator))

    row.refresh_from_db()
    assert len(ended) == 1
    assert (row.state, row.value) in {("verified", Decimal(10)), ("submitted", Decimal(77))}


@pytest.mark.django_db(transaction=True)
def test_of_two_first_sendings_at_once_one_record_comes(desk):
    indicator = desk.indicator()

    ended = at_once(
        *(lambda: contributions.send(desk.chapter, [entry(indicator, 7)], by=desk.rep) for _ in range(2))
    )

    assert ended == []
    assert [(row.value, row.state) for row in Contribution.objects.filter(month=AUGUST)] == [(7, "submitted")]


def test_verifying_many_takes_no_more_statements_than_one(desk):
    rows = [desk.sent(desk.indicator(f"ORG-{number:02}")) for number in range(24)]

    with CaptureQueriesContext(connection) as of_one:
        verifications.verify(seen(rows[0]), by=desk.coordinator)
    with CaptureQueriesContext(connection) as of_many:
        verifications.verify(seen(*rows[1:]), by=desk.coordinator)

    assert len(of_many) == len(of_one)
    assert states() == ["verified"] * 24
    for row in rows:
        newest = row.history.latest()
        assert (newest.version, newest.history_user) == (2, desk.coordinator)
        last = Transition.objects.of(row).last()
        assert (last.verb, last.from_state, last.to_state, last.by) == (
            "verify", "submitted", "verified", desk.coordinator,
        )  # fmt: skip
