from datetime import date
from decimal import Decimal

import pytest

from rakerwil.transitions import ReasonMissing, Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.desks import AUGUST, KEEN, LATE, LOCKED, PDF, Desk, entry
from tests.factories.organisation import ChapterFactory, RegionFactory
from workplan.actions import contributions as actions
from workplan.actions.entries import Entry, EvidenceMissing, FigureMissing, NoteMissing
from workplan.enums import ContributionState
from workplan.models import Contribution, Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


def refusals(outcomes):
    return [type(outcome.refusal) for outcome in outcomes if outcome.refusal]


def stored():
    return Contribution.objects.get()


def test_fill_in_keeps_a_draft_with_its_history(desk):
    indicator = desk.indicator(by_sex=True)

    outcomes = actions.fill_in(
        desk.chapter, [entry(indicator, 9, women=5, men=4, note=" Agustus ")], by=desk.rep
    )

    row = stored()
    assert (row.state, row.value, row.women, row.men, row.note) == ("draft", 9, 5, 4, "Agustus")
    assert (row.version, row.changed_by, row.first_submitted_on) == (1, desk.rep, None)
    assert [(each.version, each.history_user) for each in row.history.all()] == [(1, desk.rep)]
    assert [(each.verb, each.by) for each in Transition.objects.of(row)] == [("draft", desk.rep)]
    assert outcomes[0].has_changed


def test_fill_in_keeps_half_a_figure_and_a_blank_never_becomes_0(desk):
    indicator = desk.indicator(by_sex=True)

    actions.fill_in(desk.chapter, [entry(indicator, women=5)], by=desk.rep)

    row = stored()
    assert (row.value, row.women, row.men, row.has_figure) == (None, 5, None, False)


def test_fill_in_makes_nothing_of_a_blank_row(desk):
    actions.fill_in(desk.chapter, [entry(desk.indicator())], by=desk.rep)

    assert not Contribution.objects.exists()


def test_fill_in_twice_counts_once(desk):
    indicator = desk.indicator()

    for _ in range(2):
        outcomes = actions.fill_in(desk.chapter, [entry(indicator, 7)], by=desk.rep)

    assert (stored().value, stored().version) == (7, 1)
    assert not outcomes[0].has_changed
    assert outcomes[0].refusal is None


def test_fill_in_of_another_tab_is_stale_and_loses_nothing(desk):
    indicator = desk.indicator()
    actions.fill_in(desk.chapter, [entry(indicator, 7)], by=desk.rep)
    actions.fill_in(desk.chapter, [entry(indicator, 8, seen=1)], by=desk.secretary)

    outcomes = actions.fill_in(desk.chapter, [entry(indicator, 9, seen=1)], by=desk.rep)

    assert refusals(outcomes) == [Stale]
    assert (outcomes[0].row.value, outcomes[0].row.changed_by, stored().value) == (8, desk.secretary, 8)


def test_fill_in_of_two_first_tabs_is_stale(desk):
    indicator = desk.indicator()
    actions.fill_in(desk.chapter, [entry(indicator, 7)], by=desk.secretary)

    assert refusals(actions.fill_in(desk.chapter, [entry(indicator, 9)], by=desk.rep)) == [Stale]


def test_fill_in_from_an_old_tab_leaves_alone_what_it_did_not_touch(desk):
    first, second = desk.indicator(), desk.indicator("ORG-02")
    actions.fill_in(desk.chapter, [entry(first, 7)], by=desk.rep)
    actions.fill_in(desk.chapter, [entry(first, 8, seen=1), entry(second, 3)], by=desk.secretary)

    outcomes = actions.fill_in(desk.chapter, [entry(first, 7, seen=1), entry(second)], by=desk.rep)

    assert refusals(outcomes) == []
    assert [row.value for row in Contribution.objects.order_by("indicator__code")] == [8, 3]


def test_fill_in_clears_what_is_emptied(desk):
    indicator = desk.indicator()
    actions.fill_in(desk.chapter, [entry(indicator, 7)], by=desk.rep)

    actions.fill_in(desk.chapter, [entry(indicator, seen=1)], by=desk.rep)

    assert (stored().value, stored().state) == (None, "draft")


def test_fill_in_refuses_a_sent_report(desk):
    indicator = desk.indicator()
    row = desk.sent(indicator)

    outcomes = actions.fill_in(desk.chapter, [entry(indicator, 99, seen=row.version)], by=desk.rep)

    assert refusals(outcomes) == [WrongState]
    assert stored().value == 10


def test_fill_in_refuses_what_is_not_due(desk):
    early = desk.indicator(first_month=date(2021, 9, 1))

    assert refusals(actions.fill_in(desk.chapter, [entry(early, 1)], by=desk.rep)) == [Refused]
    assert not Contribution.objects.exists()


def test_fill_in_refuses_a_month_that_is_shut(desk, clock):
    clock(LOCKED)

    assert refusals(actions.fill_in(desk.chapter, [entry(desk.indicator(), 1)], by=desk.rep)) == [WrongState]


def test_fill_in_follows_the_clock_of_the_region(clock):
    clock("2021-09-20 23:30")
    desk = Desk(region=RegionFactory(code="91", time_zone="WIT"))

    assert refusals(actions.fill_in(desk.chapter, [entry(desk.indicator(), 1)], by=desk.rep)) == [WrongState]


def test_fill_in_keeps_evidence_beside_a_figure_that_cannot_be_read(desk):
    indicator = desk.indicator()
    unreadable = Entry(indicator, AUGUST, 0, None, attachments=[PDF])

    outcomes = actions.fill_in(desk.chapter, [unreadable], by=desk.rep)

    assert refusals(outcomes) == []
    assert [each.name for each in stored().evidence.all()] == ["bukti.pdf"]
    assert stored().has_figure is False


def test_fill_in_by_a_person_takes_the_row_from_its_import(desk):
    indicator = desk.indicator()
    row = desk.row(indicator, verified=True)
    Contribution.objects.filter(pk=row.pk).update(state="draft", verified_at=None)

    actions.fill_in(desk.chapter, [entry(indicator, 11, seen=1)], by=desk.rep)

    assert (stored().value, stored().import_batch) == (11, None)


def test_send_waits_for_verification_from_the_regions_day_on(clock):
    clock("2021-09-05 23:30")
    desk = Desk(region=RegionFactory(code="91", time_zone="WIT"))

    outcomes = actions.send(desk.chapter, [entry(desk.indicator(), 7)], by=desk.rep)

    row = stored()
    assert outcomes[0].was_sent
    assert (row.state, row.submitted_by, row.version) == ("submitted", desk.rep, 2)
    assert row.first_submitted_on == date(2021, 9, 6)
    assert [(each.verb, each.from_state, each.to_state) for each in Transition.objects.of(row)] == [
        ("draft", "", "draft"),
        ("submit", "draft", "submitted"),
    ]


def test_send_twice_counts_once(desk):
    indicator = desk.indicator()

    for _ in range(2):
        outcomes = actions.send(desk.chapter, [entry(indicator, 7)], by=desk.rep)

    assert (outcomes[0].was_sent, outcomes[0].refusal) == (False, None)
    assert Transition.objects.of(stored()).filter(verb="submit").count() == 1


def test_send_keeps_the_first_day_for_ever(desk, clock):
    indicator = desk.indicator()
    actions.send(desk.chapter, [entry(indicator, 7)], by=desk.rep)
    actions.take_back(stored(), 2, by=desk.rep)
    clock(LATE)

    actions.send(desk.chapter, [entry(indicator, 8, seen=3)], by=desk.rep)

    assert (stored().first_submitted_on, stored().is_late) == (date(2021, 9, 5), False)


def test_send_after_the_due_day_is_late(desk, clock):
    clock(LATE)

    actions.send(desk.chapter, [entry(desk.indicator(), 7)], by=desk.rep)

    assert stored().is_late


def test_send_of_a_declared_zero(desk):
    actions.send(desk.chapter, [entry(desk.indicator(needs_evidence=True), 0)], by=desk.rep)

    assert (stored().value, stored().state) == (0, "submitted")


def test_send_refuses_row_by_row_and_keeps_the_rest(desk):
    whole, half, bare, blank = (
        desk.indicator(f"ORG-{n}", by_sex=n == 2, needs_evidence=n == 3) for n in (1, 2, 3, 4)
    )

    outcomes = actions.send(
        desk.chapter, [entry(whole, 7), entry(half, women=3), entry(bare, 2), entry(blank)], by=desk.rep
    )

    assert [outcome.was_sent for outcome in outcomes] == [True, False, False, False]
    assert refusals(outcomes) == [FigureMissing, EvidenceMissing]
    assert outcomes[1].refusal.field == "men"
    stand = Contribution.objects.order_by("indicator__code").values_list("state", "women", "value")
    assert list(stand) == [("submitted", None, 7), ("draft", 3, None), ("draft", None, 2)]


def test_send_with_evidence(desk):
    indicator = desk.indicator(needs_evidence=True)

    outcomes = actions.send(desk.chapter, [entry(indicator, 2, attachments=[PDF])], by=desk.rep)

    assert outcomes[0].was_sent


def test_send_of_something_unusual_asks_for_a_note(desk):
    indicator = desk.indicator()
    for month in (5, 6, 7):
        desk.row(indicator, date(2021, month, 1), verified=True)

    refused = actions.send(desk.chapter, [entry(indicator, 31)], by=desk.rep)
    passed = actions.send(desk.chapter, [entry(indicator, 31, seen=1, note="Pabrik baru.")], by=desk.rep)

    assert refusals(refused) == [NoteMissing]
    assert passed[0].was_sent


def test_send_sees_what_is_typed_in_the_same_sending(desk):
    wider = desk.indicator()
    part = desk.indicator("ORG-07", subset_of=wider)

    outcomes = actions.send(desk.chapter, [entry(wider, 4), entry(part, 5)], by=desk.rep)

    assert refusals(outcomes) == [NoteMissing, NoteMissing]


def test_send_answers_a_returned_report_after_the_lock(desk, clock):
    indicator = desk.indicator()
    row = desk.row(indicator, returned=True, submitted_by=desk.rep)
    Contribution.objects.filter(pk=row.pk).update(changed_at=row.returned_at)
    clock(LOCKED)

    unanswered = actions.send(desk.chapter, [entry(indicator, 10, seen=1)], by=desk.rep)
    answered = actions.send(desk.chapter, [entry(indicator, 9, seen=1)], by=desk.rep)

    assert (unanswered[0].was_sent, unanswered[0].refusal) == (False, None)
    assert answered[0].was_sent
    assert (stored().state, stored().first_submitted_on) == ("submitted", date(2021, 9, 10))


def test_send_takes_more_evidence_for_an_answer(desk):
    indicator = desk.indicator()
    row = desk.row(indicator, returned=True)
    Contribution.objects.filter(pk=row.pk).update(changed_at=row.returned_at)

    outcomes = actions.send(desk.chapter, [entry(indicator, 10, seen=1, attachments=[PDF])], by=desk.rep)

    assert outcomes[0].was_sent


def test_take_back_makes_a_draft_again(desk):
    row = desk.sent(desk.indicator())

    actions.take_back(row, row.version, by=desk.rep)

    assert (stored().state, stored().version, stored().first_submitted_on) == ("draft", 2, date(2021, 9, 10))
    assert Transition.objects.of(row).get().verb == "take_back"


@pytest.mark.parametrize("state", ["draft", "verified", "returned"])
def test_take_back_needs_a_report_that_waits(desk, state):
    row = desk.row(desk.indicator(), **({} if state == "draft" else {state: True}))

    with pytest.raises(WrongState):
        actions.take_back(row, row.version, by=desk.rep)


def test_take_back_of_another_version_is_stale(desk):
    row = desk.sent(desk.indicator())

    with pytest.raises(Stale):
        actions.take_back(row, row.version + 1, by=desk.rep)


def test_take_back_ends_with_the_lock(desk, clock):
    row = desk.sent(desk.indicator())
    clock(LOCKED)

    with pytest.raises(WrongState):
        actions.take_back(row, row.version, by=desk.rep)


def correct(desk, *typed):
    return actions.correct(desk.chapter, typed, reason="Salah ketik.", by=desk.admin)


def test_correct_reopens_changes_and_sends_again(desk, clock):
    indicator = desk.indicator()
    row = desk.row(indicator, verified=True)
    clock(LOCKED)

    outcomes = correct(desk, entry(indicator, 12, seen=1))

    assert outcomes[0].was_sent
    assert (stored().state, stored().value, stored().submitted_by) == ("submitted", 12, desk.admin)
    assert (stored().verified_at, stored().first_submitted_on) == (None, date(2021, 9, 10))
    assert [(each.verb, each.reason) for each in Transition.objects.of(row)] == [
        ("reopen", "Salah ketik."),
        ("correct", "Salah ketik."),
    ]


def test_correct_brings_in_what_was_never_reported(desk, clock):
    clock(LOCKED)

    correct(desk, entry(desk.indicator(), 3))

    assert (stored().state, stored().is_late) == ("submitted", True)


def test_correct_leaves_alone_what_does_not_differ(desk, clock):
    indicator = desk.indicator()
    desk.row(indicator, verified=True)
    clock(LOCKED)

    outcomes = correct(desk, entry(indicator, 10, seen=1))

    assert not outcomes[0].has_changed
    assert stored().state == ContributionState.VERIFIED


def test_correct_of_a_stale_version_changes_nothing(desk, clock):
    indicator = desk.indicator()
    desk.row(indicator, verified=True, version=3)
    clock(LOCKED)

    outcomes = correct(desk, entry(indicator, 12, seen=2))

    assert refusals(outcomes) == [WrongState]
    assert (stored().state, stored().value) == ("verified", 10)


def test_a_correction_that_is_refused_leaves_the_verified_figure_counting(desk, clock):
    bare, other = desk.indicator("ORG-01", needs_evidence=True), desk.indicator("ORG-02")
    desk.row(bare, verified=True)
    desk.row(other, verified=True)
    clock(LOCKED)

    outcomes = correct(desk, entry(bare, 12, seen=1), entry(other, 13, seen=1))

    assert [type(each.refusal) for each in outcomes] == [EvidenceMissing, type(None)]
    assert [(each.has_changed, each.was_sent) for each in outcomes] == [(False, False), (True, True)]
    stand = Contribution.objects.order_by("indicator__code")
    assert [(row.state, row.value) for row in stand] == [("verified", 10), ("submitted", 13)]
    assert (stand[0].version, outcomes[0].version, Transition.objects.of(stand[0]).count()) == (1, 1, 0)


def test_correct_needs_a_reason(desk):
    with pytest.raises(ReasonMissing):
        actions.correct(desk.chapter, [], reason=" ", by=desk.admin)


def test_correct_waits_for_the_lock(desk):
    indicator = desk.indicator()
    desk.sent(indicator)

    outcomes = correct(desk, entry(indicator, 12, seen=1))

    assert refusals(outcomes) == [WrongState]


def test_several_chapters_keep_their_own_rows(desk):
    indicator, other = desk.indicator(), ChapterFactory(region=desk.region)

    actions.fill_in(desk.chapter, [entry(indicator, 1)], by=desk.rep)
    actions.fill_in(other, [entry(indicator, 2)], by=desk.secretary)

    assert [row.value for row in Contribution.objects.order_by("pk")] == [Decimal(1), Decimal(2)]
