"""A region's package and the book as plain content, as `reporting.national_inputs` gives them."""

from decimal import Decimal
from typing import Any

from tests.factories.terms import chapter, indicator, monthly, promises, ratio, region, roll_up, stock, year
from workplan.models.year import government_scale
from workplan.reporting.plain import Json, nation_json, region_json

INDICATORS = (
    indicator("ORG-01", id=1),
    indicator("ORG-03", id=2, direction="down"),
    stock("KEU-01", id=3, decimals=2),
    ratio("PKB-02", id=4, decimals=1),
)
NAMES = {
    "ORG-01": ("Anggota baru", "New members", "orang", "persons"),
    "ORG-03": ("Anggota keluar", "Members lost", "orang", "persons"),
    "KEU-01": ("Kas", "Funds", "rupiah", "rupiah"),
    "PKB-02": ("Cakupan PKB", "Agreement coverage", "%", "%"),
}
HASH = "85ee45318f150d915ff2a178a4774da6589a604c9b0c8b3c13baa2f5dcbf76a9"


def rolled_up(code: str = "31") -> Any:
    """Two chapters in August 2021: GARTEKS reports all, KIKES of Kota Bekasi only new members."""
    garteks, kikes = chapter("GARTEKS", id=1), chapter("KIKES", id=2, district="32.75")
    return roll_up(
        8,
        year(*INDICATORS),
        [
            region(
                garteks,
                kikes,
                code=code,
                targets={
                    "ORG-01": promises(1200),
                    "ORG-03": promises(48),
                    "PKB-02": promises(60),
                },
                pledges={(1, "ORG-01"): promises(900), (2, "ORG-01"): promises(300)},
            )
        ],
        {
            (1, 1): monthly(*[50] * 8),
            (1, 2): monthly(*[10] * 8),
            (2, 1): monthly(*[3] * 8),
            (3, 1): monthly(*[Decimal("1234567.25")] * 8),
            (4, 1): monthly(*[(72, 135)] * 8),
        },
    )


def framework() -> list[Json]:
    """Names and units."""
    return [
        {
            "code": terms.code,
            "objective_id": "Organisasi",
            "objective_en": "Organisation",
            "name_id": NAMES[terms.code][0],
            "name_en": NAMES[terms.code][1],
            "unit_id": NAMES[terms.code][2],
            "unit_en": NAMES[terms.code][3],
            "measure": terms.measure,
            "direction": terms.direction,
            "decimals": terms.decimals,
        }
        for terms in INDICATORS
    ]


def meeting(**changes: Any) -> Json:
    """The Rakerwil of DKI Jakarta."""
    return {
        "title": "Rapat Kerja Wilayah 2021",
        "slug": "31-2021-1",
        "starts_at": "2021-09-10T02:00:00+00:00",
        "time_zone": "WIB",
        "venue": "Hotel Bumi Wiyata",
        "city": "Depok",
        "purpose": "Menyusun rekomendasi.",
        "state": "approved",
        "invited": 38,
        "present": 35,
        "full_delegates": 31,
        "full_delegates_present": 28,
        "agenda": [{"kind": "opening", "title": "Pembukaan", "topic": ""}],
        "decisions": [{"number": "K-1", "text": "Tata tertib disahkan.", **resolution()}],
        **changes,
    }


def resolution() -> Json:
    """By consensus, with 28 of 31."""
    return {
        "decided_by": "consensus",
        "decided_at": "2021-09-10T09:30:00+00:00",
        "votes": None,
        "quorum": {"present": 28, "entitled": 31, "needed": 16, "federations": 10, "is_quorate": True},
    }


def recommendation(**changes: Any) -> Json:
    """A recommendation for new members with its frozen figures and plan."""
    figures = region_json(rolled_up().regions[0], 2021)["indicators"][0]
    return {
        "number": "R-1",
        "meeting": "31-2021-1",
        "title": "Kontak poin di kawasan",
        "text": "Bentuk kontak poin.\n\nTugaskan organiser.",
        "kind": "organising",
        "addressee": "den",
        "due_on": "2021-12-31",
        "indicators": ["ORG-01"],
        "raised_by": [{"federation": "KIKES", "district_code": "32.75"}],
        "state": "adopted",
        **resolution(),
        "figures": [figures],
        "catch_up": {
            "region": "31",
            "indicator": "ORG-01",
            "as_of": "2021-08",
            "gap": "720",
            "parts": [
                {
                    "federation": "GARTEKS",
                    "district_code": None,
                    "part": "500",
                    "needed_per_month": "125.0000",
                },
                {
                    "federation": "KIKES",
                    "district_code": "32.75",
                    "part": "220",
                    "needed_per_month": "55.0000",
                },
            ],
        },
        "disposition": None,
        **changes,
    }


def answer(**changes: Any) -> Json:
    """The national meeting's published answer."""
    return {
        "outcome": "accepted",
        "answer": "Dua organiser.",
        "wording": "",
        "merged_into": None,
        "owner": "Bidang Organisasi",
        "due_on": "2022-03-31",
        "published_at": "2021-10-30T05:00:00+00:00",
        **changes,
    }


def action(**changes: Any) -> Json:
    """A promised step that is still open."""
    return {
        "number": "T-1",
        "meeting": "31-2021-1",
        "text": "Daftar perusahaan tanpa PK",
        "owner": "GARTEKS DKI Jakarta",
        "due_on": "2021-10-31",
        "state": "open",
        **changes,
    }


def package(code: str = "31", name: str = "DKI Jakarta", **changes: Any) -> Json:
    """A submitted package; `changes` replace whole parts, `input` only the keys it names."""
    head = {
        "region": {"code": code, "name": name},
        "year": 2021,
        "version": 1,
        "status": "submitted",
        "submitted_at": "2021-10-15T07:00:00+00:00",
        "as_of": "2021-08",
        "foreword": "Pengantar satu.\n\nPengantar dua.",
        "remarks": "Hambatan.",
        "is_example": False,
        "hash": HASH,
    }
    figures = rolled_up(code).regions[0]
    scope = figures.scope
    chapters = [
        {
            "federation": row.chapter.federation,
            "district_code": row.chapter.district or None,
            "due": row.scope.due,
            "reports": row.scope.reports,
            "timely": row.scope.timely,
        }
        for row in figures.chapters
    ]
    return {
        "meeting": meeting(),
        "framework": framework(),
        "scale": government_scale(),
        "rollup": {**region_json(figures, 2021), "name": name},
        "recommendations": [recommendation()],
        "actions": [action()],
        "completeness": {
            "due": scope.due,
            "reports": scope.reports,
            "timely": scope.timely,
            "pending": scope.pending,
            "chapters": chapters,
        },
        **changes,
        "input": {**head, **changes.get("input", {})},
    }


def draft(**changes: Any) -> Json:
    """A package that is not submitted yet."""
    head = {"status": "preparing", "submitted_at": None, "hash": None, **changes.pop("input", {})}
    return package(**changes, input=head)


def book(*packages: Json) -> Json:
    """The book of these packages."""
    nation = rolled_up().nation
    return {
        "year": 2021,
        "as_of": "2021-08",
        "is_example": False,
        "framework": framework(),
        "scale": government_scale(),
        "definitions": [
            {
                "code": terms.code,
                "weight": "2",
                "typed": "Diisi.",
                "adds_up": "Dijumlahkan.",
                "judged": "Realisasi ÷ target.",
                "reported": "Tiap bulan oleh federasi.",
            }
            for terms in INDICATORS
        ],
        "score_cap": 120,
        "map": [
            {"column": at, "row": at % 3, "short_name": each["name"][:8], **each}
            for at, each in enumerate(package["input"]["region"] for package in packages)
        ],
        "nation": nation_json(nation),
        "regions": list(packages),
        "answers": {},
    }
