"""A chapter with its people and indicators, ready to report."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image

from federations.enums import Role
from federations.models import Chapter, Region, User
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import ContributionFactory, IndicatorFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.actions.entries import Entry, Figures
from workplan.actions.evidence import Attachment
from workplan.models import Contribution, Indicator, WorkYear

AUGUST = date(2021, 8, 1)
PDF = Attachment("bukti.pdf", "application/pdf", b"%PDF-1.4 a page")
KEEN = "2021-09-05 10:00"
"""In August's window."""
LATE = "2021-09-15 10:00"
LOCKED = "2021-09-21 00:30"


@dataclass
class Desk:
    """DKI Jakarta with one chapter; August 2021 is to be reported."""

    year: WorkYear = field(default_factory=WorkYearFactory)
    region: Region = field(default_factory=lambda: RegionFactory(code="31", name="DKI Jakarta"))

    def __post_init__(self) -> None:
        self.chapter: Chapter = ChapterFactory(region=self.region)
        self.rep: User = user_with(Role.REPRESENTATIVE, chapter=self.chapter)
        self.coordinator: User = user_with(Role.COORDINATOR, region=self.region)
        self.secretary: User = user_with(Role.SECRETARY, region=self.region)
        self.admin: User = user_with(Role.ADMIN)

    def indicator(self, code: str = "ORG-01", **terms: Any) -> Indicator:
        """An indicator of the year."""
        return IndicatorFactory(year=self.year, code=code, **terms)

    def row(self, indicator: Indicator, month: date = AUGUST, **terms: Any) -> Contribution:
        """A report that stands there already."""
        terms.setdefault("chapter", self.chapter)
        return ContributionFactory(indicator=indicator, month=month, **terms)

    def sent(self, indicator: Indicator, **terms: Any) -> Contribution:
        """One that the representative sent."""
        return self.row(indicator, submitted=True, submitted_by=self.rep, **terms)


def entry(indicator: Indicator, value: int | str | None = None, *, seen: int = 0, **told: Any) -> Entry:
    """What somebody sends for August; further figures by their name."""
    parts = {name: Decimal(told.pop(name)) for name in tuple(told) if name in Figures.__dataclass_fields__}
    if value is not None:
        parts["value"] = Decimal(value)
    return Entry(indicator, told.pop("month", AUGUST), seen, Figures(**parts), **told)


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    """A small photo."""
    target = BytesIO()
    Image.new("RGB", size, "#a33").save(target, kind, **options)
    return target.getvalue()
