from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from federations.enums import Role
from rakerwil.transitions import ReasonMissing, Refused, WrongState
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import (
    AgreementFactory,
    IndicatorFactory,
    PledgeFactory,
    TargetFactory,
    WorkYearFactory,
)
from tests.factories.users import user_with
from workplan.actions import agreements
from workplan.enums import AgreementState
from workplan.models import Agreement, Target, Transition, WorkYear
from workplan.reporting import rollup

pytestmark = pytest.mark.django_db

SIGNED = [{"name": "Orang 1 (contoh)", "office": "Korwil"}, {"name": "Orang 2 (contoh)", "office": "DEN"}]
JUNE = date(2021, 6, 1)


@pytest.fixture(autouse=True)
def today(clock):
    clock("2021-08-20 09:00")


@pytest.fixture
def admin():
    return user_with(Role.ADMIN)


def drafted(**terms):
    """A draft of DKI Jakarta with one target."""
    agreement = AgreementFactory(
        region=RegionFactory(code="31"), state=AgreementState.DRAFT, agreed_on=None, **terms
    )
    TargetFactory(agreement=agreement, indicator=IndicatorFactory(code="ORG-01"), value=100, is_agreed=False)
    return agreement


def proposed():
    return drafted_to(AgreementState.PROPOSED, proposed_at=timezone.now())


def drafted_to(state, **terms):
    agreement = drafted()
    for name, value in {"state": state, **terms}.items():
        setattr(agreement, name, value)
    agreement.save()
    return agreement


def agree(agreement, by, **terms):
    agreements.agree(
        agreement,
        **{"agreed_on": date(2021, 1, 15), "letter_number": "031/DEN/I/2021", "signatories": SIGNED, **terms},
        by=by,
    )


def log(agreement):
    return [
        (step.verb, step.from_state, step.to_state, step.reason) for step in Transition.objects.of(agreement)
    ]


def close():
    WorkYear.objects.update(state="closed", closed_at=timezone.now())


def test_pledges_that_add_up_need_no_reason(admin):
    agreement = drafted()
    PledgeFactory(
        chapter=ChapterFactory(region=agreement.region), indicator=Target.objects.get().indicator, value=100
    )

    agreements.propose(agreement, gap_reason="nothing to explain", by=admin)

    stored = Agreement.objects.get()
    assert (stored.state, stored.proposed_by, stored.gap_reason, stored.version) == (
        AgreementState.PROPOSED,
        admin,
        "",
        2,
    )
    assert log(agreement) == [("propose", "draft", "proposed", "")]


@pytest.mark.parametrize("pledged", [0, 99, 101])
def test_pledges_that_do_not_add_up_need_a_reason(admin, pledged):
    agreement = drafted()
    PledgeFactory(
        chapter=ChapterFactory(region=agreement.region),
        indicator=Target.objects.get().indicator,
        value=pledged,
    )

    with pytest.raises(ReasonMissing):
        agreements.propose(agreement, gap_reason=" ", by=admin)

    assert (Agreement.objects.get().state, log(agreement)) == (AgreementState.DRAFT, [])


def test_the_reason_of_a_gap_is_kept(admin):
    agreement = drafted()

    agreements.propose(agreement, gap_reason=" FTA masih bermusyawarah ", by=admin)

    assert Agreement.objects.get().gap_reason == "FTA masih bermusyawarah"
    assert log(agreement) == [("propose", "draft", "proposed", "FTA masih bermusyawarah")]


def test_an_agreement_without_a_target_is_not_proposed(admin):
    agreement = AgreementFactory(state=AgreementState.DRAFT, agreed_on=None)

    with pytest.raises(Refused):
        agreements.propose(agreement, gap_reason="", by=admin)


def test_a_proposal_is_sent_back_with_a_reason(admin):
    agreement = proposed()

    agreements.send_back(agreement, reason="Target ORG-01 terlalu rendah", by=admin)

    assert agreement.state == AgreementState.DRAFT
    assert log(agreement) == [("send_back", "proposed", "draft", "Target ORG-01 terlalu rendah")]


def test_a_proposal_is_not_sent_back_without_a_reason(admin):
    agreement = proposed()

    with pytest.raises(ReasonMissing):
        agreements.send_back(agreement, reason="", by=admin)

    assert Agreement.objects.get().state == AgreementState.PROPOSED


def test_targets_count_once_they_are_agreed(admin):
    agreement = proposed()
    before = rollup.region(agreement.year, agreement.region).regions[0].scope.indicators[0].target

    agree(agreement, admin)

    stored = Agreement.objects.get()
    after = rollup.region(agreement.year, agreement.region).regions[0].scope.indicators[0].target
    assert (before, after) == (None, 100)
    assert (stored.state, stored.agreed_on, stored.agreed_by, stored.letter_number, stored.signatories) == (
        AgreementState.AGREED,
        date(2021, 1, 15),
        admin,
        "031/DEN/I/2021",
        SIGNED,
    )
    assert [row.is_agreed for row in Target.history.order_by("history_id")] == [False, True]


def test_nothing_is_agreed_on_a_day_to_come(admin):
    agreement = proposed()

    with pytest.raises(Refused):
        agree(agreement, admin, agreed_on=date(2021, 8, 21))

    assert Target.objects.agreed().count() == 0


@pytest.mark.parametrize("verb", ["propose", "send_back", "agree", "revise"])
@pytest.mark.parametrize("state", list(AgreementState))
def test_each_verb_starts_from_its_own_state_only(admin, verb, state):
    agreement = drafted_to(state, proposed_at=timezone.now(), agreed_on=date(2021, 1, 15))
    starts = {
        "propose": AgreementState.DRAFT,
        "send_back": AgreementState.PROPOSED,
        "agree": AgreementState.PROPOSED,
        "revise": AgreementState.AGREED,
    }
    step = {
        "propose": lambda: agreements.propose(agreement, gap_reason="Sebab", by=admin),
        "send_back": lambda: agreements.send_back(agreement, reason="Sebab", by=admin),
        "agree": lambda: agree(agreement, admin),
        "revise": lambda: agreements.revise(agreement, reason="Sebab", by=admin),
    }[verb]

    if state == starts[verb]:
        step()
    else:
        with pytest.raises(WrongState):
            step()

    assert len(log(agreement)) == int(state == starts[verb])


@pytest.mark.parametrize("verb", ["propose", "send_back", "agree", "revise"])
def test_in_a_closed_year_no_agreement_moves(admin, verb):
    agreement = drafted_to(
        {"propose": "draft", "revise": "agreed"}.get(verb, "proposed"),
        proposed_at=timezone.now(),
        agreed_on=date(2021, 1, 15),
    )
    close()
    step = {
        "propose": lambda: agreements.propose(agreement, gap_reason="Sebab", by=admin),
        "send_back": lambda: agreements.send_back(agreement, reason="Sebab", by=admin),
        "agree": lambda: agree(agreement, admin),
        "revise": lambda: agreements.revise(agreement, reason="Sebab", by=admin),
    }[verb]

    with pytest.raises(WrongState):
        step()

    assert log(agreement) == []


def test_what_was_agreed_counts_until_the_revision_is_agreed(admin):
    agreement = proposed()
    agree(agreement, admin)
    agreements.revise(agreement, reason="Hasil negosiasi", by=admin)
    TargetFactory(
        agreement=agreement,
        indicator=Target.objects.get().indicator,
        value=140,
        effective_month=date(2021, 9, 1),
        is_agreed=False,
    )
    figures = [target_as_of(agreement, 8)]

    agree(agreement, admin, agreed_on=date(2021, 8, 20))

    assert [*figures, target_as_of(agreement, 8), target_as_of(agreement, 9)] == [100, 100, 140]
    assert [(step, reason) for step, _from, _to, reason in log(agreement)] == [
        ("agree", ""),
        ("revise", "Hasil negosiasi"),
        ("agree", ""),
    ]


def target_as_of(agreement, month):
    """By the roll-up at the year's end, when every month can be asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "localdate", lambda *_args, **_kwargs: date(2022, 3, 1))
        told = rollup.region(agreement.year, agreement.region, date(2021, month, 1))
    return told.regions[0].scope.indicators[0].target


def test_a_revision_from_the_same_month_takes_the_agreed_rows_place(admin):
    agreement = proposed()
    agree(agreement, admin)
    agreements.revise(agreement, reason="Salah ketik", by=admin)
    row = Target.objects.get()
    TargetFactory(
        agreement=agreement,
        indicator=row.indicator,
        value=90,
        is_agreed=False,
        reason="correction",
        letter_number="032",
    )

    agree(agreement, admin)

    stored = Target.objects.get()
    assert (stored.pk, stored.value, stored.reason, stored.letter_number) == (row.pk, 90, "correction", "032")
    assert [each.value for each in stored.history.all()] == [90, 100, 100]


def test_the_nations_own_agreement_is_agreed_in_one(admin):
    agreement = AgreementFactory(region=None, state=AgreementState.DRAFT, agreed_on=None)
    TargetFactory(agreement=agreement, indicator=IndicatorFactory(ratio=True), is_agreed=False)

    agree(agreement, admin)

    assert [verb for verb, *_rest in log(agreement)] == ["propose", "agree"]
    assert Target.objects.agreed().count() == 1


@pytest.mark.parametrize("wrong", [{"state": "proposed"}, {"state": "agreed", "agreed_on": None}])
def test_what_can_never_be_is_refused_by_the_database(wrong):
    agreement = drafted()

    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(**wrong)


@pytest.mark.parametrize("has_region", [True, False])
def test_there_is_one_agreement_a_year(has_region):
    region = RegionFactory(code="31") if has_region else None
    year = WorkYearFactory()
    Agreement.objects.create(year=year, region=region)

    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(year=year, region=region)
