"""The Rakerwil of Korwil DKI Jakarta on 10 September 2021, with the facts as published.

Venue, people, purposes, training and the number present are from the article (`rakerwil_dki_2021.json`).
What it does not tell (rundown, delegates' names, decisions, figures) is made up and says so: «contoh».
"""

import json
import uuid
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from federations.enums import COORDINATOR_OFFICE
from federations.models import Chapter, Person, Region, Unit, User
from workplan.actions import (
    action_items,
    agenda,
    attendance,
    corrections,
    decisions,
    meetings,
    minutes,
    national_inputs,
    participants,
    raised_pledges,
    recommendations,
    record_lines,
    sittings,
)
from workplan.enums import AgendaKind, ParticipantCategory
from workplan.exports.national_inputs import frozen_pdf
from workplan.management.example import answers, dossiers, letters
from workplan.models import AgendaItem, Indicator, Meeting, NationalInput, WorkYear
from workplan.reporting import national_inputs as packages

FOLDER = Path(__file__).resolve().parent
FACTS: dict[str, Any] = json.loads((FOLDER / "rakerwil_dki_2021.json").read_text())
RECOMMENDATIONS: list[dict[str, Any]] = json.loads((FOLDER / "recommendations.json").read_text())
DAY = date.fromisoformat(FACTS["meeting"]["date"])
FULL, FULL_PRESENT = 31, 28
PEOPLE = {person["name"]: person for person in FACTS["people"]}
HOST = "M. Hory"
LOOKED_AT = ("ORG-01", "ORG-05", "DIK-02", "ADV-01")
"""The indicators that the host's own item goes through."""

AGENDA = (
    # kind, title, minutes, fixed time, unit, speaker
    (AgendaKind.OPENING, "Pembukaan oleh Sekretaris Jenderal DEN", 35, time(9), "", "Dedi Hardianto, SH"),
    (AgendaKind.PLENARY, "Pleno I: tata tertib dan pimpinan sidang", 20, None, "", ""),
    (AgendaKind.PLENARY, "Capaian Janji Kinerja 2021", 75, None, "", HOST),
    (AgendaKind.BREAK, "Istirahat dan salat Jumat", 90, time(11, 30), "", ""),
    (AgendaKind.TRAINING, "Training For Organizer", 90, time(13), "IIWE", "Martua Raja Siregar"),
    (AgendaKind.PRESENTATION, "Program 1 juta sarjana bagi buruh", 45, None, "DIKLITBANG", "Alson Naibaho"),
    (AgendaKind.PLENARY, "Pleno II: pengesahan rekomendasi", 45, time(16, 15), "", ""),
    (AgendaKind.CLOSING, "Penutupan", 15, time(17), "", ""),
)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """A moment of that day on Jakarta's clock."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)), Region.objects.get(code="31").zone)


def load(year: WorkYear, users: dict[str, User]) -> Meeting:
    """The whole meeting from invitation to approved minutes, and its Masukan received at Rakornas."""
    secretary, coordinator = users["sekretaris.jakarta"], users["koordinator.jakarta"]
    region = Region.objects.get(code="31")
    facts = FACTS["meeting"]
    meeting = meetings.create(
        year=year,
        region=region,
        title=facts["title"],
        starts_at=at(9),
        venue=facts["venue"],
        city=facts["city"],
        purpose="\n".join(facts["purpose"]),
        by=secretary,
    )
    people = named_people(region)
    items = rundown(meeting, people, secretary)
    seats(meeting, people, region, secretary)
    meetings.invite(meeting, by=secretary, at=at(10, day=date(2021, 8, 27)))
    letters.letterhead(region, "KORWIL-DKI/KSBSI")
    sent = letters.write(meeting, on=date(2021, 8, 27), answers_by=date(2021, 9, 3), by=secretary)
    letters.answer(sent, at(10, day=date(2021, 9, 2)))
    letters.place_matters(meeting, secretary)
    come_in(meeting, secretary)
    meetings.start(meeting, by=secretary, at=at(9))
    meetings.freeze_position(meeting, by=secretary, at=at(9))
    sit(meeting, items, year, secretary)
    meetings.finish(meeting, by=secretary, at=at(17, 10))
    approve(meeting, secretary, coordinator)
    dossiers.file(meeting, at(11, day=date(2021, 9, 20)), secretary)
    send(meeting, year, users)
    return meeting


def named_people(region: Region) -> dict[str, Person]:
    """Those whom the article names, with their offices."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    return {
        name: Person.objects.create(
            name=name,
            office=person["office"],
            organisation=person["body"],
            unit=units.get(person["body"]),
            region=region if name == HOST else None,
        )
        for name, person in PEOPLE.items()
    }


def rundown(meeting: Meeting, people: dict[str, Person], by: User) -> dict[str, AgendaItem]:
    """The agenda; the training with its topic as published."""
    training = FACTS["training"]
    topics = {
        training["title"]: "\n".join(
            (
                training["topic"],
                "Bentuk kerja fleksibel: " + ", ".join(training["flexible_work_forms"]),
                "Langkah perekrutan: " + ", ".join(training["recruitment_steps"]),
                "Kompetensi organiser: " + ", ".join(training["organiser_competences"]),
            )
        )
    }
    looked_at = Indicator.objects.filter(year=meeting.year_id, code__in=LOOKED_AT)
    return {
        title: agenda.add(
            meeting,
            kind=kind,
            title=title,
            minutes_planned=length,
            planned_at=fixed,
            unit=Unit.objects.filter(code=unit).first(),
            speaker=people.get(speaker),
            topic=topics.get(title, ""),
            indicators=looked_at if speaker == HOST else (),
            by=by,
        )
        for kind, title, length, fixed, unit, speaker in AGENDA
    }


def seats(meeting: Meeting, people: dict[str, Person], region: Region, by: User) -> None:
    """Thirty-eight on the list: the five named ones, thirty more delegates, three observers."""
    speakers = {"Martua Raja Siregar", "Alson Naibaho"}
    for name, person in people.items():
        category = ParticipantCategory.SPEAKER if name in speakers else ParticipantCategory.GUEST
        if name == HOST:
            category = ParticipantCategory.FULL
        participants.invite(meeting, person, category=category, by=by)
    chapters = list(region.chapters.exclude(federation__code=COORDINATOR_OFFICE).select_related("federation"))
    for number in range(6, 39):
        chapter = chapters[(number - 6) % len(chapters)]
        person = Person.objects.create(
            name=f"Peserta {number:02d} (contoh)",
            office="Pengurus",
            organisation=str(chapter.federation),
            region=region,
            federation=chapter.federation,
        )
        category = ParticipantCategory.FULL if number < 36 else ParticipantCategory.OBSERVER
        participants.invite(meeting, person, category=category, by=by)


def come_in(meeting: Meeting, by: User) -> None:
    """Thirty-five come, among them 28 of 31 full delegates; three send word that they can't."""
    absent = FULL - FULL_PRESENT
    full = list(meeting.participants.filter(category=ParticipantCategory.FULL).order_by("-number"))
    for participant in full[:absent]:
        participants.decline(participant, by=by, at=at(15, day=date(2021, 9, 6)))
    coming = meeting.participants.exclude(pk__in=[row.pk for row in full[:absent]]).order_by("number")
    for place, participant in enumerate(coming):
        attendance.enter(participant, by=by, at=at(8, 10 + place))


def sit(meeting: Meeting, items: dict[str, AgendaItem], year: WorkYear, by: User) -> None:
    """What happened, item by item."""
    first, second, last = (items[title] for kind, title, *_rest in AGENDA if kind == AgendaKind.PLENARY)
    opening = items["Pembukaan oleh Sekretaris Jenderal DEN"]
    agenda.begin(opening, by=by, at=at(9, 5))
    minutes.write(
        opening,
        text="Rakerwil dibuka oleh Dedi Hardianto, SH, Sekretaris Jenderal DEN KSBSI.",
        version=0,
        by=by,
        at=at(9, 40),
    )
    sittings.open(first, by=by, at=at(9, 46))
    decisions.record(
        meeting, text="Susunan acara dan tata tertib disahkan (contoh).", item=first, by=by, at=at(9, 56)
    )
    sittings.close(first, by=by, at=at(10, 5))
    sittings.open(second, by=by, at=at(10, 26))
    minutes.write(
        second,
        text="Capaian sampai Agustus 2021 dibahas per indikator; semua angka pada contoh ini rekaan.",
        version=0,
        by=by,
        at=at(10, 40),
    )
    host = meeting.participants.get(person__name=HOST)
    record_lines.write(
        meeting,
        kind="note",
        text="Federasi diminta menyampaikan kesanggupan satu per satu (contoh).",
        item=second,
        speaker=host,
        by=by,
        at=at(10, 52),
    )
    propose(meeting, year, by)
    raise_pledges(meeting, by)
    sittings.close(second, by=by, at=at(11, 28))
    training = items["Training For Organizer"]
    agenda.begin(training, by=by, at=at(13))
    minutes.write(
        training,
        text=f"Pemateri IIWE, Martua Raja Siregar: {FACTS['training']['topic']}.",
        version=0,
        by=by,
        at=at(14, 20),
    )
    programme = items["Program 1 juta sarjana bagi buruh"]
    agenda.begin(programme, by=by, at=at(14, 30))
    minutes.write(
        programme,
        text="Alson Naibaho, Ketua DIKLITBANG: kerja sama dengan Yayasan Pundi Nasional Abadi (YAPUNASA).",
        version=0,
        by=by,
        at=at(15, 10),
    )
    sittings.open(last, by=by, at=at(16, 15))
    adopt(meeting, by)
    promise(meeting, last, by)
    sittings.close(last, by=by, at=at(16, 58))


def propose(meeting: Meeting, year: WorkYear, by: User) -> None:
    """Four recommendations from the figures furthest behind."""
    region = Region.objects.get(code="31")
    chapters = {chapter.federation.code: chapter for chapter in region.chapters.select_related("federation")}
    indicators = {indicator.code: indicator for indicator in Indicator.objects.filter(year=year)}
    for place, words in enumerate(RECOMMENDATIONS):
        recommendations.propose(
            meeting,
            title=words["title"],
            text=words["text"],
            kind=words["kind"],
            addressee=words["addressee"],
            indicators=[indicators[code] for code in words["indicators"]],
            raised_by=[chapters[code] for code in words["raised_by"]],
            due_on=date(2021, 12, 31),
            by=by,
            at=at(10, 37 + 5 * place),
        )


def raise_pledges(meeting: Meeting, by: User) -> None:
    """Three leaders add to the newly recruited members; one said it by mistake."""
    indicator = Indicator.objects.get(year=meeting.year, code="ORG-01")
    chapters: dict[int | None, Chapter] = {
        chapter.federation_id: chapter for chapter in Chapter.objects.filter(region__code="31")
    }
    full = meeting.participants.filter(category=ParticipantCategory.FULL, stays__isnull=False)
    speakers = [row for row in full.order_by("number") if row.person.federation_id in chapters][:3]
    said = [
        raised_pledges.say(
            meeting,
            indicator=indicator,
            chapter=chapters[speaker.person.federation_id],
            participant=speaker,
            amount=Decimal(amount),
            by=by,
            at=at(11, 5 + 3 * place),
        )
        for place, (speaker, amount) in enumerate(zip(speakers, (40, 25, 60), strict=True))
    ]
    raised_pledges.take_back(said[-1], by=by, at=at(11, 14))


def adopt(meeting: Meeting, by: User) -> None:
    """Two by consensus, one as amended, one not agreed."""
    first, second, third, fourth = meeting.recommendations.order_by("number")
    for place, recommendation in enumerate((first, second, third, fourth)):
        recommendations.table(recommendation, by=by, at=at(16, 20 + place))
    recommendations.adopt(first, by=by, at=at(16, 30))
    recommendations.adopt_amended(
        second,
        title=second.title,
        text=second.text.replace("membuka pendaftaran", "bersama Korwil membuka pendaftaran"),
        by=by,
        at=at(16, 36),
    )
    recommendations.adopt(third, by=by, at=at(16, 42))
    recommendations.reject(
        fourth, reason="Federasi meminta pembahasan di tingkat DEN lebih dulu (contoh).", by=by, at=at(16, 47)
    )


def promise(meeting: Meeting, item: AgendaItem, by: User) -> None:
    """Who does what by when; one of them is done."""
    chapters = Chapter.objects.filter(region__code="31")
    lomenik, fkui = chapters.get(federation__code="LOMENIK"), chapters.get(federation__code="FKUI")
    done = action_items.promise(
        meeting,
        text="Daftar kontak poin kawasan Pulogadung (contoh)",
        owner=lomenik,
        due_on=date(2021, 9, 30),
        item=item,
        by=by,
        at=at(16, 50),
    )
    action_items.report_done(
        done, report="Empat kontak poin terbentuk (contoh).", by=by, at=at(9, day=date(2021, 9, 28))
    )
    action_items.confirm_done(done, by=by, at=at(9, day=date(2021, 9, 29)))
    cancelled = action_items.promise(
        meeting,
        text="Pendataan buruh kemitraan (contoh)",
        owner=fkui,
        due_on=date(2021, 10, 31),
        item=item,
        by=by,
        at=at(16, 54),
    )
    action_items.cancel(
        cancelled, reason="Digabung dengan pendataan DEN (contoh).", by=by, at=at(9, day=date(2021, 10, 20))
    )


def approve(meeting: Meeting, secretary: User, coordinator: User) -> None:
    """Circulated the same week, signed by two."""
    record = minutes.of(meeting)
    minutes.circulate(record, by=secretary, at=at(9, day=date(2021, 9, 13)))
    asked = corrections.propose(
        record,
        meeting.agenda.filter(kind=AgendaKind.PLENARY).earliest("position"),
        text="Jumlah peserta yang hadir mohon ditulis 35 orang (contoh).",
        token=uuid.UUID(int=2021),
        by=coordinator,
        at=at(15, day=date(2021, 9, 14)),
    )
    word = "Sudah ditulis (contoh)."
    corrections.answer(asked, "accept", word=word, by=secretary, at=at(9, day=date(2021, 9, 15)))
    minutes.approve(record, signer="secretary", by=secretary, at=at(9, day=date(2021, 9, 20)))
    minutes.approve(record, signer="chair", by=coordinator, at=at(10, day=date(2021, 9, 20)))
    meeting.refresh_from_db()


def send(meeting: Meeting, year: WorkYear, users: dict[str, User]) -> None:
    """The Masukan: submitted on 15 October, received before the Rakornas of 28 October."""
    package = NationalInput.objects.create(
        region=Region.objects.get(code="31"),
        year=year,
        meeting=meeting,
        as_of=date(2021, 8, 1),
        foreword="Rakerwil DKI Jakarta menyampaikan desain pencapaian Janji Kinerja 2021 bagi Rakornas.",
        remarks="Semua angka dalam contoh ini rekaan; hanya tempat, nama, dan acara yang nyata.",
    )
    moment = at(14, day=date(2021, 10, 15))
    submit(package, users["koordinator.jakarta"], moment)
    national_inputs.receive(package, by=users["den"], at=at(9, day=date(2021, 10, 18)))
    answers.give(meeting, users["den"])


def submit(package: NationalInput, by: User, moment: datetime) -> None:
    """Freeze a package with its PDF, as the page does."""
    content = packages.content(package, submitted_at=moment)
    national_inputs.submit(package, package=content, pdf=frozen_pdf(content), by=by, at=moment)
