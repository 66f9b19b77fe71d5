from datetime import date

import pytest
from django.db import DatabaseError, transaction

from rakerwil.transitions import ReasonMissing, WrongState
from rakerwil.versions import Stale
from tests.factories.inputs import BEFORE_RAKORNAS, SENT_AT, Outcome
from tests.racing import at_once
from workplan.actions import national_inputs
from workplan.models import NationalInput, Snapshot, Transition
from workplan.models.snapshot import digest
from workplan.reporting import national_inputs as packages

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(clock):
    clock(BEFORE_RAKORNAS)
    return Outcome()


def typed(**changes):
    return {"meeting": None, "as_of": date(2021, 7, 1), "foreword": "Baru.", "remarks": "", **changes}


def submit(package, region):
    return national_inputs.submit(
        package, package=packages.content(package), pdf=b"%PDF kept", by=region.coordinator, at=SENT_AT
    )


def verbs(thing):
    return [row.verb for row in Transition.objects.of(thing)]


# --- prepare ------------------------------------------------------------------------------------


def test_prepare_opens_a_first_version_with_the_latest_rakerwil_and_the_default_month(region):
    package = national_inputs.prepare(region.region, region.year, by=region.secretary)

    assert (package.version, package.state, package.meeting) == (1, "preparing", region.meeting)
    assert package.as_of == date(2021, 9, 1)
    assert verbs(package) == ["prepare"]


def test_prepare_twice_gives_the_same_version(region):
    first = national_inputs.prepare(region.region, region.year, by=region.secretary)

    second = national_inputs.prepare(region.region, region.year, by=region.coordinator)

    assert second == first
    assert NationalInput.objects.count() == 1


# --- edit ---------------------------------------------------------------------------------------


def test_edit_keeps_what_was_typed_and_who_typed_it(region):
    package = region.package()

    national_inputs.edit(package, seen=1, by=region.secretary, **typed())

    package.refresh_from_db()
    assert (package.foreword, package.as_of, package.meeting) == ("Baru.", date(2021, 7, 1), None)
    assert (package.edit_version, package.changed_by) == (2, region.secretary)


def test_edit_of_a_version_that_somebody_changed_changes_nothing(region):
    package = region.package(foreword="Lama.")
    national_inputs.edit(package, seen=1, by=region.secretary, **typed(foreword="Pertama."))

    with pytest.raises(Stale):
        national_inputs.edit(package, seen=1, by=region.coordinator, **typed(foreword="Kedua."))

    package.refresh_from_db()
    assert (package.foreword, package.edit_version) == ("Pertama.", 2)


def test_edit_of_what_is_frozen_is_refused(region):
    package = region.sent_package()

    with pytest.raises(WrongState):
        national_inputs.edit(package, seen=1, by=region.secretary, **typed())

    package.refresh_from_db()
    assert package.foreword == "Pengantar."


# --- submit -------------------------------------------------------------------------------------


def test_submit_freezes_the_content_with_its_digest_and_the_bytes_of_its_pdf(region):
    package = region.package()
    content = packages.content(package, submitted_at=SENT_AT)

    national_inputs.submit(package, package=content, pdf=b"%PDF kept", by=region.coordinator, at=SENT_AT)

    package.refresh_from_db()
    assert (package.state, package.submitted_at, package.submitted_by) == (
        "submitted",
        SENT_AT,
        region.coordinator,
    )
    assert bytes(package.pdf) == b"%PDF kept"
    assert package.snapshot.data == content
    assert package.snapshot.sha256 == digest(package.snapshot.content)
    assert verbs(package) == ["submit"]


def test_submit_sends_the_adopted_recommendations_and_the_meeting_with_it(region):
    amended = region.recommend(2, state="adopted_amended")
    deferred = region.recommend(3, state="deferred")

    submit(region.package(), region)

    for row in (region.recommendation, amended, deferred, region.meeting):
        row.refresh_from_db()
    assert [row.state for row in (region.recommendation, amended, deferred)] == ["sent", "sent", "deferred"]
    assert (region.meeting.state, region.meeting.sent_at) == ("sent", SENT_AT)


def test_submit_before_the_minutes_are_approved_leaves_the_meeting_as_it_is(region):
    region.meeting.state, region.meeting.approved_at = "finished", None
    region.meeting.save()

    submit(region.package(), region)

    region.meeting.refresh_from_db()
    assert region.meeting.state == "finished"


def test_submit_twice_is_refused_and_freezes_nothing_more(region):
    package = region.sent_package()

    with pytest.raises(WrongState):
        submit(package, region)

    assert Snapshot.objects.count() == 1


def test_submit_of_what_somebody_changed_meanwhile_is_refused(region):
    package = region.package()
    national_inputs.edit(NationalInput.objects.get(), seen=1, by=region.secretary, **typed())

    with pytest.raises(Stale):
        submit(package, region)

    assert not NationalInput.objects.get().is_frozen
    assert Snapshot.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_who_submit_at_once_one_is_refused(clock):
    clock(BEFORE_RAKORNAS)
    region = Outcome()
    pk = region.package().pk

    refused = at_once(*[lambda: submit(NationalInput.objects.get(pk=pk), region)] * 2)

    assert len(refused) == 1
    assert Snapshot.objects.count() == 1
    assert verbs(NationalInput.objects.get()) == ["submit"]


def test_a_snapshot_can_neither_be_changed_nor_removed(region):
    snapshot = region.sent_package().snapshot

    with pytest.raises(DatabaseError), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(content="{}")
    with pytest.raises(DatabaseError), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).delete()

    snapshot.refresh_from_db()
    assert snapshot.sha256 == digest(snapshot.content)


# --- receive and return -------------------------------------------------------------------------


def test_receive_takes_the_recommendations_in_too(region):
    package = region.sent_package()

    national_inputs.receive(package, by=region.admin)

    package.refresh_from_db()
    region.recommendation.refresh_from_db()
    assert (package.state, package.received_by) == ("received", region.admin)
    assert package.received_at is not None
    assert region.recommendation.state == "received"


@pytest.mark.parametrize("verb", ["receive", "send_back"])
def test_what_is_in_preparation_is_neither_received_nor_returned(region, verb):
    package = region.package()
    more = {"reason": "Lengkapi."} if verb == "send_back" else {}

    with pytest.raises(WrongState):
        getattr(national_inputs, verb)(package, by=region.admin, **more)

    package.refresh_from_db()
    assert package.state == "preparing"


def test_what_is_received_is_not_returned(region):
    package = region.sent_package()
    national_inputs.receive(package, by=region.admin)

    with pytest.raises(WrongState):
        national_inputs.send_back(package, by=region.admin, reason="Terlambat.")

    package.refresh_from_db()
    assert package.state == "received"
    assert NationalInput.objects.count() == 1


def test_return_asks_for_a_reason(region):
    package = region.sent_package()

    with pytest.raises(ReasonMissing):
        national_inputs.send_back(package, by=region.admin, reason="  ")

    package.refresh_from_db()
    assert package.state == "submitted"


def test_return_keeps_what_was_sent_and_opens_a_new_version(region):
    package = region.sent_package()
    frozen = package.snapshot.content

    following = national_inputs.send_back(package, by=region.admin, reason=" Lengkapi hambatan. ")

    package.refresh_from_db()
    region.recommendation.refresh_from_db()
    region.meeting.refresh_from_db()
    assert (package.state, package.return_reason, package.returned_by) == (
        "returned",
        "Lengkapi hambatan.",
        region.admin,
    )
    assert package.snapshot.content == frozen
    assert (following.version, following.state, following.foreword) == (2, "preparing", "Pengantar.")
    assert region.recommendation.state == "adopted"
    assert (region.meeting.state, region.meeting.sent_at) == ("approved", None)


def test_a_returned_package_is_sent_again_as_a_further_version(region):
    following = national_inputs.send_back(region.sent_package(), by=region.admin, reason="Lengkapi.")

    submit(following, region)

    assert list(NationalInput.objects.values_list("version", "state")) == [
        (2, "submitted"),
        (1, "returned"),
    ]
