"""A meeting as a calendar file: what everybody may know of it, and no name of a person."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from rakerwil.mail import link
from workplan.models import Meeting
from workplan.reporting.timetables import Entry, timetable

CONTENT_TYPE = "text/calendar; charset=utf-8"
SHORTEST = timedelta(hours=1)
"""Of a meeting without a rundown."""


def ends_at(meeting: Meeting) -> datetime:
    """When it ends by its rundown; one statement."""
    begins = timezone.localtime(meeting.starts_at, meeting.zone)
    slots = timetable(begins, map(Entry.of, meeting.agenda.order_by("position")), begins)
    return max((slot.ends_at for slot in slots), default=begins + SHORTEST)


def calendar(meeting: Meeting) -> bytes:
    """One event in the meeting's own time zone; a later file of the same meeting takes its place."""
    event = Event()
    event.add("uid", f"{meeting.token}@{settings.SITE_URL.partition('://')[2].partition('/')[0]}")
    event.add("summary", meeting.title)
    event.add("dtstart", timezone.localtime(meeting.starts_at, meeting.zone))
    event.add("dtend", ends_at(meeting))
    event.add("dtstamp", timezone.now())
    event.add("sequence", meeting.version - 1)
    event.add("location", f"{meeting.venue}, {meeting.city}")
    event.add("url", link(meeting.get_absolute_url()))
    made = Calendar()
    made.add("prodid", f"-//{settings.CONFEDERATION['short_name']}//Rakerwil//ID")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add_component(event)
    made.add_missing_timezones()
    content: bytes = made.to_ical()
    return content
