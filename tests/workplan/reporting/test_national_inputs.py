import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from federations.models import Letterhead
from tests.factories.inputs import BEFORE_RAKORNAS, SENT_AT, Outcome
from tests.factories.organisation import ChapterFactory
from tests.factories.plans import WorkYearFactory
from tests.factories.support import SupportRatingFactory
from tests.factories.users import PersonFactory
from workplan.actions import action_items, decisions, national_inputs
from workplan.models import Attendance, Meeting, Participant, SupportRating
from workplan.models.snapshot import canonical_json, digest
from workplan.reporting import national_inputs as packages
from workplan.reporting import rollup
from workplan.reporting.plain import rollup_json

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(clock):
    clock(BEFORE_RAKORNAS)
    return Outcome()


def test_content_holds_the_region_s_roll_up_as_of_its_month(region):
    content = packages.content(region.package())

    live = rollup_json(rollup.region(region.year, region.region, date(2021, 8, 1)))["regions"][0]
    assert content["rollup"] == live
    assert content["rollup"]["indicators"][0]["actual"] == "480"
    assert content["completeness"]["reports"] == 8
    assert content["input"]["as_of"] == "2021-08"


def test_content_is_plain_json(region):
    content = packages.content(region.package())

    assert json.loads(json.dumps(content)) == content


def test_content_of_what_is_sent_is_what_was_frozen_whatever_came_after(region):
    package = region.sent_package()
    before = packages.content(package)

    region.report(9, 500)
    region.meeting.title = "Judul lain"
    region.meeting.save()

    assert packages.content(package) == before
    assert before["input"]["submitted_at"] == SENT_AT.isoformat()


def test_exported_carries_the_state_and_the_digest(region):
    package = region.sent_package()

    head = packages.exported(package)["input"]

    assert head["status"] == "submitted"
    assert head["hash"] == digest(canonical_json(packages.content(package))) == package.snapshot.sha256


def test_exported_in_preparation_has_no_digest(region):
    assert packages.exported(region.package())["input"]["hash"] is None


def test_adopted_recommendations_are_in_it_and_no_others(region):
    region.recommend(2, state="tabled", way="", decided_at=None)
    region.recommend(3, state="adopted_amended")

    rows = packages.content(region.package())["recommendations"]

    assert [(row["number"], row["state"]) for row in rows] == [("R-1", "adopted"), ("R-3", "adopted_amended")]
    assert rows[0]["indicators"] == ["ORG-01"]
    assert rows[0]["raised_by"] == [
        {"federation": region.chapter.federation.code, "district_code": None},
    ]
    assert rows[0]["quorum"] == {
        "present": 28, "entitled": 31, "needed": 16, "federations": 10, "is_quorate": True,
    }  # fmt: skip


def test_meeting_counts_those_who_came(region):
    for number in range(1, 5):
        participant = Participant.objects.create(
            meeting=region.meeting,
            person=PersonFactory(),
            number=number,
            category="full" if number < 4 else "observer",
        )
        if number != 2:
            Attendance.objects.create(participant=participant, entered_at=region.meeting.starts_at)

    facts = packages.content(region.package())["meeting"]

    assert (facts["invited"], facts["present"]) == (4, 3)
    assert (facts["full_delegates"], facts["full_delegates_present"]) == (3, 2)


def test_open_actions_are_carried_and_done_ones_not(region):
    region.meeting.state, region.meeting.approved_at = "finished", None
    region.meeting.save()
    rows = [
        action_items.promise(
            region.meeting,
            text=f"Langkah {number}",
            owner=region.chapter,
            due_on=date(2021, 10, 31),
            item=None,
            by=region.secretary,
        )
        for number in (1, 2)
    ]
    action_items.cancel(rows[0], reason="Digabung.", by=region.secretary)
    decisions.record(
        region.meeting,
        text="Tata tertib.",
        item=None,
        by=region.secretary,
        at=region.meeting.starts_at,
        quorum_waiver="Pasal 12",
    )

    content = packages.content(region.package())

    assert [(row["number"], row["text"], row["state"]) for row in content["actions"]] == [
        ("T-2", "Langkah 2", "open")
    ]
    assert [row["number"] for row in content["meeting"]["decisions"]] == ["K-1"]


def test_answers_still_owed_are_those_of_earlier_years_that_nobody_gave_or_carried_out(region):
    before = WorkYearFactory(year=2020)
    earlier = Meeting.objects.create(
        region=region.region,
        year=before,
        slug="31-2020-1",
        title="Rakerwil 2020",
        starts_at=datetime(2020, 9, 10, 2, tzinfo=UTC),
    )
    for number, state in enumerate(("received", "accepted", "carried_out", "declined"), 1):
        region.recommend(number, meeting=earlier, state=state)

    rows = packages.content(region.package())["owed"]

    assert [(row["year"], row["number"], row["state"]) for row in rows] == [
        (2020, "R-1", "received"),
        (2020, "R-2", "accepted"),
    ]


def test_signatories_are_those_of_the_letterhead(region):
    Letterhead.objects.create(
        region=region.region, chair_title="Korwil", chair_name="A", address="Jl. Satu\n"
    )

    content = packages.content(region.package())

    assert content["signatories"] == [{"office": "Korwil", "name": "A"}, {"office": "", "name": ""}]
    assert content["input"]["address"] == ["Jl. Satu"]


# --- what has changed since ---------------------------------------------------------------------


def test_changes_list_what_is_no_longer_as_it_was_sent(region):
    package = region.sent_package()
    row = region.chapter.contributions.get(month=date(2021, 8, 1))
    row.value = Decimal(75)
    row.save()

    changes = packages.changes(package)

    assert [(row.code, row.sent, row.now) for row in changes] == [("ORG-01", "480", "495")]


def test_a_report_of_a_later_month_is_no_change(region):
    package = region.sent_package()

    region.report(9, 500)

    assert packages.changes(package) == []


def test_what_is_in_preparation_has_no_changes(region):
    assert packages.changes(region.package()) == []


# --- which package an export takes ----------------------------------------------------------------


def test_latest_is_the_last_one_sent_else_the_one_in_preparation_else_a_draft(region):
    nothing_yet = packages.latest(region.region, region.year)
    sent = region.sent_package()
    following = national_inputs.send_back(sent, by=region.admin, reason="Lengkapi.")

    assert (nothing_yet.pk, nothing_yet.version) == (None, 1)
    assert packages.latest(region.region, region.year) == sent
    assert following.version == 2


def test_support_of_closed_quarters_is_frozen_with_it(region):
    for chapter in [region.chapter, *(ChapterFactory(region=region.region) for _more in range(2))]:
        SupportRatingFactory(chapter=chapter, year=region.year, quarter=2)
        SupportRatingFactory(chapter=chapter, year=region.year, quarter=3)
    package = region.sent_package()
    SupportRating.objects.update(in_time="no")

    rows = packages.content(package)["support"]

    assert [(row["quarter"], row["supporter"], row["answered"]) for row in rows] == [
        (1, "korwil", 0),
        (1, "den", 0),
        (2, "korwil", 3),
        (2, "den", 0),
    ]  # fmt: skip
    assert rows[2]["in_time"] == {"fully": 0, "mostly": 3, "hardly": 0, "no": 0}
    assert packages.content_hash(packages.content(package)) == package.snapshot.sha256
