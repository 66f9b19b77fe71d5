from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from federations.enums import Role
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import AgreementFactory, IndicatorFactory, PledgeFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.actions import pledges
from workplan.actions.pledges import Line, Revision
from workplan.enums import AgreementState
from workplan.models import Pledge, WorkYear
from workplan.reporting.promises import latest_pledges, stamp

pytestmark = pytest.mark.django_db

SEPTEMBER = date(2021, 9, 1)
POLICY = Revision(SEPTEMBER, "policy", "Rapat 10 September", "014/FKUI/IX/2021")


class Hall:
    """DKI Jakarta with one federation and the coordinator's office, in the open year 2021."""

    def __init__(self):
        self.year = WorkYearFactory()
        self.region = RegionFactory(code="31")
        self.chapter = ChapterFactory(region=self.region)
        self.office = ChapterFactory(region=self.region, of_coordinator=True)
        self.user = user_with(Role.COORDINATOR, region=self.region)

    def save(self, *lines, seen=None, revision=None):
        if seen is None:
            seen = stamp(latest_pledges([self.chapter, self.office], self.year).values())
        return pledges.save_lines(self.year, self.region, lines, seen=seen, revision=revision, by=self.user)

    def agreement(self, state, *, was_agreed=False):
        agreed_on = date(2021, 1, 11) if was_agreed else None
        return AgreementFactory(
            year=self.year,
            region=self.region,
            state=state,
            agreed_on=agreed_on,
            proposed_at="2021-01-05T00:00Z",
        )


@pytest.fixture
def hall(clock):
    clock("2021-09-12 09:00")
    return Hall()


def stored():
    rows = Pledge.objects.order_by("indicator__code", "effective_month")
    return [(row.indicator.code, row.effective_month.month, row.value) for row in rows]


@pytest.mark.parametrize("has_draft", [True, False])
def test_pledges_are_typed_freely_before_anything_is_agreed(hall, has_draft):
    if has_draft:
        hall.agreement(AgreementState.DRAFT)
    indicator = IndicatorFactory(code="ORG-01")

    count = hall.save(Line(hall.chapter, indicator, Decimal(40)))

    assert (count, stored()) == (1, [("ORG-01", 1, 40)])
    assert Pledge.history.get().history_user == hall.user


def test_a_pledge_is_changed_and_taken_back_before_that(hall):
    first, second = IndicatorFactory(code="ORG-01"), IndicatorFactory(code="ORG-02")
    hall.save(Line(hall.chapter, first, Decimal(40)), Line(hall.chapter, second, Decimal(0)))

    count = hall.save(Line(hall.chapter, first, Decimal(50)), Line(hall.chapter, second, None))

    assert (count, stored()) == (2, [("ORG-01", 1, 50)])
    assert [row.history_type for row in Pledge.history.filter(indicator=second)] == ["-", "+"]


def test_the_same_again_changes_nothing(hall):
    line = Line(hall.chapter, IndicatorFactory(), Decimal(40))
    hall.save(line)

    assert (hall.save(line), Pledge.history.count()) == (0, 1)


def test_pledges_wait_while_the_first_proposal_is_decided(hall):
    hall.agreement(AgreementState.PROPOSED)

    with pytest.raises(WrongState):
        hall.save(Line(hall.chapter, IndicatorFactory(), Decimal(40)))

    assert Pledge.objects.count() == 0


@pytest.mark.parametrize("state", list(AgreementState))
def test_after_the_agreement_a_change_is_a_new_row_with_its_reason(hall, state):
    pledge = PledgeFactory(chapter=hall.chapter, indicator__code="ORG-01", value=40)
    hall.agreement(state, was_agreed=True)

    hall.save(Line(hall.chapter, pledge.indicator, Decimal(60)), revision=POLICY)

    newest = Pledge.objects.latest("effective_month")
    assert stored() == [("ORG-01", 1, 40), ("ORG-01", 9, 60)]
    assert (newest.reason, newest.reason_note, newest.letter_number) == (
        "policy",
        "Rapat 10 September",
        "014/FKUI/IX/2021",
    )


def test_a_change_of_the_same_month_takes_the_rows_place(hall):
    pledge = PledgeFactory(chapter=hall.chapter, indicator__code="ORG-01", value=40)
    hall.agreement(AgreementState.AGREED, was_agreed=True)
    hall.save(Line(hall.chapter, pledge.indicator, Decimal(60)), revision=POLICY)

    hall.save(Line(hall.chapter, pledge.indicator, Decimal(70)), revision=POLICY)

    assert stored() == [("ORG-01", 1, 40), ("ORG-01", 9, 70)]
    assert [row.value for row in Pledge.history.all()] == [70, 60, 40]


@pytest.mark.parametrize(
    ("value", "revision"),
    [
        (Decimal(60), None),
        (Decimal(60), Revision(SEPTEMBER, "")),
        (Decimal(60), Revision(date(2021, 8, 1), "policy")),
        (None, POLICY),
    ],
    ids=["no-revision", "no-reason", "judged-month", "empty"],
)
def test_after_the_agreement_an_incomplete_change_is_refused(hall, value, revision):
    pledge = PledgeFactory(chapter=hall.chapter, value=40)
    hall.agreement(AgreementState.AGREED, was_agreed=True)

    with pytest.raises(Refused):
        hall.save(Line(hall.chapter, pledge.indicator, value), revision=revision)

    assert [row.value for row in Pledge.objects.all()] == [40]


def test_a_change_does_not_begin_before_a_later_one_that_stands(hall):
    pledge = PledgeFactory(chapter=hall.chapter, effective_month=date(2021, 11, 1), value=40)
    hall.agreement(AgreementState.AGREED, was_agreed=True)

    with pytest.raises(Refused):
        hall.save(Line(hall.chapter, pledge.indicator, Decimal(60)), revision=POLICY)


def test_after_the_agreement_untouched_lines_need_no_reason(hall):
    pledge = PledgeFactory(chapter=hall.chapter, value=40)
    hall.agreement(AgreementState.AGREED, was_agreed=True)

    assert hall.save(Line(hall.chapter, pledge.indicator, Decimal(40))) == 0


def test_what_the_page_did_not_show_is_not_overwritten(hall):
    indicator = IndicatorFactory()
    seen = stamp([])
    hall.save(Line(hall.chapter, indicator, Decimal(40)))

    with pytest.raises(Stale):
        hall.save(Line(hall.chapter, indicator, Decimal(50)), seen=seen)

    assert [row.value for row in Pledge.objects.all()] == [40]


def test_each_pledges_on_what_it_reports_and_nobody_on_what_is_watched(hall):
    wrong = [
        Line(hall.chapter, IndicatorFactory(by_coordinator=True), Decimal(1)),
        Line(hall.office, IndicatorFactory(), Decimal(1)),
        Line(hall.chapter, IndicatorFactory(direction="monitor"), Decimal(1)),
    ]

    for line in wrong:
        with pytest.raises(Refused):
            hall.save(line)

    assert Pledge.objects.count() == 0


def test_a_closed_year_takes_no_pledges(hall):
    indicator = IndicatorFactory()
    WorkYear.objects.update(state="closed", closed_at="2022-02-01T00:00Z")

    with pytest.raises(WrongState):
        hall.save(Line(hall.chapter, indicator, Decimal(40)))


def test_a_negative_pledge_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        PledgeFactory(value=-1)


def test_there_is_one_pledge_from_a_month():
    row = PledgeFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        PledgeFactory(chapter=row.chapter, indicator=row.indicator)
