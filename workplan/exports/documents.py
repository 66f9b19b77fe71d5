"""A document as a list of blocks, before any format: PDF and Word come from the same source.

All texts are finished words and figures in the reader's language; a format only sets them.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from federations.models import Letterhead, Region
from rakerwil.typesetting import drawn, set_in_parts
from rakerwil.wordfiles import word_file

TONES = {"sangat_tinggi": "q5", "tinggi": "q4", "sedang": "q3", "rendah": "q2", "sangat_rendah": "q1"}
"""The shade of each category, best to worst."""


class Toned:
    """What carries the judgement of a category."""

    category: str

    @property
    def tone(self) -> str:
        """The name of its shade; empty without a judgement."""
        return TONES.get(self.category, "")


@dataclass(frozen=True)
class Judged(Toned):
    """A word or figure with its judgement: shape and colour go with it in every format."""

    word: str
    category: str = ""


Cell = str | Judged


@dataclass(frozen=True)
class Heading:
    """A section's title; the contents list levels 2 and 3."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 2
    align: str = "left"


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True)
class Bullets:
    """A short list."""

    kind: ClassVar[str] = "list"
    items: Sequence[str]


@dataclass(frozen=True)
class Figure(Toned):
    """A label over a figure, with a word beneath it."""

    label: str
    figure: str
    note: str = ""
    category: str = ""


@dataclass(frozen=True)
class Lead:
    """Two to five figures side by side: what the section says in one look."""

    kind: ClassVar[str] = "lead"
    items: Sequence[Figure]


@dataclass(frozen=True)
class Table:
    """Rows to compare. `widths`: `auto`, or a share of what is left; `bold`: the columns that lead."""

    kind: ClassVar[str] = "table"
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    align: Sequence[str]
    widths: Sequence[str]
    caption: str = ""
    bold: Sequence[int] = ()
    is_dense: bool = False
    """Closer rows, where a long table should stay on one page."""

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Each column's header and side."""
        return list(zip(self.header, self.align, strict=True))

    @property
    def lines(self) -> list[list[tuple[Cell, str, str]]]:
        """The rows again, each cell with its column's header and side: a page needs both beside it."""
        return [list(zip(row, self.header, self.align, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Heat:
    """Many figures with a shade; the first column names the rows."""

    kind: ClassVar[str] = "heat"
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    caption: str = ""


@dataclass(frozen=True)
class Fact:
    """A label and what it says."""

    label: str
    value: str


@dataclass(frozen=True)
class Facts:
    """Labels and what they say, one under the other."""

    kind: ClassVar[str] = "facts"
    items: Sequence[Fact]


@dataclass(frozen=True)
class IndicatorFigures:
    """The frozen figures of one indicator of a recommendation."""

    indicator: str
    items: Sequence[Figure]


@dataclass(frozen=True)
class RecommendationBlock:
    """A recommendation with its frozen figures and its plan."""

    kind: ClassVar[str] = "recommendation"
    code: str
    title: str
    paragraphs: Sequence[str]
    figures: Sequence[IndicatorFigures]
    lock: str
    plan: Sequence[Table]
    """None or one."""
    facts: Sequence[Fact]
    level: int = 3
    """Of its heading."""


@dataclass(frozen=True)
class Signer:
    """Who signs, and as what."""

    role: str
    name: str


@dataclass(frozen=True)
class Signatures:
    """Place and date, and who signs."""

    kind: ClassVar[str] = "signatures"
    place: str
    signers: Sequence[Signer]


@dataclass(frozen=True)
class Letter:
    """The head of a letter: where and when, number and subject, to whom."""

    kind: ClassVar[str] = "letter"
    place: str
    facts: Sequence[Fact]
    recipient: Sequence[str]


@dataclass(frozen=True)
class Numbered:
    """A list by number, such as the copies of a letter."""

    kind: ClassVar[str] = "numbered"
    items: Sequence[str]
    title: str = ""


@dataclass(frozen=True)
class Clause:
    """One point: its mark (a., 1., Pertama) and its text."""

    mark: str
    text: str


@dataclass(frozen=True)
class Clauses:
    """The points under one word of a decision, such as Menimbang; one at least."""

    kind: ClassVar[str] = "clauses"
    label: str
    items: Sequence[Clause]


@dataclass(frozen=True)
class SignIn:
    """Rows to be signed, staggered left and right. The header has one name more than the rows have cells:
    the column of signatures. The first cell of a row is its number."""

    kind: ClassVar[str] = "sign_in"
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[str]
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    """An SVG so many millimetres broad, and what it shows in words. Word gets it as PNG."""

    kind: ClassVar[str] = "picture"
    svg: str
    alt: str
    breadth: int
    align: str = "left"

    @property
    def drawn(self) -> SafeString:
        """Its markup for a page: our own drawing, in which every text is escaped."""
        return mark_safe(self.svg)  # noqa: S308


@dataclass(frozen=True)
class Certificate:
    """One person's page, of the layout `certificate`; it has its own head."""

    kind: ClassVar[str] = "certificate"
    title: str
    number: str
    office: str
    lead: str
    name: str
    organisation: str
    text: str
    place: str
    signers: Sequence[Signer]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""

    kind: ClassVar[str] = "page"


@dataclass(frozen=True)
class Contents:
    """The list of headings with their pages."""

    kind: ClassVar[str] = "contents"
    title: str


@dataclass(frozen=True)
class Document:
    """Letterhead, title, blocks. `mark` is written across every page of what is not yet final."""

    title: str
    sub: str
    number: str
    opening: Sequence[str]
    blocks: Sequence[Any]
    footer: str
    mark: str = ""
    address: Sequence[str] = ()
    logo: str = ""
    """A PNG in base 64."""
    layout: str = "report"
    """`report`: title at the left; `act`: in the middle, over its number; `letter`: none, and no headings;
    `certificate`: neither title nor letterhead."""
    landscape: bool = False

    def pdf(self, tell: Callable[[int, int], None] = lambda _done, _all: None) -> bytes:
        """Tagged PDF/UA-1, A4; raises TypesettingFailed. `tell` hears how many of how many parts are set."""
        return set_in_parts("document.typ", self.plain(), tell)

    def docx(self) -> bytes:
        """The same as a Word file, to be edited."""
        pictures = [block for block in self.blocks if isinstance(block, Picture)]
        plain = self.plain()
        images = drawn([(picture.svg, picture.breadth) for picture in pictures])
        shown = (block for block in plain["blocks"] if block["kind"] == "picture")
        for block, image in zip(shown, images, strict=True):
            block["png"] = b64encode(image).decode()
        return word_file(plain)

    def plain(self) -> dict[str, Any]:
        """What the typesetter's template and the Word file read."""
        return {
            "title": self.title,
            "author": str(settings.CONFEDERATION["name"]),
            "language": get_language() or "id",
            "mark": self.mark,
            "footer": self.footer,
            "page_word": _("page"),
            "of_word": _("of"),
            "letterhead": {
                "name": str(settings.CONFEDERATION["name"]),
                "sub": self.sub,
                "address": list(self.address) or [str(settings.CONFEDERATION["address"])],
                "logo": self.logo,
            },
            "layout": self.layout,
            "landscape": self.landscape,
            "number": self.number,
            "opening": list(self.opening),
            "blocks": _plain(self.blocks),
        }


def _plain(part: Any) -> Any:
    """Any part of a document as plain JSON types; a block carries its kind."""
    if isinstance(part, Judged | Figure):
        shown = {item.name: getattr(part, item.name) for item in fields(part) if item.name != "category"}
        return {**shown, "tone": part.tone}
    if is_dataclass(part):
        shown = {item.name: _plain(getattr(part, item.name)) for item in fields(part)}
        return {"kind": part.kind, **shown} if hasattr(part, "kind") else shown
    if isinstance(part, str | int):
        return part
    return [_plain(item) for item in part]


def letterhead(region: Region | None) -> dict[str, Any]:
    """What a document takes of its office's letterhead: address and logo."""
    head = Letterhead.of(region)
    return {"address": head.address_lines, "logo": head.logo_text}
