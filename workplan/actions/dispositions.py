"""Verbs of the national meeting's answers: draft, publish, take back, report progress, carry out."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.models import User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale, keep, sign
from workplan.actions.transitions import log, take_step
from workplan.enums import ANSWERED_STATES, RecommendationState
from workplan.models import Disposition, Recommendation
from workplan.models import recommendation as recommendations

AT_THE_DESK = (RecommendationState.RECEIVED, *ANSWERED_STATES)
"""States of a recommendation that the national office has in hand."""


@transaction.atomic
def draft(recommendation: Recommendation, *, seen: int, by: User, **typed: Any) -> Disposition:
    """Write down what the answer is to be; nobody but the national office reads it.

    `seen` is the version that the page showed, 0 where there was none. Raises WrongState for what has not
    been received or is answered, Stale when somebody else wrote in between, Refused for what does not fit
    together.
    """
    rows = Recommendation.objects.select_for_update()
    state = rows.values_list("state", flat=True).get(pk=recommendation.pk)
    if state != RecommendationState.RECEIVED:
        raise WrongState(_("Only what was received and is not answered yet can be answered."))
    known = Disposition.objects.filter(recommendation=recommendation).first()
    if (known.version if known else 0) != seen:
        raise Stale
    answer = known or Disposition(recommendation=recommendation)
    for name, value in typed.items():
        setattr(answer, name, value)
    _check(answer)
    if known:
        keep(answer, seen, by=by)
        return answer
    sign(answer, by)
    try:
        with transaction.atomic():
            answer.save()
    except IntegrityError as error:
        raise Stale from error
    return answer


def _check(answer: Disposition) -> None:
    """Refused with the constraint's own words."""
    try:
        answer.clean_fields(exclude=["recommendation", "published_by"])
        answer.validate_constraints()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    other = answer.merged_into
    if other is not None and other.state not in AT_THE_DESK:
        raise Refused(_("Merge it with one that was received, too."))
    if other is not None and other.state == RecommendationState.MERGED:
        raise Refused(_("That one is merged itself. Name the one that stands for both."))


@transaction.atomic
def publish(answer: Disposition, *, seen: int, by: User, at: datetime | None = None) -> None:
    """Send the answer out: the recommendation gets its state, the region and those who raised it read it."""
    if answer.is_published:
        raise WrongState(_("This answer has been published already."))
    now = at or timezone.now()
    answer.published_at, answer.published_by = now, by
    keep(answer, seen, by=by)
    take_step(
        answer.recommendation, recommendations.STEPS, answer.outcome, by=by, reason=answer.answer, at=now
    )


@transaction.atomic
def take_back(answer: Disposition, *, reason: str, by: User) -> None:
    """Withdraw a published answer, with a reason; it is a draft again and can be mended."""
    take_step(answer.recommendation, recommendations.STEPS, "take_back_answer", by=by, reason=reason)
    answer.published_at, answer.published_by = None, None
    keep(answer, answer.version, by=by)


def report_progress(answer: Disposition, *, text: str, by: User, at: datetime | None = None) -> None:
    """Say what has been done about it; raises Refused for an empty text and for what was not accepted."""
    if answer.recommendation.state not in (
        RecommendationState.ACCEPTED,
        RecommendationState.ACCEPTED_AMENDED,
    ):
        raise WrongState(_("Progress is told of what was accepted and is not carried out yet."))
    if not text.strip():
        raise Refused(_("Write what has been done."))
    log(answer, "progress", by=by, reason=text, at=at)


@transaction.atomic
def carry_out(answer: Disposition, *, text: str, by: User) -> None:
    """It is done; `text` says what came of it."""
    take_step(answer.recommendation, recommendations.STEPS, "carry_out", by=by, reason=text)
