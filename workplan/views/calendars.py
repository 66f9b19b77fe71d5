"""A meeting for one's own calendar."""

from django.http import HttpRequest, HttpResponse

from rakerwil.access import attachment
from workplan.exports.calendars import CONTENT_TYPE
from workplan.exports.calendars import calendar as calendar_file
from workplan.views.meetings import meeting_of


def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The calendar file, for all who see the meeting."""
    meeting = meeting_of(request, slug)
    return attachment(calendar_file(meeting), f"{meeting.slug}.ics", CONTENT_TYPE)
