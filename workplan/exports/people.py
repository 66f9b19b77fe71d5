"""Everything that is stored about one person, in plain words, for a file of their own."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from federations.models import Person
from rakerwil.wording import NONE, day, moment
from workplan.models import AgendaItem, Transition
from workplan.reporting import people as reporting

Json = dict[str, Any]


def record(person: Person) -> Json:
    """The person's data by headings, as the person reads them; empty fields are left out."""
    account = reporting.account_of(person)
    return {
        _("What this is"): _("Everything that is stored here about one person, as of %(moment)s.")
        % {"moment": moment(timezone.now())},
        _("Card"): _card(person),
        _("Offices"): [
            _told({_("Office"): str(each), _("From"): day(each.from_on), _("Until"): day(each.until_on)})
            for each in person.tenures.with_bodies()
        ],
        _("Consents"): [
            _told(
                {
                    _("Given on"): day(each.given_on),
                    _("How"): each.get_way_display(),
                    _("Text agreed to"): " ".join(str(part) for part in each.text),
                    _("Taken back on"): day(each.withdrawn_on),
                }
            )
            for each in person.consents.all()
        ],
        _("Account"): {}
        if account is None
        else _told(
            {
                _("E-mail address"): account.email,
                _("Account made"): moment(account.date_joined),
                _("Last signed in"): moment(account.last_login),
                _("Roles"): [
                    f"{role}, {day(role.from_on)} – {day(role.until_on)}".rstrip(" –")
                    for role in account.memberships.with_places()
                ],
            }
        ),
        _("Meetings"): _meetings(person),
        _("On the agenda of meetings"): [
            f"{item.meeting}: {item.title}"
            for item in AgendaItem.objects.filter(speaker=person).select_related("meeting__year")
        ],
        _("Steps taken with this account"): []
        if account is None
        else [
            f"{moment(line.at)}: {line.noun.partition('.')[2]} {line.verb}"
            for line in Transition.objects.filter(by=account)
        ],
        _("Who saw the contact"): [
            _told(
                {_("When"): moment(each.at), _("Who"): each.who, _("What"): each.text, _("Why"): each.reason}
            )
            for each in reporting.log_of(person)
        ],
        _("Earlier versions of the card"): [
            _told({_("Since"): moment(past.history_date), **_card(past)}) for past in person.history.all()
        ],
    }


def _card(row: Any) -> Json:
    return _told(
        {
            _("Name"): row.name,
            _("Sex"): row.get_sex_display(),
            _("Office held"): row.office,
            _("Organisation"): row.organisation,
            _("Region"): str(row.region or ""),
            _("Federation"): str(row.federation or ""),
            pgettext("UPT", "Unit"): str(row.unit or ""),
            _("Phone"): row.phone,
            _("E-mail address"): row.email,
        }
    )


def _meetings(person: Person) -> list[Json]:
    rows = person.participations.select_related("meeting__year", "meeting__region").prefetch_related("stays")
    return [
        _told(
            {
                _("Meeting"): str(row.meeting),
                _("Day"): day(timezone.localdate(row.meeting.starts_at, row.meeting.zone)),
                _("Took part as"): row.get_category_display(),
                _("Office then"): row.office,
                _("Answer"): row.get_state_display(),
                _("In the room"): [
                    f"{moment(stay.entered_at, row.meeting.zone)} – {moment(stay.left_at, row.meeting.zone)}"
                    for stay in row.stays.all()
                ],
            }
        )
        for row in rows.order_by("meeting__starts_at")
    ]


def _told(values: Json) -> Json:
    """Without what is empty."""
    return {label: value for label, value in values.items() if value not in ("", None, [], NONE)}
