"""Where an address leads, when the policy is tried on the example."""

from datetime import date
from functools import cache
from typing import Any

from django.utils import timezone

from federations.models import Chapter, Person, PersonalToken, Region, User
from workplan.actions.doors import door_seal
from workplan.actions.invitations import seal
from workplan.management.example.people import DOMAIN
from workplan.models import (
    AgendaItem,
    Contribution,
    Correction,
    Disposition,
    Evidence,
    Invitation,
    Matter,
    MeetingFile,
    Objective,
    Programme,
    RaisedPledge,
    Recommendation,
    RecordLine,
    WorkYear,
)

DEFAULTS: dict[str, Any] = {
    "year": 2021,
    "region": "31",
    "chapter": "KAMIPARHO",
    "month": date(2021, 8, 1),
    "code": "ORG-01",
    "slug": "31-2021-1",
    "number": 1,
    "version": 1,
    "quarter": 1,
    "wanted": "csv",
    "uidb36": "1",
    "uidb64": "MQ",
    "token": "tidak-berlaku",
    "key": "tidak-berlaku",
}
NOWHERE: dict[str, Any] = {
    "year": 2099,
    "before": 2098,
    "region": "99",
    "chapter": "TIADA",
    "month": date(2099, 8, 1),
    "code": "TIADA-99",
    "slug": "99-2021-1",
    "number": 999,
    "version": 99,
    "quarter": 9,
    "pk": 999_999,
    "kind": "tiada",
}
"""What no row has."""


def places() -> dict[str, dict[str, Any]]:
    """Where an address leads when not to the default place, by the beginning of its name."""
    suspended = AgendaItem.objects.filter(sitting_state="suspended").earliest("pk")
    return {
        **_lasting(),
        "check_in": {"pk": suspended.pk, "seal": door_seal(suspended, timezone.now())},
        "user_deactivate": {"pk": User.objects.get(email=f"nonaktif@{DOMAIN}").pk},
    }


@cache
def _lasting() -> dict[str, dict[str, Any]]:
    """What stays where it is from test to test: rows of the example."""
    chapter = Chapter.objects.get(region__code="31", federation__code="KAMIPARHO")
    garteks = Chapter.objects.get(region__code="31", federation__code="GARTEKS")
    secretary = User.objects.get(email=f"sekretaris.jakarta@{DOMAIN}")
    representative = User.objects.get(email=f"kamiparho.jakarta@{DOMAIN}")
    sitting = AgendaItem.objects.filter(meeting__slug="31-2021-1", kind="plenary").earliest("position")
    commission = AgendaItem.objects.filter(meeting__region__code="31", kind="commission").earliest("pk")
    letter = Invitation.objects.filter(meeting__slug="31-2021-1").exclude(mandate_sha256="").earliest("pk")
    open_letter = Invitation.objects.filter(meeting__state="invited", state="issued").earliest("pk")
    return {
        "chapter_indicator@garteks": {"chapter": "GARTEKS"},
        "chapter_pledges@garteks": {"chapter": "GARTEKS"},
        "national_targets_agree": {"year": WorkYear.objects.get(state="open").year},
        "national_targets_revise": {"year": WorkYear.objects.get(state="open").year},
        "framework_take_over": {"year": WorkYear.objects.get(state="open").year, "before": 2021},
        "target_proposals_save": {"year": WorkYear.objects.get(state="open").year},
        "import_template": {"kind": "laporan"},
        "nation_brief": {"wanted": "docx"},
        "region_brief": {"wanted": "docx"},
        "nation_slide_file": {"wanted": "svg"},
        "region_slide_file": {"wanted": "svg"},
        "api_rollup@jakarta": {},
        "action_item_report@own": {"number": 2},
        "federation": {"code": "GARTEKS"},
        "objective": {"pk": Objective.objects.filter(year__year=2021).earliest("position").pk},
        "contribution": {"pk": Contribution.objects.filter(chapter=chapter).earliest("pk").pk},
        "contribution@garteks": {"pk": Contribution.objects.filter(chapter=garteks).earliest("pk").pk},
        "evidence": {"pk": Evidence.objects.filter(contribution__chapter=chapter).earliest("pk").pk},
        "comments": {"pk": Contribution.objects.filter(chapter=chapter, month__year=2021).earliest("pk").pk},
        "evidence@garteks": {"pk": Evidence.objects.filter(contribution__chapter=garteks).earliest("pk").pk},
        "agenda_item": {"pk": sitting.pk},
        "composite_let_go": {
            "pk": Recommendation.objects.filter(meeting__slug="31-2021-1").earliest("pk").pk
        },
        "consequence": {"pk": Disposition.objects.published().earliest("pk").pk},
        "programme": {"year": Programme.objects.get().year.year, "pk": Programme.objects.get().pk},
        "forum": {"slug": "2021-rakornas-1"},
        "forum_decide": {
            "slug": "2021-rakornas-1",
            "pk": Matter.objects.filter(recommendation__state="received").earliest("position").pk,
        },
        "matter": {"pk": Matter.objects.filter(meeting__slug="31-2021-1").earliest("position").pk},
        "record_line": {"pk": RecordLine.objects.filter(meeting__slug="31-2021-1").earliest("pk").pk},
        "invitation": {"pk": letter.pk, "wanted": "docx"},
        "invitations": {"wanted": "docx"},
        "answer": {"pk": open_letter.pk, "seal": seal(open_letter)},
        "sitting": {"pk": sitting.pk},
        "commission": {"slug": commission.meeting.slug, "pk": commission.pk},
        "agreement_document": {"wanted": "docx"},
        "paper": {"kind": "berita-acara", "wanted": "docx"},
        "item_paper": {"kind": "daftar-hadir", "pk": sitting.pk, "wanted": "docx"},
        "meeting_file": {"pk": MeetingFile.objects.filter(meeting__slug="31-2021-1").earliest("pk").pk},
        "minutes_entry": {"pk": sitting.pk},
        "correction": {"pk": sitting.pk},
        "correction_accept": {"pk": Correction.objects.earliest("pk").pk},
        "correction_refuse": {"pk": Correction.objects.earliest("pk").pk},
        "raised_pledge": {"pk": RaisedPledge.objects.said().earliest("pk").pk},
        "person": {"pk": representative.person_id},
        "person_withdraw": {
            "pk": Person.objects.filter(region__code="31", phone="", email="").earliest("pk").pk
        },
        "tenure": {"pk": representative.person.tenures.get().pk},
        "tenure_new": {"pk": representative.person_id},
        "user": {"pk": secretary.pk},
        "personal_token_revoke": {"pk": PersonalToken.objects.exclude(revoked_at=None).earliest("pk").pk},
        "role": {"pk": secretary.memberships.get().pk},
        "organisation_region": {"code": "31"},
        "organisation_letterhead": {"code": "31"},
        "organisation_district": {"code": "31"},
        "organisation_district_edit": {"code": Region.objects.get(code="31").districts.earliest("code").code},
        "organisation_federation": {"code": "GARTEKS"},
        "organisation_unit": {"code": "IIWE"},
        "chapter": {"pk": chapter.pk},
        "chapter_new": {"code": "31"},
    }
