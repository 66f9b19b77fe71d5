"""The Rakerwil in Depok on 10 September 2021, played through from invitation to approved minutes.

Three screens: the secretary's laptop, the coordinator's phone, the hall's projector. What the article tells
(`rakerwil_dki_2021.json`) is typed in and compared with what the papers say in the end; the rest is made up.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import docx
import icalendar
from playwright.sync_api import BrowserContext, expect

from tests.journeys import depok
from tests.journeys.depok import MEETING, TRAINING, Screen

JAKARTA = ZoneInfo("Asia/Jakarta")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Story:
    """Whose screens there are, and what the clock of the site says."""

    address: str
    set_clock: Callable[[datetime], None]
    enter: Callable[..., BrowserContext]
    slug: str = ""

    def it_is(self, day: int, clock: str, month: int = 9) -> None:
        hour, minute = map(int, clock.split("."))
        self.set_clock(datetime(2021, month, day, hour, minute, tzinfo=JAKARTA))

    def screen(self, mailbox: str, **options: Any) -> Screen:
        return Screen(self.enter(self.address, mailbox, **options).new_page(), self.slug)


def test_the_depok_meeting_writes_its_own_record(own_day, person):
    address, set_clock = own_day
    story = Story(address, set_clock, person)

    laptop, letters = the_meeting_is_called(story)
    calendar = the_letters_are_answered(story, letters)
    phone = story.screen("koordinator.jakarta", width=360, has_touch=True, is_mobile=True)
    projector = story.screen("sekretaris.jakarta", viewport={"width": 1920, "height": 1080})
    thirty_five_come_in(story, laptop, phone, projector)
    recommendation, title = the_morning(story, laptop, phone, projector)
    the_afternoon(story, laptop, phone, recommendation)
    the_minutes_are_approved(story, laptop, phone)
    record = depok.pdf_text(laptop.downloads("dokumen/berita-acara.pdf"))
    word = docx_text(laptop.downloads("dokumen/berita-acara.docx"))
    minutes = depok.pdf_text(laptop.downloads("dokumen/notulen.pdf"))

    for fact in (*published_facts(), *what_was_decided(title)):
        assert record.count(fact) >= 1, fact
        assert word.count(fact) >= 1, fact
    assert [minutes.count(text) for text in (depok.SAID, depok.ASKED, depok.DECIDED, depok.CORRECTED)] == [
        1,
        1,
        1,
        1,
    ]
    event = calendar.events[0]
    assert (event["summary"], event["location"]) == (MEETING["title"], "Hotel Bumi Wiyata, Depok")
    assert event.start == datetime(2021, 9, 10, 9, tzinfo=JAKARTA)
    assert event.end == datetime(2021, 9, 10, 16, tzinfo=JAKARTA)


# the chapters


def the_meeting_is_called(story: Story) -> tuple[Screen, dict[str, str]]:
    """With its people, its rundown and its letters; gives the secretary's laptop and the letters' links."""
    story.it_is(31, "10.00", month=8)
    depok.the_national_office_opens_the_year_again(story.screen("den"))
    laptop = story.screen("sekretaris.jakarta")
    depok.the_secretary_calls_the_meeting(laptop)
    story.slug = laptop.slug
    depok.the_host_is_put_on_the_list(laptop)
    depok.the_rundown_is_put_together(laptop)
    return laptop, depok.the_letters_are_issued(laptop)


def the_letters_are_answered(story: Story, letters: dict[str, str]) -> icalendar.Calendar:
    """The guests first: they are numbers 2 to 5 of the list, the delegates 6 to 35."""
    story.it_is(2, "14.00")
    outside = story.screen("", width=360).page
    for name, _kind, unit in depok.GUESTS:
        depok.an_organisation_answers(outside, letters.pop(unit or depok.addressee(name)), [name])
    for federation, link in letters.items():
        depok.an_organisation_answers(outside, link, depok.delegates_of(federation))
    return depok.the_meeting_goes_into_a_calendar(outside)


def thirty_five_come_in(story: Story, laptop: Screen, phone: Screen, projector: Screen) -> None:
    """Five by tick, one by the code at the door, 27 by the signed sheet, one late, one uninvited."""
    story.it_is(10, "08.30")
    depok.the_named_people_are_ticked(phone)
    depok.somebody_comes_in_with_the_code_at_the_door(laptop, story.screen("", width=360).page, number=6)
    story.it_is(10, "09.00")
    depok.the_meeting_begins(phone)
    projector.opens("layar/")
    depok.the_signed_sheet_is_ticked_off(laptop)
    story.it_is(10, "09.05")
    depok.goes_on(phone, "Mulai", depok.OPENING)
    expect(depok.heading(projector)).to_have_text(depok.OPENING)
    story.it_is(10, "09.30")
    depok.one_comes_late_and_one_uninvited(phone, laptop)


def the_morning(story: Story, laptop: Screen, phone: Screen, projector: Screen) -> tuple[str, str]:
    """Figures, a dead network, a recommendation, pledges; gives the recommendation's address and title."""
    story.it_is(10, "09.45")
    depok.ends(phone, "Akhiri")
    depok.goes_on(phone, "Buka", depok.LOOK)
    expect(depok.heading(projector)).to_contain_text(depok.FIGURE)
    expect(projector.page.locator(".hall-where")).to_contain_text(depok.LOOK)
    expect(projector.page.locator(".hall-foot")).to_contain_text("Kuorum tercapai, 30 dari 31")
    story.it_is(10, "10.20")
    depok.the_network_dies_while_two_are_writing(laptop, phone)
    recommendation = depok.a_gap_becomes_a_recommendation(phone)
    depok.the_leaders_raise_their_pledges(laptop, projector)
    story.it_is(10, "11.20")
    phone.opens()
    depok.ends(phone, depok.CLOSE)
    story.it_is(10, "11.30")
    depok.goes_on(phone, "Mulai", depok.PRAYER)
    expect(depok.heading(projector)).to_have_text(depok.PRAYER)
    return recommendation


def the_afternoon(story: Story, laptop: Screen, phone: Screen, recommendation: str) -> None:
    """The training, then what is decided, each with the count of its moment."""
    story.it_is(10, "13.00")
    depok.ends(phone, "Akhiri")
    depok.goes_on(phone, "Mulai", TRAINING["title"])
    story.it_is(10, "14.50")
    depok.ends(phone, "Akhiri")
    story.it_is(10, "15.00")
    depok.goes_on(phone, "Buka", depok.ADOPTION)
    story.it_is(10, "15.10")
    depok.one_leaves(phone)
    depok.the_meeting_decides(phone)
    depok.the_recommendation_is_adopted(laptop, recommendation)
    story.it_is(10, "15.50")
    depok.ends(phone, depok.CLOSE)
    story.it_is(10, "16.00")
    depok.the_meeting_ends(phone)


def the_minutes_are_approved(story: Story, laptop: Screen, phone: Screen) -> None:
    """Sent round, corrected by somebody who was there, signed by two."""
    story.it_is(10, "18.00")
    depok.the_minutes_go_round(laptop)
    story.it_is(11, "09.00")
    depok.somebody_who_was_there_corrects(story.screen("lomenik.jakarta"))
    depok.the_secretary_accepts(laptop)
    story.it_is(13, "09.00")
    depok.two_sign(laptop, phone)


# what the papers have to say


def published_facts() -> list[str]:
    """The article's, as an official record has to say them."""
    return [
        MEETING["title"],
        "Jumat tanggal sepuluh bulan September tahun dua ribu dua puluh satu (10-09-2021)",
        f"bertempat di {MEETING['venue']}, {MEETING['city']}",
        f"dihadiri oleh {MEETING['participants_present']} (tiga puluh lima) orang",
        TRAINING["title"],
    ]


def what_was_decided(title: str) -> list[str]:
    """What this journey did, with the count of its moment."""
    consensus = "Diputuskan secara musyawarah mufakat pada pukul 15.10 WIB; hadir 29 dari 31 utusan penuh"
    return [
        "utusan penuh dari 10 (sepuluh) federasi",
        "30 (tiga puluh) orang hadir ketika sidang dibuka pada pukul 09.45 WIB",
        f"{depok.DECIDED} {consensus}",
        f"R-1 {title}. {consensus}",
        "FESDIKARI Utusan FESDIKARI 2 (contoh) 40 orang",
        "FKUI Utusan FKUI 2 (contoh) 25 orang",
    ]


# papers


def docx_text(content: bytes) -> str:
    """Paragraphs and tables in their order, numbers of lists left out."""
    parts = docx.Document(io.BytesIO(content)).element.body.iter(f"{W}p")
    return depok.words_of(" ".join("".join(text.text or "" for text in part.iter(f"{W}t")) for part in parts))
