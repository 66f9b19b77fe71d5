"""A document's blocks as Word's own paragraphs, tables and fields, one method per kind."""

from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from rakerwil.typesetting import LISTED, headings_of
from rakerwil.wordmarkup import (
    FILLS,
    HAIR,
    INK,
    ON_FILLS,
    SOFT,
    STAND_IN,
    SUNK,
    UNWRITABLE,
    Cell,
    field,
    judged,
    line,
    paragraph,
    run,
    shared_widths,
)
from rakerwil.wordmarkup import table as grid

Data = Mapping[str, Any]

AIR = paragraph(style="Small", after=60)
"""Two tables that touch would become one."""


class Blocks:
    """The blocks of one document, on a page so many twips broad."""

    def __init__(
        self, breadth: int, blocks: Sequence[Data], picture: Callable[[bytes, int], str], head: Data
    ) -> None:
        self.breadth = breadth
        self.put_in = picture
        self.head = head
        self.headings = [each for each in headings_of(blocks) if each[0] in LISTED]
        self.bookmarks = 0
        self.begins_page = False
        """The block to come stands at the head of a page."""

    def markup(self, block: Data) -> Iterator[str]:
        """What one block becomes."""
        kind = block["kind"]
        if kind == "page":
            self.begins_page = True
            return
        if self.begins_page and kind != "heading":
            yield from self.page_break(block)
        yield from (self.bullets if kind == "list" else getattr(self, kind))(block)
        self.begins_page = False

    def heading(self, block: Data) -> Iterator[str]:
        yield self.titled(block["text"], block["level"], block["align"])

    def titled(self, text: str, level: int, align: str = "left") -> str:
        """A heading, with a bookmark where the contents refer to it."""
        # a paragraph that only breaks the page would make an empty one wherever the page before is full
        head = "<w:pageBreakBefore/>" if self.begins_page else ""
        if level not in LISTED:
            return paragraph(run(text), style=f"Heading{level}", align=align, extra=head)
        self.bookmarks += 1
        at = self.bookmarks
        begun = f'<w:bookmarkStart w:id="{at}" w:name="_Toc{at:06}"/>'
        ended = f'<w:bookmarkEnd w:id="{at}"/>'
        return paragraph(begun, run(text), ended, style=f"Heading{level}", align=align, extra=head)

    def paragraph(self, block: Data) -> Iterator[str]:
        yield paragraph(run(block["text"]))

    def bullets(self, block: Data) -> Iterator[str]:
        for item in block["items"]:
            yield paragraph(run(item), style="ListBullet", after=60)

    def page_break(self, _block: Data) -> Iterator[str]:
        yield paragraph('<w:r><w:br w:type="page"/></w:r>', after=0)

    def contents(self, block: Data) -> Iterator[str]:
        """A contents field, filled in but for its page numbers, which only the word processor knows."""
        yield paragraph(
            run(block["title"], bold=True, half_points=25), style="TableText", before=240, after=120
        )
        begun = (
            '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> TOC \\o "2-3" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        for at, (level, text) in enumerate(self.headings, 1):
            page = field(f"PAGEREF _Toc{at:06} \\h", shown="")
            jump = f'<w:hyperlink w:anchor="_Toc{at:06}" w:history="1">'
            link = f"{jump}{run(text)}<w:r><w:tab/></w:r>{page}</w:hyperlink>"
            yield paragraph(begun if at == 1 else "", link, style=f"TOC{level - 1}")
        if self.headings:
            yield paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>', after=0)

    def lead(self, block: Data) -> Iterator[str]:
        items = block["items"]
        cells = [
            Cell(
                paragraph(run(item["label"]), style="Small", keep=True)
                + paragraph(run(item["figure"], bold=True, half_points=30), style="TableText", keep=True)
                + (
                    paragraph(judged(item["note"], item["tone"]), style="TableText")
                    if item["tone"]
                    else paragraph(run(item["note"]), style="Small")
                )
            )
            for item in items
        ]
        ruled = f"<w:top {line(4, HAIR)}/><w:bottom {line(4, HAIR)}/>"
        yield grid([cells], equal(self.breadth, len(items)), borders=ruled)
        yield AIR

    def table(self, block: Data) -> Iterator[str]:
        yield from self.caption(block["caption"])
        header, rows = block["header"], block["rows"]
        columns = [
            [header[at].split(" ")[0], *(word_of(row[at]) for row in rows)] for at in range(len(header))
        ]
        top = [
            Cell(
                paragraph(run(name), style="Small", align=side_of(side), keep=True),
                top=line(10),
                bottom=line(6),
            )
            for name, side in zip(header, block["align"], strict=True)
        ]
        body = [
            [
                Cell(paragraph(said(entry, bold=at in block["bold"]), style="TableText", align=side_of(side)))
                for at, (entry, side) in enumerate(zip(row, block["align"], strict=True))
            ]
            for row in rows
        ]
        ruled = f"<w:bottom {line(6)}/><w:insideH {line(4, HAIR)}/>"
        widths = shared_widths(block["widths"], columns, self.breadth)
        inset = 10 if block.get("is_dense") else 40
        yield grid([top, *body], widths, headers=1, borders=ruled, inset=inset, title=block["caption"])
        yield AIR

    def heat(self, block: Data) -> Iterator[str]:
        yield from self.caption(block["caption"])
        header, rows = block["header"], block["rows"]
        first = min(max((len(word_of(row[0])) for row in rows), default=1) * 80 + 80, self.breadth // 4)
        widths = [first, *equal(self.breadth - first, len(header) - 1)]
        top = [
            Cell(paragraph(run(name, color=SOFT), style="HeatText", align="center" if at else "left"))
            for at, name in enumerate(header)
        ]
        body = [[shaded(entry, is_first=at == 0) for at, entry in enumerate(row)] for row in rows]
        white = "".join(
            f"<w:{side} {line(4, 'FFFFFF')}/>"
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        yield grid([top, *body], widths, headers=1, borders=white, margin=15, title=block["caption"])
        yield AIR

    @staticmethod
    def caption(text: str) -> Iterator[str]:
        if text:
            yield paragraph(run(text), style="Small", keep=True, before=120, after=60)

    def facts(self, block: Data) -> Iterator[str]:
        yield from self.listed(block["items"])

    def listed(self, items: Sequence[Data]) -> Iterator[str]:
        """Labels and what they say."""
        longest = max((len(item["label"]) for item in items), default=1)
        left = min(longest * 100 + 240, self.breadth // 3)
        rows = [
            [
                Cell(paragraph(run(item["label"], color=SOFT), style="TableText")),
                Cell(paragraph(run(item["value"]), style="TableText")),
            ]
            for item in items
        ]
        yield grid(rows, [left, self.breadth - left], borders=f"<w:insideH {line(4, HAIR)}/>")
        yield AIR

    def recommendation(self, block: Data) -> Iterator[str]:
        yield self.titled(f"{block['code']}  {block['title']}", block["level"])
        for text in block["paragraphs"]:
            yield paragraph(run(text))
        for figures in block["figures"]:
            yield paragraph(run(figures["indicator"], bold=True), style="Small", keep=True, before=60)
            cells = [
                Cell(
                    paragraph(run(item["label"]), style="Small", keep=True)
                    + paragraph(run(item["figure"], bold=True, half_points=24), style="TableText"),
                    fill=SUNK,
                )
                for item in figures["items"]
            ]
            yield grid([cells], equal(self.breadth, len(cells)), margin=100)
        yield paragraph(run(block["lock"]), style="Small", before=60, after=120)
        for plan in block["plan"]:
            yield from self.table(plan)
        yield from self.listed(block["facts"])

    def signatures(self, block: Data) -> Iterator[str]:
        """Two beside each other, or three; more stand in rows of two."""
        signers = block["signers"]
        across = len(signers) if len(signers) < 4 else 2
        if block["place"]:
            yield paragraph(run(block["place"]), before=360, keep=True)
        cells = [signed(signer) for signer in signers]
        cells += [Cell(paragraph(style="TableText"))] * (-len(cells) % across)
        rows = [cells[at : at + across] for at in range(0, len(cells), across)]
        yield grid(rows, equal(self.breadth, across), margin=140)
        yield AIR

    def letter(self, block: Data) -> Iterator[str]:
        """Where and when at the right, number and subject at the left, and to whom."""
        yield paragraph(run(block["place"]), align="right")
        rows = [
            [
                Cell(paragraph(run(item["label"]), style="TableText")),
                Cell(paragraph(run(f": {item['value']}"), style="TableText")),
            ]
            for item in block["facts"]
        ]
        yield grid(rows, [1200, self.breadth - 1200])
        yield AIR
        yield paragraph(run("\n".join(block["recipient"])), before=160, after=240)

    def numbered(self, block: Data) -> Iterator[str]:
        """A short list by number, under a small title if it has one."""
        if block["title"]:
            yield paragraph(
                run(block["title"], bold=True), style="TableText", keep=True, before=200, after=40
            )
        rows = [
            [
                Cell(paragraph(run(f"{at}."), style="TableText")),
                Cell(paragraph(run(item), style="TableText")),
            ]
            for at, item in enumerate(block["items"], 1)
        ]
        if rows:
            yield grid(rows, [420, self.breadth - 420])
        yield AIR

    def clauses(self, block: Data) -> Iterator[str]:
        """A word at the left and what it holds, point by point."""
        rows = [
            [
                Cell(paragraph(run(block["label"] if at == 0 else ""))),
                Cell(paragraph(run(":" if at == 0 else ""))),
                Cell(paragraph(run(item["mark"]))),
                Cell(paragraph(run(item["text"]), align="both")),
            ]
            for at, item in enumerate(block["items"])
        ]
        mark = max(len(item["mark"]) for item in block["items"]) * 120 + 160
        yield grid(rows, [1700, 260, mark, self.breadth - 1960 - mark])
        yield AIR

    def sign_in(self, block: Data) -> Iterator[str]:
        """Rows to sign: odd numbers at the left of the last column, even ones further right."""
        top = [
            Cell(paragraph(run(name, bold=True), style="TableText"), fill=SUNK) for name in block["header"]
        ]
        body = [
            [
                *(Cell(paragraph(run(text), style="TableText", before=60)) for text in row),
                Cell(
                    paragraph(
                        run(f"{row[0] or '……'}."),
                        style="Small",
                        before=60,
                        after=160,
                        extra=f'<w:ind w:left="{0 if at % 2 == 0 else 1300}"/>',
                    )
                ),
            ]
            for at, row in enumerate(block["rows"])
        ]
        columns = list(zip(block["header"][:-1], *block["rows"], strict=True))
        ruled = "".join(
            f"<w:{side} {line(4)}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        widths = shared_widths(block["widths"], columns, self.breadth - 2700)
        yield grid([top, *body], [*widths, 2700], headers=1, borders=ruled, title=block["caption"])
        yield AIR

    def certificate(self, block: Data) -> Iterator[str]:
        """A person's page: everything in the middle, the hands beneath."""
        logo = self.put_in(b64decode(self.head["logo"]), 16) if self.head["logo"] else ""
        yield paragraph(logo, align="center", before=900)
        yield paragraph(run(self.head["name"], bold=True, half_points=22), align="center", after=0)
        yield paragraph(run(block["office"], color=SOFT), style="TableText", align="center", after=240)
        yield paragraph(run(block["title"].upper(), half_points=52), style="Heading1", align="center")
        yield paragraph(run(block["number"]), style="Small", align="center", after=240)
        yield paragraph(run(block["lead"]), align="center")
        yield paragraph(run(block["name"], bold=True, half_points=48), align="center", after=60)
        yield paragraph(run(block["organisation"]), style="TableText", align="center", after=240)
        yield paragraph(run(block["text"]), align="center")
        yield from self.signatures(block)
        yield from self.page_break(block)

    def picture(self, block: Data) -> Iterator[str]:
        """A picture, with what it shows in words for those who can't see it."""
        image = self.put_in(b64decode(block["png"]), block["breadth"])
        told = f"<wp:docPr descr={quoteattr(UNWRITABLE.sub(STAND_IN, block['alt']))} "
        yield paragraph(image.replace("<wp:docPr ", told, 1), align=block["align"], after=120)


def signed(signer: Data) -> Cell:
    """Role, room for the hand, a line, the name."""
    ruled = f"<w:pBdr><w:top {line(6)}/></w:pBdr>"
    return Cell(
        paragraph(run(signer["role"]), style="TableText", keep=True)
        + paragraph(style="TableText", before=880)
        + paragraph(run(signer["name"] or " "), style="TableText", extra=ruled)
    )


def equal(whole: int, count: int) -> list[int]:
    """So many breadths that add up to the whole."""
    part = whole // count
    return [part] * (count - 1) + [whole - part * (count - 1)]


def side_of(side: str) -> str:
    """A column's side in the file's words."""
    return "right" if side == "right" else "left"


def word_of(entry: str | Data) -> str:
    """A cell's text, judged or not."""
    return entry if isinstance(entry, str) else str(entry["word"])


def said(entry: str | Data, *, bold: bool) -> str:
    """A cell's run, with its judgement."""
    return run(entry, bold=bold) if isinstance(entry, str) else judged(entry["word"], entry["tone"])


def shaded(entry: str | Data, *, is_first: bool) -> Cell:
    """A heat table's cell on the ground of its category."""
    tone = "" if isinstance(entry, str) else entry["tone"]
    color = ON_FILLS.get(tone, INK if tone or is_first else SOFT)
    text = run(word_of(entry), bold=bool(tone), color=color)
    return Cell(
        paragraph(text, style="HeatText", align="left" if is_first else "center"), fill=FILLS.get(tone, "")
    )
