"""Rating the support: a chapter's answers of one quarter, changed as often as it likes until they close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.models import Chapter, User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale
from workplan.enums import SupportAnswer, Supporter
from workplan.models import SupportRating
from workplan.models.support_rating import Quarter


@dataclass(frozen=True)
class Answer:
    """What a chapter says of one supporter; `seen` is the version its page showed, 0 for none yet."""

    supporter: Supporter
    in_time: SupportAnswer
    useful: SupportAnswer
    word: str = ""
    seen: int = 0


def rate(
    chapter: Chapter,
    quarter: Quarter,
    answers: Sequence[Answer],
    *,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """Keep the answers, all or none.

    Raises WrongState outside the quarter's window, Refused for a chapter that is not asked, and Stale when
    somebody of the chapter answered in between; then nothing has changed.
    """
    moment = at or timezone.now()
    if not quarter.is_open(timezone.localdate(moment, chapter.region.zone)):
        raise WrongState(_("The support of this quarter can't be rated now."))
    if not quarter.asks(chapter):
        raise Refused(_("This chapter is not asked about the support in this quarter."))
    try:
        with transaction.atomic():
            for answer in answers:
                _keep(chapter, quarter, answer, by, moment)
    except IntegrityError as error:
        # two who answered for the first time at once: the database let one in
        raise Stale from error


def _keep(chapter: Chapter, quarter: Quarter, answer: Answer, by: User | None, at: datetime) -> None:
    rows = SupportRating.objects.select_for_update(of=("self",)).of(quarter)
    row = rows.filter(chapter=chapter, supporter=answer.supporter).first()
    if (row.version if row else 0) != answer.seen:
        raise Stale
    row = row or SupportRating(
        chapter=chapter, year=quarter.year, quarter=quarter.number, supporter=answer.supporter
    )
    row.in_time, row.useful, row.word = answer.in_time, answer.useful, answer.word.strip()
    row.rated_by, row.rated_at, row.version = by, at, answer.seen + 1
    row.save()
