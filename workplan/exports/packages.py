"""Reading a region's package (`reporting.national_inputs`) in the reader's language, for every format."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from federations.enums import TimeZone
from rakerwil.wording import NONE, cell_figure, figure, moment, month_name, percent, score
from workplan.enums import SupportAnswer
from workplan.exports.documents import Judged
from workplan.models.year import scale_of

Json = Mapping[str, Any]


class Reader:
    """One package, its names and figures as words."""

    def __init__(self, package: Json) -> None:
        self.package = package
        self.head: Json = package["input"]
        self.meeting: Json | None = package["meeting"]
        self.rollup: Json = package["rollup"]
        self.scale = scale_of(package["scale"])
        self.framework: dict[str, Json] = {row["code"]: row for row in package["framework"]}
        self.language = "en" if get_language() == "en" else "id"

    @property
    def region(self) -> str:
        return str(self.head["region"]["name"])

    @property
    def is_final(self) -> bool:
        """Submitted: frozen, with its hash."""
        return self.head["hash"] is not None

    @property
    def as_of(self) -> str:
        return month_name(str(self.head["as_of"]))

    @property
    def indicators(self) -> Sequence[Json]:
        return list(self.rollup["indicators"])

    @property
    def worst_first(self) -> list[Json]:
        """The judged indicators, the furthest behind first."""
        judged = [row for row in self.indicators if row["achievement_to_date"] is not None]
        return sorted(judged, key=lambda row: Decimal(row["achievement_to_date"]))

    def text(self, code: str, field: str) -> str:
        """A bilingual field of the framework: name, objective or unit."""
        return str(self.framework[code][f"{field}_{self.language}"])

    def title(self, code: str) -> str:
        return f"{code} {self.text(code, 'name')}"

    def judged(self, code: str | None) -> Judged:
        """A category with its word."""
        word = next((step.name for step in self.scale if step.code == code), NONE)
        return Judged(word, code or "")

    def amount(self, code: str, value: str | None) -> str:
        """A count with the indicator's decimals; a ratio as percent."""
        if self.framework[code]["measure"] == "ratio":
            return percent(value)
        return figure(value, self.framework[code]["decimals"])

    def divided(self, code: str, value: str | None) -> str:
        """What was divided: with one decimal where it has a part."""
        if value is None or self.framework[code]["measure"] == "ratio":
            return self.amount(code, value)
        exact = Decimal(value)
        return figure(exact, 0 if exact == exact.to_integral_value() else 1)

    def target(self, row: Json) -> str:
        """The target; a ceiling says so."""
        value = self.amount(row["code"], row["target"])
        is_ceiling = self.framework[row["code"]]["direction"] == "down" and row["target"] is not None
        return _("at most %(value)s") % {"value": value} if is_ceiling else value

    def percent(self, value: str | None) -> str:
        return percent(value, self.scale)

    def score(self, value: str | None) -> str:
        return score(value, self.scale)

    def cell(self, row: Json) -> Judged:
        """One cell of a heat table: the achievement to date."""
        word = cell_figure(row["achievement_to_date"], self.scale)
        return Judged(word, row["category_to_date"] or "")

    def moment(self, text: str | None) -> str:
        """A moment on the region's clock, with the zone's name."""
        zone = TimeZone(self.meeting["time_zone"] if self.meeting else "WIB")
        return f"{moment(datetime.fromisoformat(text), zone.iana)} {zone}" if text else NONE

    def chapter(self, row: Json) -> str:
        """A chapter's short name in a narrow column."""
        return (
            f"{row['federation']} {row['district_code']}" if row["district_code"] else str(row["federation"])
        )

    def support(self, counts: Mapping[str, int] | None, answered: int) -> str:
        """How many said fully or mostly; in words where too few answered."""
        if counts is None:
            return _("not enough answers")
        return self.share(counts[SupportAnswer.FULLY] + counts[SupportAnswer.MOSTLY], answered)

    def share(self, part: int, whole: int) -> str:
        return _("%(part)s of %(whole)s") % {"part": figure(part), "whole": figure(whole)}


def answer_of(answers: Mapping[str, Json], row: Json) -> Json | None:
    """The published answer; of a frozen package the one given since."""
    answer: Json | None = answers.get(f"{row['meeting']}/{row['number']}") or row["disposition"]
    return answer
