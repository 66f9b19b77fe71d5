"""Who they are."""

from federations.models.chapter import Chapter
from federations.models.consent import Consent
from federations.models.federation import Federation
from federations.models.letterhead import Letterhead
from federations.models.mail_choices import MailChoices
from federations.models.membership import Membership
from federations.models.person import Person
from federations.models.personal_token import PersonalToken
from federations.models.region import District, Region
from federations.models.tenure import Tenure
from federations.models.unit import Unit
from federations.models.user import User, signed_in

__all__ = [
    "Chapter",
    "Consent",
    "District",
    "Federation",
    "Letterhead",
    "MailChoices",
    "Membership",
    "Person",
    "PersonalToken",
    "Region",
    "Tenure",
    "Unit",
    "User",
    "signed_in",
]
