"""The shapes of the product's JSON: what `plain` renders, files hold, and the API describes.

Each class is one object; its fields are its keys, all always present. The type checker holds the functions
that render it to them, and the API's description is read from them, so that neither is written down twice.
What stands in `Annotated` is said of a value there.
"""

from typing import Annotated, TypedDict

from rakerwil.schemas import Said

DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"

Year = Annotated[str, Said(pattern=r"^20[0-9]{2}$", example="2021")]
"""A work year, as it is asked for."""
Exact = Annotated[str, Said(pattern=DECIMAL, example="640")]
"""A count, or what was typed, with the indicator's decimals."""
Divided = Annotated[str, Said(pattern=DECIMAL, example="53.3333")]
"""What was divided, rounded half up to four decimals; a percent is 0 to 100."""
Month = Annotated[str, Said(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", example="2021-08")]
Day = Annotated[str, Said(format="date")]
Moment = Annotated[str, Said(format="date-time")]
CategoryCode = Annotated[str, Said(example="rendah")]
"""A step of the work year's scale."""
RegionCode = Annotated[str, Said(pattern=r"^[0-9]{2}$", example="31")]
DistrictCode = Annotated[str, Said(pattern=r"^[0-9]{2}\.[0-9]{2}$", example="32.16")]
FederationCode = Annotated[str, Said(example="GARTEKS")]
IndicatorCode = Annotated[str, Said(example="ORG-01")]


class IndicatorRow(TypedDict):
    """One indicator in one scope; null where the domain gives no figure."""

    code: IndicatorCode
    target: Exact | None
    actual: Exact | None
    numerator: Exact | None
    denominator: Exact | None
    pending: int
    achievement: Divided | None
    category: CategoryCode | None
    expected: Divided | None
    on_track: bool | None
    achievement_to_date: Divided | None
    category_to_date: CategoryCode | None
    forecast: Divided | None
    gap: Exact | None
    needed_per_month: Divided | None
    reports: int
    due: int


class NationIndicator(IndicatorRow):
    """Of the nation; `actual_with_target` is what the regions that have a target brought."""

    actual_with_target: Exact | None


class RegionIndicator(IndicatorRow):
    """Of a region, with what its chapters pledged and what of the target nobody has."""

    pledged: Exact | None
    unallocated: Exact | None


class ChapterIndicator(IndicatorRow):
    """Of a chapter: its target is its pledge; `share` is percent of the region's actual."""

    month: Month | None
    share: Divided | None


class ScopeRow(TypedDict):
    """Scores as percent, and how complete the reports behind them are."""

    score: Divided | None
    category: CategoryCode | None
    score_to_date: Divided | None
    category_to_date: CategoryCode | None
    completeness: Divided | None
    timeliness: Divided | None


class NationScope(ScopeRow):
    """The nation: the sum of its regions."""

    indicators: list[NationIndicator]


class RegionScope(ScopeRow):
    """A region: the sum of its chapters."""

    indicators: list[RegionIndicator]


class ChapterScope(ScopeRow):
    """A federation's body in a region, or in one district of it."""

    federation: FederationCode
    district_code: DistrictCode | None
    indicators: list[ChapterIndicator]


class RegionFigures(RegionScope):
    """A region with its chapters, by federation code then district."""

    code: RegionCode
    name: str
    chapters: list[ChapterScope]


class RollupFigures(TypedDict):
    """A work year as of a month; `nation` is null for those who do not see it."""

    year: int
    as_of: Month
    nation: NationScope | None
    regions: list[RegionFigures]


class PlaceOfChapter(ChapterScope):
    """A chapter with the region it lies in."""

    region: RegionCode


class FederationFigures(TypedDict):
    """A federation's chapters in all regions as of a month."""

    year: int
    as_of: Month
    federation: FederationCode
    chapters: list[PlaceOfChapter]


class PlanPart(TypedDict):
    """What one chapter brings."""

    federation: FederationCode
    district_code: DistrictCode | None
    part: Exact
    needed_per_month: Divided | None


class CatchUpPlan(TypedDict):
    """Who brings how much; the parts add up to the gap. None where there is nothing to share out."""

    region: RegionCode
    indicator: IndicatorCode
    as_of: Month
    gap: Exact | None
    parts: list[PlanPart]


class IndicatorDefinition(TypedDict):
    """One line of the year's framework, its texts in both languages."""

    code: IndicatorCode
    objective_id: str
    objective_en: str
    name_id: str
    name_en: str
    unit_id: str
    unit_en: str
    measure: str
    accumulation: str
    direction: str
    reported_by: str
    frequency: str
    first_month: Month
    last_month: Month
    decimals: int
    weight: Exact
    by_sex: bool
    needs_evidence: bool
    subset_of: IndicatorCode | None


class Framework(TypedDict):
    """The indicators of a work year in their order."""

    year: int
    state: str
    indicators: list[IndicatorDefinition]


class RegionName(TypedDict):
    """A region by code and name."""

    code: RegionCode
    name: str
    short_name: str
    time_zone: str
    island_group: str


class Regions(TypedDict):
    """Every region of the confederation."""

    regions: list[RegionName]


class ChapterName(TypedDict):
    """A chapter by its codes."""

    federation: FederationCode
    district_code: DistrictCode | None


class QuorumRow(TypedDict):
    """Who was in the room when it was decided."""

    present: int
    entitled: int
    needed: int
    federations: int
    is_quorate: bool


# `for` is no name in Python
Votes = TypedDict("Votes", {"for": int, "against": int, "abstentions": int})


class ResolutionRow(TypedDict):
    """How something was decided: null while it is not, and without votes where it was by consensus."""

    decided_by: str | None
    decided_at: Moment | None
    votes: Votes | None
    quorum: QuorumRow | None


class DispositionRow(TypedDict):
    """The national meeting's published answer; what is not accepted has neither owner nor date."""

    outcome: str
    answer: str
    wording: str
    merged_into: str | None
    owner: str
    due_on: Day | None
    published_at: Moment


class RecommendationRow(ResolutionRow):
    """A recommendation with the figures and the plan that were frozen into it."""

    number: str
    meeting: str
    title: str
    text: str
    kind: str
    addressee: str
    due_on: Day | None
    indicators: list[IndicatorCode]
    raised_by: list[ChapterName]
    state: str
    figures: list[RegionIndicator] | None
    catch_up: CatchUpPlan | None
    disposition: DispositionRow | None


class Recommendations(TypedDict):
    """The year's recommendations that the caller sees, by region, meeting and number."""

    year: int
    recommendations: list[RecommendationRow]
