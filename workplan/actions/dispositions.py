"""Verbs of the national meeting's answers: draft, publish, take back, report progress, carry out.

What is answered is a recommendation or a composite; a composite's answer reaches every origin as “merged”.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.models import User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale, keep, sign
from workplan.actions.transitions import log, take_step
from workplan.enums import ANSWERED_STATES, Outcome, RecommendationState
from workplan.models import Composite, Decision, Disposition, Recommendation
from workplan.models import recommendation as recommendations
from workplan.models.disposition import Subject

AT_THE_DESK = (RecommendationState.RECEIVED, *ANSWERED_STATES)
"""States of a recommendation that the national office has in hand."""


def held(subject: Subject) -> Subject:
    """The recommendation or composite as it is now, held until the transaction ends."""
    if isinstance(subject, Composite):
        return Composite.objects.select_for_update().get(pk=subject.pk)
    return Recommendation.objects.select_for_update().get(pk=subject.pk)


def answer_to(subject: Subject) -> Disposition | None:
    """The answer to it, drafted or published."""
    of = {"composite": subject} if isinstance(subject, Composite) else {"recommendation": subject}
    return Disposition.objects.filter(**of).first()


def refuse_unanswerable(subject: Subject) -> None:
    """Raise WrongState unless it was received, is not answered, and is answered by itself."""
    if subject.state != RecommendationState.RECEIVED:
        raise WrongState(_("Only what was received and is not answered yet can be answered."))
    if isinstance(subject, Recommendation) and subject.composite is not None:
        raise WrongState(
            _("It is part of %(code)s; that one's answer stands for all of its origins.")
            % {"code": subject.composite.code}
        )
    if isinstance(subject, Composite) and subject.dissolved_at is not None:
        raise WrongState(_("It was taken apart; answer its origins one by one."))


@transaction.atomic
def draft(subject: Subject, *, seen: int, by: User, **typed: Any) -> Disposition:
    """Write down what the answer is to be; nobody but the national office reads it.

    `seen` is the version that the page showed, 0 where there was none. Raises WrongState for what has not
    been received, is answered or part of a composite, Stale when somebody else wrote in between, Refused for
    what does not fit together.
    """
    current = held(subject)
    refuse_unanswerable(current)
    known = answer_to(current)
    if (known.version if known else 0) != seen:
        raise Stale
    answer = known or _blank(current)
    for name, value in typed.items():
        setattr(answer, name, value)
    answer.merged_into_composite = None
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


def _blank(subject: Subject) -> Disposition:
    if isinstance(subject, Composite):
        return Disposition(composite=subject)
    return Disposition(recommendation=subject)


def _check(answer: Disposition) -> None:
    """Refused with the constraint's own words."""
    if answer.composite is not None and answer.outcome == Outcome.MERGED:
        raise Refused(_("A composite is not merged itself. Put its origins together anew."))
    try:
        answer.clean_fields(exclude=["recommendation", "composite", "published_by", "decision"])
        answer.validate_constraints()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    other = answer.merged_into
    if other is not None and other.state not in AT_THE_DESK:
        raise Refused(_("Merge it with one that was received, too."))
    if other is not None and other.state == RecommendationState.MERGED:
        raise Refused(_("That one is merged itself. Name the one that stands for both."))


@transaction.atomic
def publish(
    answer: Disposition,
    *,
    seen: int,
    by: User,
    decision: Decision | None = None,
    at: datetime | None = None,
) -> None:
    """Send the answer out: what is answered gets its state, the regions and those who raised it read it.

    `decision`: the national meeting's, where it was taken there. Raises WrongState or Stale.
    """
    if answer.is_published:
        raise WrongState(_("This answer has been published already."))
    subject = held(answer.subject)
    refuse_unanswerable(subject)
    now = at or timezone.now()
    answer.published_at, answer.published_by, answer.decision = now, by, decision
    keep(answer, seen, by=by)
    take_step(answer.subject, recommendations.STEPS, answer.outcome, by=by, reason=answer.answer, at=now)
    for origin in _origins(subject):
        _merge(origin, answer, by=by, at=now)


def _origins(subject: Subject) -> "QuerySet[Recommendation]":
    rows = Recommendation.objects.select_for_update().order_by("pk")
    return rows.filter(composite=subject) if isinstance(subject, Composite) else rows.none()


def _merge(origin: Recommendation, answer: Disposition, *, by: User, at: datetime) -> None:
    """The composite's answer as the origin's own; a draft that was written for it alone gives way."""
    own = answer_to(origin) or Disposition(recommendation=origin)
    own.outcome, own.merged_into, own.merged_into_composite = Outcome.MERGED, None, answer.composite
    own.answer, own.wording, own.owner, own.due_on = answer.answer, "", answer.owner, answer.due_on
    own.published_at, own.published_by, own.decision = at, by, answer.decision
    if own.pk:
        keep(own, own.version, by=by)
    else:
        sign(own, by)
        own.save()
    take_step(origin, recommendations.STEPS, "merged", by=by, reason=answer.answer, at=at)


@transaction.atomic
def take_back(answer: Disposition, *, reason: str, by: User) -> None:
    """Withdraw a published answer, with a reason; it is a draft again and can be mended.

    Raises WrongState for an origin, whose answer is its composite's, and where something came of it already.
    """
    _refuse_origin(answer)
    if answer.consequences.exists():
        raise WrongState(_("Something came of this answer already; take that away first."))
    rows = [answer, *_answers_of_origins(answer)]
    for each in rows:
        take_step(each.subject, recommendations.STEPS, "take_back_answer", by=by, reason=reason)
        each.published_at, each.published_by, each.decision = None, None, None
        keep(each, each.version, by=by)


def _refuse_origin(answer: Disposition) -> None:
    if answer.merged_into_composite is not None:
        raise WrongState(
            _("It is part of %(code)s; that one's answer stands for all of its origins.")
            % {"code": answer.merged_into_composite.code}
        )


def _answers_of_origins(answer: Disposition) -> "QuerySet[Disposition]":
    if answer.composite is None:
        return Disposition.objects.none()
    rows = Disposition.objects.published().select_related("recommendation")
    return rows.filter(merged_into_composite=answer.composite).order_by("pk")


def report_progress(answer: Disposition, *, text: str, by: User, at: datetime | None = None) -> None:
    """Say what has been done about it; raises Refused for an empty text and for what was not accepted."""
    if answer.subject.state not in (
        RecommendationState.ACCEPTED,
        RecommendationState.ACCEPTED_AMENDED,
    ):
        raise WrongState(_("Progress is told of what was accepted and is not carried out yet."))
    if not text.strip():
        raise Refused(_("Write what has been done."))
    log(answer, "progress", by=by, reason=text, at=at)


@transaction.atomic
def carry_out(answer: Disposition, *, text: str, by: User, at: datetime | None = None) -> None:
    """It is done, and with a composite all of its origins are; `text` says what came of it."""
    if answer.outcome == Outcome.MERGED:
        raise WrongState(_("It was merged; it is carried out with the one that stands for it."))
    take_step(answer.subject, recommendations.STEPS, "carry_out", by=by, reason=text, at=at)
    for each in _answers_of_origins(answer):
        take_step(each.subject, recommendations.STEPS, "carry_out", by=by, reason=text, at=at)
