"""Who signs in to the example: one person per role, and coordinators of regions at different stages."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from federations.actions import people, personal_tokens
from federations.enums import ConsentWay, Office, Role, TokenScope
from federations.models import Chapter, Federation, Membership, Person, Region, Tenure, Unit, User
from workplan.actions import people as contacts

DOMAIN = "rakerwil.example"
PASSWORD = "contoh-janji-kinerja"  # noqa: S105 - of the example only, which `make run` loads and prints


@dataclass(frozen=True)
class Example:
    """One sign-in: address before the @, name on record, role, and the code of its place."""

    mailbox: str
    name: str
    role: str
    place: str = ""


PEOPLE = (
    Example("den", "Admin DEN (contoh)", Role.ADMIN),
    Example("den2", "Admin DEN kedua (contoh)", Role.ADMIN),
    Example("pengamat", "Pengamat DEN (contoh)", Role.OBSERVER),
    Example("auditor", "Auditor (contoh)", Role.AUDITOR),
    Example("koordinator.jakarta", "Koordinator DKI Jakarta (contoh)", Role.COORDINATOR, "31"),
    Example("sekretaris.jakarta", "Sekretaris DKI Jakarta (contoh)", Role.SECRETARY, "31"),
    Example("kamiparho.jakarta", "Perwakilan KAMIPARHO (contoh)", Role.REPRESENTATIVE, "31/KAMIPARHO"),
    Example("garteks.jakarta", "Perwakilan GARTEKS (contoh)", Role.REPRESENTATIVE, "31/GARTEKS"),
    Example("lomenik.jakarta", "Perwakilan LOMENIK (contoh)", Role.REPRESENTATIVE, "31/LOMENIK"),
    Example("garteks", "Kantor Federasi GARTEKS (contoh)", Role.FEDERATION_OFFICE, "GARTEKS"),
    Example("iiwe", "Pejabat IIWE (contoh)", Role.UNIT_OFFICER, "IIWE"),
    Example("koordinator.sumut", "Koordinator Sumatera Utara (contoh)", Role.COORDINATOR, "12"),
    Example("koordinator.jabar", "Koordinator Jawa Barat (contoh)", Role.COORDINATOR, "32"),
    Example("sekretaris.jabar", "Sekretaris Jawa Barat (contoh)", Role.SECRETARY, "32"),
    Example(
        "garteks.bekasi", "Perwakilan GARTEKS Kab. Bekasi (contoh)", Role.REPRESENTATIVE, "32/GARTEKS-32.16"
    ),
    Example("koordinator.jatim", "Koordinator Jawa Timur (contoh)", Role.COORDINATOR, "35"),
    Example("sekretaris.jatim", "Sekretaris Jawa Timur (contoh)", Role.SECRETARY, "35"),
    Example("koordinator.banten", "Koordinator Banten (contoh)", Role.COORDINATOR, "36"),
    Example("sekretaris.banten", "Sekretaris Banten (contoh)", Role.SECRETARY, "36"),
    Example("koordinator.kaltim", "Koordinator Kalimantan Timur (contoh)", Role.COORDINATOR, "64"),
    Example("fkui.kaltim", "Perwakilan FKUI Kaltim (contoh)", Role.REPRESENTATIVE, "64/FKUI"),
    Example("koordinator.sulsel", "Koordinator Sulawesi Selatan (contoh)", Role.COORDINATOR, "73"),
    Example("fkui.sulsel", "Perwakilan FKUI Sulsel (contoh)", Role.REPRESENTATIVE, "73/FKUI"),
    Example("koordinator.maluku", "Koordinator Maluku (contoh)", Role.COORDINATOR, "81"),
)

OFFICES = {
    Role.COORDINATOR: Office.COORDINATOR,
    Role.SECRETARY: Office.SECRETARY,
    Role.REPRESENTATIVE: Office.CHAIR,
    Role.UNIT_OFFICER: Office.HEAD,
}
"""Which office goes with which role."""
FORMER = "Koordinator lama DKI Jakarta (contoh)"


def load() -> dict[str, User]:
    """Write people, accounts and roles; the users by mailbox."""
    password = make_password(PASSWORD)
    return {example.mailbox: _user(example, password) for example in PEOPLE}


def make_tokens(users: dict[str, User]) -> None:
    """A coordinator's program reads along; one that was lost is revoked. Nobody knows their secrets."""
    coordinator = users["koordinator.jakarta"]
    last = timezone.localdate() + timedelta(days=365)
    tokens = [
        personal_tokens.issue(coordinator, name=name, scope=TokenScope.FIGURES, expires_on=last)[0]
        for name in ("Laptop lama (contoh)", "Lembar kerja bulanan (contoh)")
    ]
    personal_tokens.revoke(tokens[0], by=coordinator)


def look_back(users: dict[str, User]) -> None:
    """Jakarta's coordinator before; the national office had a contact shown."""
    jakarta = Region.objects.get(code="31")
    former = Person.objects.create(name=FORMER, region=jakarta)
    for office, begins, ends in (
        (Office.TREASURER, "2011-08-01", "2015-07-31"),
        (Office.COORDINATOR, "2015-08-01", "2019-07-31"),
    ):
        Tenure.objects.create(
            person=former,
            office=office,
            title=str(office.label),
            region=jakarta,
            from_on=begins,
            until_on=ends,
        )
    representative = users["kamiparho.jakarta"].person
    if representative is not None:
        contacts.reveal(representative, reason="Undangan Rakerwil (contoh)", by=users["den"])


def _user(example: Example, password: str) -> User:
    place = _place(example)
    chapter, unit = place.get("chapter"), place.get("unit")
    email = f"{example.mailbox}@{DOMAIN}"
    person = Person.objects.create(
        name=example.name,
        office="" if example.role in OFFICES else str(Role(example.role).label),
        organisation=str(next(iter(place.values()), "")),
        email=email,
        region=place.get("region") or (chapter.region if chapter else None),
        federation=place.get("federation") or (chapter.federation if chapter else None),
        unit=unit,
    )
    user = User.objects.create(email=email, password=password, person=person)
    Membership.objects.create(user=user, role=example.role, from_on="2021-01-01", **place)
    people.consent(person, people.Agreed(ConsentWay.SELF), by=user)
    if example.role in OFFICES:
        _office(person, example.role, place)
    return user


def _office(person: Person, role: str, place: dict[str, Any]) -> None:
    """The office that goes with a role, held since the congress."""
    office = OFFICES[Role(role)]
    title = f"{office.label} {place['unit'].code}" if "unit" in place else str(office.label)
    Tenure.objects.create(person=person, office=office, title=title, from_on="2019-08-01", **place)


def _place(example: Example) -> dict[str, Any]:
    """The scope that the role is held in."""
    match example.role:
        case Role.COORDINATOR | Role.SECRETARY:
            return {"region": Region.objects.get(code=example.place)}
        case Role.FEDERATION_OFFICE:
            return {"federation": Federation.objects.get(code=example.place)}
        case Role.UNIT_OFFICER:
            return {"unit": Unit.objects.get(code=example.place)}
        case Role.REPRESENTATIVE:
            region, _slash, code = example.place.partition("/")
            return {"chapter": Chapter.objects.with_code(code).get(region__code=region)}
    return {}


def sign_ins() -> list[tuple[str, str]]:
    """What `demo` prints: role and place, and the address."""
    return [
        (f"{Role(example.role).label} {example.place}".strip(), f"{example.mailbox}@{DOMAIN}")
        for example in PEOPLE
    ]
