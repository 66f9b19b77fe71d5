"""What stands around every page: where one can go, which year it is, what waits."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from federations.enums import Role
from federations.models import Region, User
from workplan.models import Contribution, NationalInput, WorkYear


@dataclass(frozen=True)
class NavLink:
    """One word of the main navigation, with the number of things that wait behind it."""

    url: str
    label: str
    current: bool
    count: int = 0
    count_label: str = ""


MEETING = r"/rakerwil/"
PROGRAMME = r"/\d{4}/program/"
INPUT_OR_ANSWER = r"/\d{4}/wilayah/[^/]+/masukan/|/rakerwil/[^/]+/rekomendasi/\d+/jawaban/"
"""What the national office reaches from its inbox, though it stands below a region or a meeting."""


def work_years(request: HttpRequest) -> list[WorkYear]:
    """All work years, newest first; read once a request."""
    if not hasattr(request, "work_years"):
        request.work_years = list(WorkYear.objects.all())  # type: ignore[attr-defined]
    years: list[WorkYear] = request.work_years  # type: ignore[attr-defined]
    return years


def work_year_or_404(request: HttpRequest, year: int) -> WorkYear:
    """The work year of an address."""
    for each in work_years(request):
        if each.year == year:
            return each
    raise Http404


def year_of(request: HttpRequest, years: list[WorkYear]) -> WorkYear | None:
    """The work year the address names, if there is one, otherwise the newest open one, or the newest."""
    match = request.resolver_match
    kwargs = match.kwargs if match else {}
    number = kwargs.get("year") or getattr(kwargs.get("month"), "year", None)
    number = number or _year_of_meeting(kwargs.get("slug", ""))
    named = next((year for year in years if year.year == number), None)
    return named or next((year for year in years if year.is_open), years[0] if years else None)


def _year_of_meeting(slug: str) -> int | None:
    """A meeting's address names its work year: `31-2021-1`."""
    match = re.search(r"(?:^|-)(20\d\d)(?:-|$)", slug)
    return int(match[1]) if match else None


def home_region(user: User) -> Region | None:
    """The region of the user's first regional role."""
    for membership in user.roles_today:
        if membership.region is not None:
            return membership.region
        if membership.chapter is not None:
            return membership.chapter.region
    return None


class Frame:
    """Builds the navigation of one request."""

    def __init__(self, request: HttpRequest, user: User, year: WorkYear | None) -> None:
        self.request = request
        self.user = user
        self.year = year
        self.links: list[NavLink] = []
        self.reach: list[int] = []
        """How much of the page's address stands above it, link by link."""

    def add(
        self, name: str, label: str, *args: Any, count: int = 0, count_label: str = "", also: str = ""
    ) -> None:
        """One link; `also`: what else begins the addresses below it, as a regular expression."""
        try:
            url = reverse(name, args=args)
        except NoReverseMatch:
            return
        found = re.match(f"{re.escape(url)}|{also}" if also else re.escape(url), self.request.path)
        self.reach.append(len(found[0]) if found else 0)
        self.links.append(NavLink(url, label, False, count, count_label))

    def build(self) -> list[NavLink]:
        """The links of the user's first role; the nearest one above the page is the current one."""
        self._fill()
        nearest = max(self.reach, default=0)
        return [
            replace(link, current=0 < reach == nearest)
            for link, reach in zip(self.links, self.reach, strict=True)
        ]

    def _fill(self) -> None:
        if self.year is None:
            if self.user.scope.is_admin:
                self.add("organisation", _("Organisation"))
                self.add("users", _("Users"))
            return
        scope, year = self.user.scope, self.year
        if scope.sees_nation:
            self._nation(year)
        elif scope.runs_region_ids:
            self._region(year)
        elif scope.chapter_ids:
            self._chapter(year)
        elif scope.federation_office_of:
            self._federation(year)
        else:
            self.add("meetings", _("Meetings"), also=MEETING)

    def _nation(self, year: WorkYear) -> None:
        scope = self.user.scope
        sent = NationalInput.objects.filter(year=year, state="submitted").count() if scope.is_admin else 0
        self.add("nation", _("Dashboard"), year.year)
        self.add("framework", _("Framework"), year.year, also=PROGRAMME)
        self.add("meetings", _("Meetings"), also=MEETING)
        self.add("recommendations", _("Recommendations"), year.year)
        self.add(
            "inbox",
            "Rakornas",
            year.year,
            count=sent,
            count_label=_("inputs to receive"),
            also=INPUT_OR_ANSWER,
        )
        if scope.is_admin:
            self.add("queues", _("Verification"), year.year)
        self.add("organisation", _("Organisation"))
        self.add("people", _("People"))
        if scope.is_admin:
            self.add("users", _("Users"))

    def _region(self, year: WorkYear) -> None:
        region = home_region(self.user)
        if region is None:
            return
        waiting = 0
        if self.user.scope.coordinates:
            submitted = Contribution.objects.submitted().filter(chapter__region=region, indicator__year=year)
            waiting = submitted.for_coordinator(self.user).count()
        self.add("region", _("Dashboard"), year.year, region.code)
        if self.user.scope.coordinates:
            self.add(
                "queue",
                _("Verification"),
                year.year,
                region.code,
                count=waiting,
                count_label=_("reports waiting"),
            )
        else:
            self.add("month", _("Reports"), year.month_to_report())
        self.add("targets", _("Performance pledge"), year.year, region.code)
        self.add("meetings", _("Meetings"), also=MEETING)
        self.add("recommendations", _("Recommendations"), year.year)
        self.add("national_input", "Rakornas", year.year, region.code)
        self.add("people", _("People"))
        if self.user.scope.coordinates:
            self.add("users", _("Users"))

    def _chapter(self, year: WorkYear) -> None:
        region = home_region(self.user)
        returned = (
            Contribution.objects.returned()
            .filter(chapter__in=self.user.scope.chapter_ids, indicator__year=year)
            .count()
        )
        self.add(
            "month",
            _("This month's report"),
            year.month_to_report(),
            count=returned,
            count_label=_("rows returned"),
        )
        if region is not None:
            self.add("region", _("Region"), year.year, region.code)
            self.add("pledges", _("Pledges"), year.year, region.code)
            self.add("support", _("Support"), year.year, region.code)
        self.add("meetings", _("Meetings"), also=MEETING)
        self.add("recommendations", _("Recommendations"), year.year)

    def _federation(self, year: WorkYear) -> None:
        for membership in self.user.roles_today:
            if membership.federation is not None:
                self.add("federation", _("Dashboard"), year.year, membership.federation.code)
        self.add("framework", _("Framework"), year.year, also=PROGRAMME)
        self.add("meetings", _("Meetings"), also=MEETING)
        self.add("recommendations", _("Recommendations"), year.year)


def role_label(user: User) -> str:
    """The role and place shown beside the navigation; the first of several."""
    if not user.roles_today:
        return _("No role yet")
    first = user.roles_today[0]
    if first.role == Role.REPRESENTATIVE and first.chapter:
        return f"{first.chapter.federation} · {first.chapter.region.short_name}"
    return str(first)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the base layout: `nav`, `years`, `year`, `role_label`, `is_example`."""
    user = request.user
    if not isinstance(user, User):
        return {"nav": [], "years": [], "role_label": "", "is_example": False}
    years = work_years(request)
    current = year_of(request, years)
    return {
        "nav": Frame(request, user, current).build(),
        "years": [
            {"year": year.year, "url": reverse("home") + f"?tahun={year.year}", "current": year == current}
            for year in years
        ],
        "role_label": role_label(user),
        "is_example": current is not None and current.is_example,
    }
