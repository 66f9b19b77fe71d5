"""The current year's agreements, meetings and packages: regions at different stages."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from federations.enums import COORDINATOR_OFFICE, Sex
from federations.models import Chapter, Person, Region, Unit, User
from workplan.actions import (
    action_items,
    agenda,
    agreements,
    attendance,
    commissions,
    decisions,
    doors,
    invitations,
    meetings,
    minutes,
    national_inputs,
    participants,
    pledges,
    recommendations,
    record_lines,
    sittings,
    targets,
)
from workplan.enums import (
    Addressee,
    AgendaKind,
    ParticipantCategory,
    ParticipantState,
    RecommendationKind,
    RevisionReason,
)
from workplan.management.example import letters, plans, support
from workplan.management.example.figures import Example
from workplan.management.example.published import submit
from workplan.management.example.years import REGIONS, place
from workplan.models import AgendaItem, Agreement, Indicator, Meeting, Recommendation, WorkYear
from workplan.reporting import national_inputs as packages
from workplan.reporting.recommendations import lowered

DELEGATES = 12
"""Full delegates of an example Rakerwil; eleven of them come."""


def load(year: WorkYear, users: dict[str, User]) -> None:
    """Each region as far as it has come."""
    promise(year, users)
    support.load(year)
    plans.load(year, users)
    jakarta = held(year, "31", 40, users["sekretaris.jakarta"])
    minutes.circulate(minutes.of(jakarta), by=users["sekretaris.jakarta"])
    national_inputs.prepare(Region.objects.get(code="31"), year, by=users["sekretaris.jakarta"])
    for region, days in (("jabar", 60), ("jatim", 75), ("banten", 50)):
        meeting = held(year, CODES[region], days, users[f"sekretaris.{region}"])
        sign(meeting, users[f"sekretaris.{region}"], users[f"koordinator.{region}"])
        send(meeting, year, users[f"koordinator.{region}"])
    den = users["den"]
    national_inputs.receive(packages.latest(Region.objects.get(code="35"), year), by=den)
    following = national_inputs.send_back(
        packages.latest(Region.objects.get(code="36"), year),
        by=den,
        reason="Mohon lengkapi hambatan di Cilegon dan rencana NIKEUBA (contoh).",
    )
    national_inputs.edit(
        following,
        seen=following.edit_version,
        meeting=following.meeting,
        as_of=following.as_of,
        foreword=following.foreword,
        remarks="Hambatan utama: data kerja fleksibel di Cilegon belum lengkap, NIKEUBA mendata (contoh).",
        by=users["sekretaris.banten"],
    )
    running(year, users["koordinator.sulsel"])
    coming(year, "12", 14, users["koordinator.sumut"], is_invited=True)
    coming(year, "64", 30, users["koordinator.kaltim"], is_invited=False)


CODES = {"jabar": "32", "jatim": "35", "banten": "36"}


def promise(year: WorkYear, users: dict[str, User]) -> None:
    """One agreement proposed, one in draft, one under revision."""
    for code, mailbox in (("64", "koordinator.kaltim"), ("73", "koordinator.sulsel")):
        region = Region.objects.get(code=code)
        example = Example(place(code, year.year, *REGIONS[code]), year.year)
        indicators = {indicator.code: indicator for indicator in Indicator.objects.filter(year=year)}
        lines = [
            targets.Line(
                indicators[row["indicator"]],
                Decimal(row["value"]),
                Decimal(row["baseline"]) if row["baseline"] else None,
            )
            for row in example.targets()
        ]
        targets.save_lines(year, region, 0, lines, by=users[mailbox])
        _pledge(example, region, indicators, users[mailbox])
    agreements.propose(
        Agreement.objects.get(year=year, region__code="64"),
        gap_reason="Dua federasi baru menghitung kembali kemampuannya (contoh).",
        by=users["koordinator.kaltim"],
    )
    _revise(Agreement.objects.get(year=year, region__code="12"), by=users["den"])


def _revise(agreement: Agreement, *, by: User) -> None:
    """Opened, and one target of it lowered from the first month that is not judged yet."""
    agreements.revise(agreement, reason="Dua perusahaan besar tutup pada semester pertama (contoh).", by=by)
    agreed = agreement.targets.agreed().select_related("indicator").get(indicator__code="ORG-01")
    line = targets.Line(
        agreed.indicator,
        Decimal(int(agreed.value * 9 / 10)),
        effective_month=targets.revision_months(agreement.year, "")[0],
        reason=RevisionReason.STRUCTURE,
        reason_note="Dua pabrik dengan 300 anggota tutup (contoh).",
        letter_number=f"021/DEN/KSBSI/{agreement.year.year}",
    )
    targets.save_lines(agreement.year, agreement.region, agreement.version, [line], by=by)


def _pledge(example: Example, region: Region, indicators: dict[str, Indicator], by: User) -> None:
    chapters = {
        (chapter.federation.code, chapter.district.code if chapter.district else ""): chapter
        for chapter in region.chapters.select_related("federation", "district")
    }
    for row in example.pledges():
        pledges.record(
            None,
            chapters[row["federation"], row["district_code"]],
            indicators[row["indicator"]],
            indicators[row["indicator"]].year.first_month,
            Decimal(row["value"]),
            by=by,
        )


def convene(year: WorkYear, code: str, days: int, by: User) -> Meeting:
    """A Rakerwil with its agenda and list, so many days from today (negative: ago)."""
    region = Region.objects.get(code=code)
    day = timezone.localdate(timezone=region.zone) + timedelta(days=days)
    meeting = meetings.create(
        year=year,
        region=region,
        title=f"Rapat Kerja Wilayah {year} Korwil {region.name} (contoh)",
        starts_at=timezone.make_aware(datetime.combine(day, time(9)), region.zone),
        venue="Aula Korwil (contoh)",
        city=region.capital,
        purpose=f"Membahas capaian Janji Kinerja {year} dan menyusun masukan Rakornas.",
        by=by,
    )
    for kind, title, length in (
        (AgendaKind.OPENING, "Pembukaan", 30),
        (AgendaKind.PLENARY, "Pleno I: capaian Janji Kinerja", 90),
        (AgendaKind.COMMISSION, "Sidang komisi pengorganisasian", 60),
        (AgendaKind.PLENARY, "Pleno II: pengesahan rekomendasi", 60),
        (AgendaKind.CLOSING, "Penutupan", 15),
    ):
        unit = Unit.objects.get(code="IIWE") if kind == AgendaKind.COMMISSION and code == "31" else None
        agenda.add(meeting, kind=kind, title=title, minutes_planned=length, unit=unit, by=by)
    chapters = list(region.chapters.exclude(federation__code=COORDINATOR_OFFICE).select_related("federation"))
    for number in range(1, DELEGATES + 3):
        chapter = chapters[number % len(chapters)]
        person = Person.objects.create(
            name=f"Peserta {code}-{number:02d} (contoh)",
            office="Pengurus",
            organisation=str(chapter.federation),
            sex=Sex.WOMAN if number % 3 == 0 else Sex.MAN,
            region=region,
            federation=chapter.federation,
        )
        category = ParticipantCategory.FULL if number <= DELEGATES else ParticipantCategory.OBSERVER
        participants.invite(meeting, person, category=category, by=by)
    return meeting


def moment(meeting: Meeting, minutes_later: int) -> datetime:
    """So many minutes after the meeting's planned start."""
    return meeting.starts_at + timedelta(minutes=minutes_later)


def opened(meeting: Meeting, by: User) -> None:
    """Invited, answered, come in, begun; observers with their code at the door."""
    meetings.invite(meeting, by=by, at=moment(meeting, -20 * 24 * 60))
    *coming, last = meeting.participants.order_by("number")
    participants.decline(last, by=by, at=moment(meeting, -3 * 24 * 60))
    hall = meeting.agenda.earliest("position")
    for place_in_line, participant in enumerate(coming):
        at = moment(meeting, place_in_line - 20)
        if participant.category == ParticipantCategory.OBSERVER:
            doors.check_in(hall, doors.personal_code(participant), at=at)
        else:
            attendance.enter(participant, by=by, at=at)
    meetings.start(meeting, by=by, at=moment(meeting, 0))


def held(year: WorkYear, code: str, days_ago: int, by: User) -> Meeting:
    """A Rakerwil from beginning to end, with decisions, recommendations in several states, and actions."""
    meeting = convene(year, code, -days_ago, by)
    opened(meeting, by)
    meetings.freeze_position(meeting, by=by, at=moment(meeting, 1))
    opening, first, commission, second, closing = meeting.agenda.order_by("position")
    agenda.begin(opening, by=by, at=moment(meeting, 2))
    sittings.open(first, by=by, at=moment(meeting, 35))
    decisions.record(
        meeting, text="Tata tertib disahkan (contoh).", item=first, by=by, at=moment(meeting, 40)
    )
    minutes.write(
        first, text="Capaian per indikator dibahas (contoh).", version=0, by=by, at=moment(meeting, 60)
    )
    sittings.close(first, by=by, at=moment(meeting, 120))
    sittings.open(commission, by=by, at=moment(meeting, 125))
    rows = [_recommend(meeting, year, "ORG-07", by, commission)]
    rows += [_recommend(meeting, year, code, by) for code in ("DIK-04", "ORG-01", "GEN-01")]
    sit(commission, by, at=moment(meeting, 140))
    sittings.close(commission, by=by, at=moment(meeting, 180))
    sittings.open(second, by=by, at=moment(meeting, 185))
    commissions.present(commission, by=by, at=moment(meeting, 188))
    for row in rows[1:]:
        recommendations.table(row, by=by, at=moment(meeting, 190))
    recommendations.adopt(rows[0], by=by, at=moment(meeting, 200))
    recommendations.adopt(rows[1], by=by, at=moment(meeting, 205))
    recommendations.defer(rows[2], reason="Menunggu data Oktober (contoh).", by=by, at=moment(meeting, 210))
    recommendations.withdraw(
        rows[3], reason="Sudah masuk program K2N (contoh).", by=by, at=moment(meeting, 212)
    )
    _act(meeting, second, by)
    sittings.close(second, by=by, at=moment(meeting, 240))
    agenda.begin(closing, by=by, at=moment(meeting, 242))
    meetings.finish(meeting, by=by, at=moment(meeting, 255))
    meeting.refresh_from_db()
    return meeting


def sit(commission: AgendaItem, by: User, at: datetime) -> None:
    """A commission at work: members with chair and secretary, points, its report handed in."""
    chair, secretary, *others = commission.meeting.participants.exclude(
        state=ParticipantState.DECLINED
    ).order_by("number")[:6]
    commissions.seat(commission, others, chair=chair, secretary=secretary, by=by)
    points = "Kontak poin dibentuk di tiap kawasan (contoh).\nTiap federasi menunjuk dua organiser (contoh)."
    minutes.write(commission, text=points, version=0, by=by, at=at)
    commissions.hand_in(commission, by=by, at=at + timedelta(minutes=30))


def _recommend(
    meeting: Meeting,
    year: WorkYear,
    code: str,
    by: User,
    commission: AgendaItem | None = None,
    *,
    minutes_later: int = 130,
) -> Recommendation:
    indicator = Indicator.objects.get(year=year, code=code)
    chapter = (
        Chapter.objects.filter(region=meeting.region).exclude(federation__code=COORDINATOR_OFFICE).first()
    )
    return recommendations.propose(
        meeting,
        title=f"Mengejar {lowered(indicator.name_id)}",
        text=f"Rakerwil merekomendasikan langkah bersama untuk {lowered(indicator.name_id)} (contoh).",
        kind=RecommendationKind.ORGANISING,
        addressee=Addressee.DEN,
        indicators=[indicator],
        raised_by=[chapter] if chapter else [],
        due_on=date(year.year, 12, 31),
        commission=commission,
        by=by,
        at=moment(meeting, minutes_later),
    )


def _act(meeting: Meeting, item: AgendaItem, by: User) -> None:
    """An action reported done, one overdue, one to come."""
    first, second = Chapter.objects.filter(region=meeting.region).exclude(
        federation__code=COORDINATOR_OFFICE
    )[:2]
    day = meeting.day
    texts = (
        ("Daftar perusahaan tanpa PK (contoh)", first, 14),
        ("Jadwal pelatihan organiser (contoh)", second, 30),
        ("Rekap kerja fleksibel per kawasan (contoh)", first, 120),
    )
    rows = [
        action_items.promise(
            meeting,
            text=text,
            owner=owner,
            due_on=day + timedelta(days=days),
            item=item,
            by=by,
            at=moment(meeting, 220),
        )
        for text, owner, days in texts
    ]
    if item.meeting.agenda.filter(unit__code="IIWE").exists():
        action_items.promise(
            meeting,
            text="Modul pelatihan organiser untuk kerja fleksibel (contoh)",
            owner=Unit.objects.get(code="IIWE"),
            due_on=day + timedelta(days=60),
            item=item,
            by=by,
            at=moment(meeting, 225),
        )
    action_items.report_done(rows[0], report="Daftar 14 perusahaan diserahkan (contoh).", by=by)


def sign(meeting: Meeting, secretary: User, coordinator: User) -> None:
    """Minutes circulated and approved by two."""
    record = minutes.of(meeting)
    minutes.circulate(record, by=secretary, at=moment(meeting, 2 * 24 * 60))
    minutes.approve(record, signer="secretary", by=secretary, at=moment(meeting, 9 * 24 * 60))
    minutes.approve(record, signer="chair", by=coordinator, at=moment(meeting, 9 * 24 * 60 + 30))
    meeting.refresh_from_db()


def send(meeting: Meeting, year: WorkYear, by: User) -> None:
    """The region's package, submitted."""
    region = Region.objects.get(meetings=meeting)
    package = national_inputs.prepare(region, year, by=by)
    package.foreword = f"Korwil {region.name} menyampaikan masukan Rakornas {year} (contoh)."
    package.remarks = "Hambatan utama: data kerja fleksibel belum lengkap (contoh)."
    package.save(update_fields=["foreword", "remarks"])
    submit(package, by, timezone.now())


def running(year: WorkYear, by: User) -> None:
    """A Rakerwil that goes on right now: a sitting is open, recommendations wait for the hall."""
    meeting = convene(year, "73", 0, by)
    meeting.starts_at = timezone.now() - timedelta(minutes=70)
    meeting.save(update_fields=["starts_at"])
    opened(meeting, by)
    opening, first, *_rest = meeting.agenda.order_by("position")
    agenda.begin(opening, by=by, at=moment(meeting, 2))
    sittings.open(first, by=by, at=moment(meeting, 32))
    row = _recommend(meeting, year, "DIK-02", by, minutes_later=40)
    recommendations.table(row, by=by, at=moment(meeting, 42))
    _recommend(meeting, year, "PKB-01", by, minutes_later=50)
    speaker = meeting.participants.earliest("number")
    for kind, text, minutes_later in (
        ("note", "Target anggota baru perlu dibagi per kawasan (contoh).", 38),
        ("action", "Daftar perusahaan tanpa kontak poin disusun (contoh).", 44),
    ):
        record_lines.write(
            meeting, kind=kind, text=text, speaker=speaker, by=by, at=moment(meeting, minutes_later)
        )
    sittings.suspend(first, by=by, at=moment(meeting, 60))


def coming(year: WorkYear, code: str, days: int, by: User, *, is_invited: bool) -> None:
    """A Rakerwil that is still ahead."""
    meeting = convene(year, code, days, by)
    letters.place_matters(meeting, by)
    if not is_invited:
        invitations.prepare(meeting, by=by)
    else:
        letters.letterhead(Region.objects.get(code=code), "KORWIL-SUMUT/KSBSI")
        meetings.invite(meeting, by=by)
        today = timezone.localdate(timezone=meeting.zone)
        sent = letters.write(meeting, on=today, answers_by=today + timedelta(days=7), by=by)
        letters.answer(sent[:2], timezone.now())
        for participant in meeting.participants.order_by("number")[:4]:
            participants.confirm(participant, by=by)
