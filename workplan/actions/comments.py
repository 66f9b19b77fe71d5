"""Verbs of comments: write one. Nobody changes or removes what was said."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from federations.models import User
from workplan.actions import notices
from workplan.models import Comment, Contribution


@transaction.atomic
def write(contribution: Contribution, text: str, *, by: User, token: UUID) -> Comment:
    """Say something about a report, in whatever state it and its year are; told to the other side by mail.

    The same `token` twice is one comment, which is returned.
    """
    Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    said, is_new = Comment.objects.get_or_create(
        token=token,
        defaults={
            "contribution": contribution,
            "text": text.strip(),
            "written_by": by,
            "written_at": timezone.now(),
            "is_from_chapter": _fills_in(by, contribution),
        },
    )
    if is_new:
        said.contribution, said.written_by = contribution, by
        notices.commented(said)
    return said


def _fills_in(user: User, contribution: Contribution) -> bool:
    """Of the chapter itself; of a coordinator's own office those who run the region."""
    chapter = contribution.chapter
    if chapter.is_coordinator_office:
        return chapter.region_id in user.scope.runs_region_ids
    return chapter.pk in user.scope.chapter_ids
