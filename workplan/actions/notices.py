"""Letters about reports that something has just happened to: who gets one, and what it says.

They name chapters, months and codes of indicators and no person, since a mail is read on many screens.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from federations.enums import Reminder, Role
from federations.models import Chapter, MailChoices, Membership, Region, User
from rakerwil import mail
from workplan.enums import ContributionState, CorrectionState
from workplan.models import Comment, Contribution, Correction, Minutes


def returned(rows: Sequence[Contribution], *, by: User | None) -> None:
    """Tell the chapters of reports that were just returned; one letter a month, person and hour.

    Several steps in a row make one letter, which names everything that is returned by then.
    """
    places = {(row.chapter_id, row.month): row for row in rows}
    readers = readers_of({row.chapter for row in places.values()}, Reminder.RETURNED)
    for row in places.values():
        users = [user for user in readers[row.chapter_id] if user != by]
        if not users:
            continue
        back = Contribution.objects.filter(
            chapter=row.chapter_id, month=row.month, state=ContributionState.RETURNED
        )
        codes = list(back.order_by("indicator__position").values_list("indicator__code", flat=True))
        for user in users:
            post(
                "returned",
                user,
                f"{row.chapter_id}:{row.month:%Y-%m}:{timezone.now():%Y-%m-%dT%H}",
                chapter=row.chapter,
                month=row.month,
                codes=codes,
                link=month_link(row.chapter, row.month),
            )


def commented(comment: Comment) -> None:
    """Tell the others that somebody wrote on a report; not what, since that stands on the page.

    They are the chapter's own people, the coordinators of the region, and who has written there before.
    """
    row, author = comment.contribution, comment.written_by
    users = {
        *readers_of([row.chapter], Reminder.COMMENT)[row.chapter_id],
        *coordinators_of(row.chapter.region, Reminder.COMMENT),
        *_authors(row),
    }
    for user in sorted(users - {author}, key=lambda user: user.pk):
        post(
            "comment",
            user,
            f"{row.pk}:{comment.written_at:%Y-%m-%dT%H}",
            chapter=row.chapter,
            month=row.month,
            indicator=row.indicator,
            link=mail.link(reverse("comments", args=[row.pk])),
        )


def circulated(minutes: Minutes) -> None:
    """Tell those who were present, and have an account, that the minutes go round and until when."""
    meeting = minutes.meeting
    present = User.objects.filter(
        MailChoices.wanting(Reminder.MINUTES),
        person__participations__meeting=meeting,
        person__participations__stays__isnull=False,
        is_active=True,
    )
    for user in present.distinct().order_by("pk"):
        if not user.awaits_invitation:
            post(
                "minutes",
                user,
                f"{minutes.pk}:{minutes.revision}:{minutes.circulated_at:%Y-%m-%dT%H}",
                meeting=meeting,
                until=minutes.corrections_until,
                link=mail.link(reverse("minutes", args=[meeting.slug])),
            )


def correction_answered(correction: Correction) -> None:
    """Tell who proposed a correction what became of it; the word stands on the page."""
    user = correction.proposed_by
    wants = User.objects.filter(MailChoices.wanting(Reminder.MINUTES), pk=user.pk, is_active=True)
    if wants.exists():
        meeting = correction.minutes.meeting
        post(
            "correction",
            user,
            f"{correction.pk}",
            meeting=meeting,
            is_accepted=correction.state == CorrectionState.ACCEPTED,
            link=mail.link(reverse("minutes", args=[meeting.slug])),
        )


def _authors(row: Contribution) -> Iterable[User]:
    """Who has written on the report, wants to hear more of it, and may still read it."""
    wanting = MailChoices.wanting(Reminder.COMMENT)
    said = Comment.objects.filter(contribution=row)
    authors = User.objects.filter(wanting, pk__in=said.values("written_by"), is_active=True)
    return (user for user in authors if user.has_perm("workplan.comment", row))


def post(kind: str, user: User, what: str, **said: Any) -> None:
    """Write one reminder: each person is told once of `what`, which names the cause and the time."""
    mail.post(
        kind,
        user.email,
        user.language,
        recipient=user,
        key=key(kind, user, what),
        choices=mail.link(reverse("profile")),
        **said,
    )


def key(kind: str, user: User, what: str) -> str:
    """What makes a reminder the only one."""
    return f"{kind}:{user.pk}:{what}"


def month_link(chapter: Chapter, month: object) -> str:
    """Where the chapter's month is filled in."""
    return mail.link(f"{reverse('month', args=[month])}?{urlencode({'perwakilan': chapter.pk})}")


def readers_of(chapters: Collection[Chapter], reminder: Reminder) -> Mapping[int, list[User]]:
    """Who fills in for each chapter and wants the reminder: its representatives.

    For a coordinator's own office those who run the region. One statement.
    """
    found: dict[int, list[User]] = {chapter.pk: [] for chapter in chapters}
    offices = {chapter.region_id: chapter.pk for chapter in chapters if chapter.is_coordinator_office}
    whose = Q(role=Role.REPRESENTATIVE, chapter__in=set(found) - set(offices.values())) | Q(
        role__in=(Role.COORDINATOR, Role.SECRETARY), region__in=offices
    )
    for membership in _reachable(whose, reminder):
        chapter_id = membership.chapter_id or offices[membership.region_id or 0]
        if membership.user not in found[chapter_id]:
            found[chapter_id].append(membership.user)
    return found


def coordinators_of(region: Region, reminder: Reminder) -> list[User]:
    """Who decides in a region and wants the reminder; one statement."""
    whose = Q(role=Role.COORDINATOR, region=region)
    return list({membership.user: None for membership in _reachable(whose, reminder)})


def national_office(reminder: Reminder) -> list[User]:
    """Who answers for the nation and wants the reminder; one statement."""
    return list({membership.user: None for membership in _reachable(Q(role=Role.ADMIN), reminder)})


def unit_officers(units: Collection[int], reminder: Reminder) -> Mapping[int, list[User]]:
    """Who works for each unit and wants the reminder; one statement."""
    found: dict[int, list[User]] = {pk: [] for pk in units}
    for membership in _reachable(Q(role=Role.UNIT_OFFICER, unit__in=units), reminder):
        found[membership.unit_id or 0].append(membership.user)
    return found


def _reachable(whose: Q, reminder: Reminder) -> Iterable[Membership]:
    """Current roles of people who have taken up their account and want the reminder."""
    return (
        membership
        for membership in Membership.objects.current()
        .filter(whose, MailChoices.wanting(reminder, "user__"), user__is_active=True)
        .select_related("user")
        .order_by("pk")
        if not membership.user.awaits_invitation
    )
