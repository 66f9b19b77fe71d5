"""Two regions' Masukan Rakornas side by side, or one beside the nation as of the same month."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from workplan.enums import Addressee, RecommendationKind
from workplan.exports.documents import Judged
from workplan.exports.input_recommendations import paragraphs
from workplan.exports.packages import Json, Reader
from workplan.models import NationalInput, WorkYear
from workplan.reporting import national_inputs, rollup
from workplan.reporting.plain import nation_json
from workplan.views.inboxes import national_year

LEFT, RIGHT, NATION = "kiri", "kanan", "nasional"


@dataclass(frozen=True)
class Side:
    """One of the two: a region's package, or the nation (without a package)."""

    place: str
    """Which of the two."""
    name: str
    reader: Reader
    package: NationalInput | None = None

    @property
    def code(self) -> str:
        return self.package.region.code if self.package else NATION

    @property
    def heading_id(self) -> str:
        """Of its head."""
        return f"h-{self.place}"

    @property
    def list_id(self) -> str:
        """Of its recommendations."""
        return f"h-{self.place}-rekomendasi"

    @property
    def score(self) -> Judged:
        """To date, with the category it falls into."""
        scope = self.reader.rollup
        return Judged(self.reader.score(scope["score_to_date"]), scope["category_to_date"] or "")

    @property
    def completeness(self) -> str:
        return self.reader.percent(self.reader.rollup["completeness"])

    @property
    def on_pace(self) -> str:
        judged = [row["on_track"] for row in self.reader.indicators if row["on_track"] is not None]
        return self.reader.share(sum(judged), len(judged))

    @property
    def texts(self) -> list[tuple[str, list[str]]]:
        """What the region wrote."""
        head = self.reader.head
        written = ((_("Foreword"), head["foreword"]), (_("Remarks and obstacles"), head["remarks"]))
        return [(label, paragraphs(text)) for label, text in written if text.strip()]

    @property
    def recommendations(self) -> list[dict[str, object]]:
        """Each with what it serves and whom it asks."""
        return [
            {
                "number": row["number"],
                "meeting": row["meeting"],
                "title": row["title"],
                "paragraphs": paragraphs(row["text"]),
                "kind": RecommendationKind(row["kind"]).label,
                "addressee": Addressee(row["addressee"]).label,
                "indicators": row["indicators"],
            }
            for row in self.reader.package["recommendations"]
        ]


@dataclass(frozen=True)
class Figures:
    """One indicator of one side, as its document writes it."""

    target: str
    actual: str
    to_date: str
    judged: Judged


def reading(request: HttpRequest, year: int) -> HttpResponse:
    """The two that the address asks for; without one, the first region beside the nation."""
    work_year = national_year(request, year)
    packages = sent(work_year)
    if not packages:
        return render(request, "workplan/national_input_reading.html", {"year": work_year})
    chosen = packages.get(request.GET.get(LEFT, "")) or next(iter(packages.values()))
    left = Side(LEFT, chosen.region.name, Reader(national_inputs.exported(chosen)), chosen)
    other = packages.get(request.GET.get(RIGHT, ""))
    right = (
        beside(work_year, left)
        if other is None
        else Side(RIGHT, other.region.name, Reader(national_inputs.exported(other)), other)
    )
    names = [(code, package.region.name) for code, package in packages.items()]
    context = {
        "year": work_year,
        "left": left,
        "right": right,
        "sides": [left, right],
        "rows": list(rows(left, right)),
        "lefts": names,
        "rights": [(NATION, _("Nation")), *names],
        "is_same_month": left.reader.head["as_of"] == right.reader.head["as_of"],
    }
    return render(request, "workplan/national_input_reading.html", context)


def sent(year: WorkYear) -> dict[str, NationalInput]:
    """The newest submitted version of each region, by code; what is frozen is read when it is asked for."""
    found = (
        NationalInput.objects.submitted()
        .filter(year=year)
        .select_related("region", "snapshot")
        .defer("pdf", "snapshot__content")
        .order_by("region__code", "version")
    )
    return {package.region.code: package for package in found}


def beside(year: WorkYear, side: Side) -> Side:
    """The nation as of the month of that side, its figures written like those of the package."""
    if side.package is None:
        raise ValueError("the nation stands beside a region")
    nation = rollup.nation(year, side.package.as_of).nation
    if nation is None:
        raise ValueError("a national roll-up has the nation's figures")
    package: Json = {**side.reader.package, "rollup": nation_json(nation), "recommendations": []}
    head = {**side.reader.head, "foreword": "", "remarks": ""}
    return Side(RIGHT, _("Nation"), Reader({**package, "input": head}))


def rows(left: Side, right: Side) -> Iterator[dict[str, object]]:
    """Every indicator of either framework with the figures of both; None where a side does not have it."""
    names = {**right.reader.framework, **left.reader.framework}
    order = [*left.reader.framework, *(code for code in names if code not in left.reader.framework)]
    for code in order:
        reader = left.reader if code in left.reader.framework else right.reader
        yield {
            "code": code,
            "name": reader.text(code, "name"),
            "sides": [(side, figures(side.reader, code)) for side in (left, right)],
        }


def figures(reader: Reader, code: str) -> Figures | None:
    """One indicator of one side."""
    row = next((each for each in reader.indicators if each["code"] == code), None)
    if row is None or code not in reader.framework:
        return None
    return Figures(
        target=reader.target(row),
        actual=reader.amount(code, row["actual"]),
        to_date=reader.percent(row["achievement_to_date"]),
        judged=reader.judged(row["category_to_date"]),
    )
