"""What the example's federations said of the support they got, quarter by quarter."""

from datetime import datetime, time

from django.utils import timezone

from federations.models import Chapter, Region
from workplan.actions import support_ratings
from workplan.actions.support_ratings import Answer
from workplan.enums import SupportAnswer, Supporter
from workplan.models import WorkYear
from workplan.models.support_rating import Quarter, quarters

REGIONS = {"31": 8, "32": 7, "35": 5, "36": 2, "12": 4}
"""So many chapters of a region answer; two are too few to be shown."""
SCALE = list(SupportAnswer)
WORDS = (
    "Modul pelatihan datang tepat waktu (contoh).",
    "Tim advokasi cepat menanggapi (contoh).",
    "Perlu bantuan hukum di kawasan industri (contoh).",
    *[""] * 4,
)


def load(year: WorkYear) -> None:
    """Every quarter that has begun; of the one that is still open only half of them have answered."""
    today = timezone.localdate()
    for quarter in quarters(year):
        for code, count in REGIONS.items() if quarter.has_begun(today) else ():
            region = Region.objects.get(code=code)
            others = region.chapters.exclude(federation__code="KAMIPARHO").order_by("pk")
            asked = [row for row in others.select_related("federation", "region") if quarter.asks(row)]
            _answer(quarter, asked[: count if quarter.has_closed(today) else count // 2])


def _answer(quarter: Quarter, chapters: list[Chapter]) -> None:
    at = datetime.combine(quarter.first_day, time(9))
    for number, chapter in enumerate(chapters):
        answers = [
            Answer(
                supporter,
                in_time=SCALE[(number + quarter.number + step) % 3],
                useful=SCALE[(2 * number + step) % 4 if number % 2 else 0],
                word=WORDS[(number + step) % len(WORDS)],
            )
            for step, supporter in enumerate(Supporter)
        ]
        support_ratings.rate(
            chapter, quarter, answers, by=None, at=timezone.make_aware(at, chapter.region.zone)
        )
