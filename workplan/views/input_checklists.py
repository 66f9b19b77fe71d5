"""The checklist of a Masukan Rakornas in words, each line with the page on which it is mended."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from federations.models import User
from workplan.models import NationalInput
from workplan.reporting.input_checks import Check, Lack, checks
from workplan.reporting.plain import Json
from workplan.views.figures import AS_OF


@dataclass(frozen=True)
class Line:
    """One line; without an address it is mended by others."""

    check: Check
    words: str
    url: str


WORDS = {
    Lack.MEETING: gettext_lazy("No Rakerwil of this year is on record."),
    Lack.MEETING_NOT_FINISHED: gettext_lazy("The Rakerwil is not finished yet."),
    Lack.RECOMMENDATIONS: gettext_lazy("No recommendation has been adopted."),
    Lack.FOREWORD: gettext_lazy("The foreword is empty."),
    Lack.MINUTES: gettext_lazy("The minutes are not approved yet."),
    Lack.REMARKS: gettext_lazy("Nothing is written about obstacles."),
    Lack.SIGNATORIES: gettext_lazy("The letterhead does not name who signs."),
}

COUNTED: dict[Lack, Callable[[int], str]] = {
    Lack.REPORTS: lambda count: ngettext(
        "%(count)s report is missing.", "%(count)s reports are missing.", count
    ),
    Lack.PENDING: lambda count: ngettext(
        "%(count)s report waits for verification.", "%(count)s reports wait for verification.", count
    ),
    Lack.TARGETS: lambda count: ngettext(
        "%(count)s indicator has no target.", "%(count)s indicators have no target.", count
    ),
}


def checklist(user: User, package: NationalInput, content: Json) -> list[Line]:
    """What the package lacks, the gravest first; `content` is what it holds."""
    found = sorted(checks(package, content), key=lambda check: not check.is_grave)
    return [Line(check, words(check), place(user, package, check)) for check in found]


def words(check: Check) -> str:
    """The line in words."""
    if check.lack in COUNTED:
        return COUNTED[check.lack](check.count) % {"count": check.count}
    return str(WORDS[check.lack])


def place(user: User, package: NationalInput, check: Check) -> str:
    """The address of the page, or of the field on this one."""
    region = package.region
    here = (package.year.year, region.code)
    places = {
        Lack.MEETING: ("meeting_create", here),
        Lack.MINUTES: ("minutes", (check.meeting,)),
        Lack.REPORTS: ("region_arrivals", here),
        Lack.PENDING: ("queue", here),
        Lack.TARGETS: ("targets", here),
        Lack.SIGNATORIES: ("organisation_letterhead", (region.code,)),
        Lack.RECOMMENDATIONS: ("region_recommend", here),
    }
    if check.lack in (Lack.FOREWORD, Lack.REMARKS):
        return f"#id_{check.lack}"
    if check.lack is Lack.PENDING and not user.has_perm("workplan.see_queue", region):
        return ""
    if check.lack is Lack.SIGNATORIES and not user.has_perm("workplan.submit_input", region):
        return ""
    name, args = ("meeting", (check.meeting,)) if is_of_meeting(check) else places[check.lack]
    address = reverse(name, args=args)
    return f"{address}?{AS_OF}={package.as_of:%Y-%m}" if check.lack is Lack.REPORTS else address


def is_of_meeting(check: Check) -> bool:
    """Mended in the meeting itself."""
    return bool(check.meeting) and check.lack is not Lack.MINUTES
