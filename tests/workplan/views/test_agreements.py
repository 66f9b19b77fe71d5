from datetime import date

import pytest
from django.utils import timezone

from federations.enums import Role
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import (
    AgreementFactory,
    IndicatorFactory,
    PledgeFactory,
    TargetFactory,
    WorkYearFactory,
)
from tests.factories.users import user_with
from workplan.enums import AgreementState
from workplan.models import Agreement, Target, Transition, WorkYear

pytestmark = pytest.mark.django_db

PLACE = "/2021/wilayah/31/target/"
SIGNED = {
    "agreed_on": "2021-01-15",
    "letter_number": "031/DEN/I/2021",
    "signatories": "Orang 1 (contoh), Presiden DEN\n\nOrang 2 (contoh), Korwil, DKI Jakarta",
}
SENT = {
    "usulkan": {"gap_reason": "Belum lengkap"},
    "kembalikan": {"reason": "Terlalu rendah"},
    "sepakati": SIGNED,
    "revisi": {"reason": "Negosiasi"},
}
STARTS = {"usulkan": "draft", "kembalikan": "proposed", "sepakati": "proposed", "revisi": "agreed"}
LEADS = {"usulkan": "proposed", "kembalikan": "draft", "sepakati": "agreed", "revisi": "proposed"}
BY_REGION = ("usulkan",)


class Jakarta:
    """DKI Jakarta with one target of 100 and nothing pledged."""

    def __init__(self):
        self.region = RegionFactory(code="31")
        self.coordinator = user_with(Role.COORDINATOR, region=self.region)
        self.secretary = user_with(Role.SECRETARY, region=self.region)
        self.admin = user_with(Role.ADMIN)

    def at(self, state):
        """Its agreement in that state."""
        agreed_on = date(2021, 1, 11) if state == AgreementState.AGREED else None
        self.agreement = AgreementFactory(
            region=self.region, state=state, agreed_on=agreed_on, proposed_at=timezone.now()
        )
        self.target = TargetFactory(
            agreement=self.agreement,
            indicator=IndicatorFactory(code="ORG-01"),
            value=100,
            is_agreed=agreed_on is not None,
        )
        return self

    def doer(self, verb):
        return self.coordinator if verb in BY_REGION else self.admin


@pytest.fixture
def jakarta(clock):
    clock("2021-02-12 09:00")
    return Jakarta()


def state():
    return Agreement.objects.get().state


@pytest.mark.parametrize("verb", list(SENT))
def test_each_step_leads_on(client, jakarta, verb):
    jakarta.at(STARTS[verb])
    client.force_login(jakarta.doer(verb))

    response = client.post(f"{PLACE}{verb}/", SENT[verb])

    assert (response.status_code, response["Location"], state()) == (302, PLACE, LEADS[verb])
    assert Transition.objects.get().by == jakarta.doer(verb)


@pytest.mark.parametrize("verb", list(SENT))
def test_in_another_state_nothing_changes_and_the_page_says_so(client, jakarta, verb):
    elsewhere = "draft" if STARTS[verb] != "draft" else "agreed"
    jakarta.at(elsewhere)
    client.force_login(jakarta.doer(verb))

    response = client.post(f"{PLACE}{verb}/", SENT[verb], headers={"Referer": PLACE}, follow=True)

    assert (response.status_code, state(), Transition.objects.count()) == (200, elsewhere, 0)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


@pytest.mark.parametrize("verb", list(SENT))
def test_the_wrong_role_is_kept_out(client, jakarta, verb):
    jakarta.at(STARTS[verb])
    representative = user_with(Role.REPRESENTATIVE, chapter=ChapterFactory(region=jakarta.region))
    wrong = [jakarta.secretary, representative, jakarta.admin if verb in BY_REGION else jakarta.coordinator]

    for user in wrong:
        client.force_login(user)
        assert client.post(f"{PLACE}{verb}/", SENT[verb]).status_code == 403

    assert (state(), Transition.objects.count()) == (STARTS[verb], 0)


@pytest.mark.parametrize("verb", list(SENT))
def test_another_regions_coordinator_finds_nothing(client, jakarta, verb):
    jakarta.at(STARTS[verb])
    client.force_login(user_with(Role.COORDINATOR, region=RegionFactory(code="32")))

    response = client.post(f"{PLACE}{verb}/", SENT[verb])

    assert (response.status_code, state()) == (404, STARTS[verb])


@pytest.mark.parametrize("verb", list(SENT))
def test_a_step_is_posted_not_opened(client, jakarta, verb):
    jakarta.at(STARTS[verb])
    client.force_login(jakarta.doer(verb))

    assert client.get(f"{PLACE}{verb}/").status_code == 405


@pytest.mark.parametrize("verb", list(SENT))
def test_a_step_taken_twice_counts_once(client, jakarta, verb):
    jakarta.at(STARTS[verb])
    client.force_login(jakarta.doer(verb))

    client.post(f"{PLACE}{verb}/", SENT[verb])
    client.post(f"{PLACE}{verb}/", SENT[verb])

    assert (state(), Transition.objects.count()) == (LEADS[verb], 1)


@pytest.mark.parametrize("verb", list(SENT))
def test_before_anything_is_typed_there_is_no_agreement(client, jakarta, verb):
    IndicatorFactory()
    client.force_login(jakarta.doer(verb))

    assert client.post(f"{PLACE}{verb}/", SENT[verb]).status_code == 404


@pytest.mark.parametrize("verb", ["kembalikan", "revisi"])
def test_a_step_back_needs_its_reason(client, jakarta, verb):
    jakarta.at(STARTS[verb])
    client.force_login(jakarta.admin)

    response = client.post(f"{PLACE}{verb}/", {"reason": "  "})

    assert (response.status_code, state()) == (302, STARTS[verb])


def test_pledges_that_do_not_add_up_ask_for_a_reason_on_the_page(client, jakarta):
    jakarta.at("draft")
    client.force_login(jakarta.coordinator)

    response = client.post(f"{PLACE}usulkan/", {"gap_reason": ""})

    assert (response.status_code, state()) == (422, "draft")
    assert list(response.context["propose_form"].errors) == ["gap_reason"]


def test_pledges_that_add_up_need_none(client, jakarta):
    jakarta.at("draft")
    PledgeFactory(
        chapter=ChapterFactory(region=jakarta.region), indicator=jakarta.target.indicator, value=100
    )
    client.force_login(jakarta.coordinator)

    response = client.post(f"{PLACE}usulkan/")

    assert (response.status_code, state()) == (302, "proposed")


def test_what_was_signed_is_kept(client, jakarta):
    jakarta.at("proposed")
    client.force_login(jakarta.admin)

    client.post(f"{PLACE}sepakati/", SIGNED)

    agreement = Agreement.objects.get()
    assert (agreement.agreed_on, agreement.letter_number) == (date(2021, 1, 15), "031/DEN/I/2021")
    assert agreement.signatories == [
        {"name": "Orang 1 (contoh)", "office": "Presiden DEN"},
        {"name": "Orang 2 (contoh)", "office": "Korwil, DKI Jakarta"},
    ]
    assert Target.objects.agreed().count() == 1


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"letter_number": ""}, ["letter_number"]),
        ({"agreed_on": "besok"}, ["agreed_on"]),
        ({"signatories": "Orang 1 (contoh)"}, ["signatories"]),
        ({"signatories": ", Presiden DEN"}, ["signatories"]),
        ({"signatories": ""}, ["signatories"]),
    ],
)
def test_what_an_agreement_lacks_is_said_beside_it_and_nothing_is_lost(client, jakarta, wrong, fields):
    jakarta.at("proposed")
    client.force_login(jakarta.admin)

    response = client.post(f"{PLACE}sepakati/", SIGNED | wrong)

    form = response.context["agree_form"]
    assert (response.status_code, list(form.errors), state()) == (422, fields, "proposed")
    assert {name: form[name].value() for name in SIGNED} == SIGNED | wrong


def test_a_date_to_come_is_refused(client, jakarta):
    jakarta.at("proposed")
    client.force_login(jakarta.admin)

    client.post(f"{PLACE}sepakati/", SIGNED | {"agreed_on": "2021-02-13"})

    assert state() == "proposed"


def test_the_region_reads_why_it_was_sent_back(client, jakarta):
    jakarta.at("proposed")
    client.force_login(jakarta.admin)
    client.post(f"{PLACE}kembalikan/", {"reason": "Terlalu rendah"})
    client.force_login(jakarta.coordinator)

    response = client.get(PLACE)

    assert response.context["sent_back"] == "Terlalu rendah"


@pytest.mark.parametrize(
    ("role", "stage", "offered"),
    [
        ("coordinator", "draft", ["may_propose"]),
        ("secretary", "draft", []),
        ("admin", "draft", []),
        ("coordinator", "proposed", []),
        ("admin", "proposed", ["may_decide", "may_send_back"]),
        ("admin", "agreed", ["may_revise"]),
        ("coordinator", "agreed", []),
    ],
)
def test_each_is_offered_the_steps_that_are_theirs_now(client, jakarta, role, stage, offered):
    jakarta.at(stage)
    client.force_login(getattr(jakarta, role))

    context = client.get(PLACE).context

    verbs = ("may_propose", "may_decide", "may_send_back", "may_revise")
    assert [verb for verb in verbs if context[verb]] == offered


def test_in_a_closed_year_nobody_is_offered_a_step(client, jakarta):
    jakarta.at("agreed")
    WorkYear.objects.update(state="closed", closed_at=timezone.now())
    client.force_login(jakarta.admin)

    assert client.get(PLACE).context["may_revise"] is False


def test_the_nations_targets_are_agreed_and_revised_by_the_national_office(client, jakarta):
    ratio = IndicatorFactory(code="PKB-02", ratio=True)
    AgreementFactory(region=None, state="draft", agreed_on=None)
    TargetFactory(agreement=Agreement.objects.get(), indicator=ratio, value=55, is_agreed=False)
    client.force_login(jakarta.coordinator)
    refused = client.post("/2021/target/sepakati/", SIGNED)
    client.force_login(jakarta.admin)

    agreed = client.post("/2021/target/sepakati/", SIGNED)
    after_agreeing = state()
    revised = client.post("/2021/target/revisi/", {"reason": "Rakornas"})

    assert (refused.status_code, agreed.status_code, revised.status_code) == (403, 302, 302)
    assert (after_agreeing, state(), Target.objects.agreed().count()) == ("agreed", "proposed", 1)


@pytest.mark.parametrize(("wanted", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_document_is_for_those_who_read_the_targets(client, wanted, begins):
    region = RegionFactory(code="31")
    TargetFactory(agreement=AgreementFactory(region=region), indicator=IndicatorFactory())
    client.force_login(user_with(Role.REPRESENTATIVE, chapter=ChapterFactory(region=region)))

    response = client.get(f"/2021/wilayah/31/target/janji-kinerja.{wanted}")

    assert response.content.startswith(begins)
    assert response["Content-Disposition"] == f'attachment; filename="janji-kinerja-31-2021.{wanted}"'


def test_before_anything_is_promised_there_is_no_document(client):
    RegionFactory(code="31")
    WorkYearFactory()
    client.force_login(user_with(Role.ADMIN))

    assert client.get("/2021/wilayah/31/target/janji-kinerja.pdf").status_code == 404
