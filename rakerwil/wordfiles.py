"""The same documents as `typesetting` sets, as Word files: real headings, tables and contents, to be edited.

Reads the plain data of a document (letterhead, title, blocks); what people typed is text, never markup.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor, Twips

from rakerwil.wordmarkup import (
    ACCENT,
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
    table,
    text_of,
)

Data = Mapping[str, Any]

SERIF = "Cambria"
SANS = "Calibri"
SIDE = 20
"""The margins left and right, in millimetres."""
A4 = (210, 297)
TWIPS_PER_MM = 1440 / 25.4

HEADINGS = {1: 18, 2: 12.5, 3: 10.5, 4: 10}
"""Points of each level."""
LISTED = (2, 3)
"""The levels of the contents."""
SMALL = {"Table Text": 8.5, "Small": 7.5, "Heat Text": 6.5}
"""Points of the styles in the plain type."""

WATERMARK = """
<w:p {names}><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>
<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="mark" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{mark}" style="position:absolute;
margin-left:0;margin-top:0;width:420pt;height:84pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;
mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin"
 fillcolor="#{color}" stroked="f"><v:fill opacity=".1"/>
<v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt;font-weight:bold" string="{mark}"/></v:shape>
</w:pict></w:r></w:p>
"""
NAMES = (
    nsdecls("w")
    + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def word_file(data: Data) -> bytes:
    """The Word file of a document's plain data (plain JSON types)."""
    made = _WordFile(data)
    written = io.BytesIO()
    made.word.save(written)
    return written.getvalue()


class _WordFile:
    """One document on its way into Word."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.word: WordDocument = Document()
        self.bookmarks = 0
        self.is_landscape = bool(data.get("landscape", False))
        breadth = A4[1] if self.is_landscape else A4[0]
        self.breadth = round((breadth - 2 * SIDE) * TWIPS_PER_MM)
        self.headings = list(headings_of(data["blocks"]))
        self._settle_page()
        self._settle_styles()
        self._settle_names()
        self._head_and_foot()
        markup = "".join(self._everything())
        body = self.word.element.body
        section = body[-1]
        for element in parse_xml(f"<w:body {NAMES}>{markup}</w:body>"):
            section.addprevious(element)

    def _settle_page(self) -> None:
        section = self.word.sections[0]
        short, long = (Mm(side) for side in A4)
        if self.is_landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = (long, short) if self.is_landscape else (short, long)
        section.left_margin = section.right_margin = Mm(SIDE)
        section.top_margin, section.bottom_margin = Mm(20), Mm(22)
        section.header_distance = section.footer_distance = Mm(10)

    def _settle_styles(self) -> None:
        styles = self.word.styles
        language = "id-ID" if self.data["language"] == "id" else "en-GB"
        for found in styles.element.iter(qn("w:lang")):
            for script in ("w:val", "w:eastAsia"):
                found.set(qn(script), language)
        self._face(styles["Normal"], SERIF, 10, INK)
        styles["Normal"].paragraph_format.space_after = Pt(7)
        styles["Normal"].paragraph_format.line_spacing = 1.15
        for level, points in HEADINGS.items():
            style = styles[f"Heading {level}"]
            self._face(style, SANS, points, INK, bold=True)
            style.paragraph_format.space_before = Pt(0 if level == 1 else 4 + points)
            style.paragraph_format.space_after = Pt(6 if level < 3 else 4)
            style.paragraph_format.keep_with_next = True
        for name, points in SMALL.items():
            style = styles.add_style(name, 1)
            style.base_style = styles["Normal"]
            self._face(style, SANS, points, SOFT if name == "Small" else INK)
            style.paragraph_format.space_after = Pt(0)
            style.paragraph_format.line_spacing = 1.0
        for level in (1, 2):
            style = styles.add_style(f"TOC {level}", 1)
            style.base_style = styles["Normal"]
            style.paragraph_format.space_after = Pt(2)
            style.paragraph_format.left_indent = Twips(0 if level == 1 else 280)
            style.paragraph_format.tab_stops.add_tab_stop(Twips(self.breadth), WD_TAB_ALIGNMENT.RIGHT)

    @staticmethod
    def _face(style: Any, name: str, points: float, color: str, *, bold: bool = False) -> None:
        """The type of a style, for every script, and not the theme's."""
        style.font.name, style.font.size, style.font.bold = name, Pt(points), bold
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(color)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), name)

    def _settle_names(self) -> None:
        properties = self.word.core_properties
        properties.title = UNWRITABLE.sub(STAND_IN, self.data["title"])[:255]
        properties.author = UNWRITABLE.sub(STAND_IN, self.data["author"])[:255]
        properties.language = self.data["language"]
        properties.comments = ""

    def _head_and_foot(self) -> None:
        section = self.word.sections[0]
        if self.data["mark"]:
            mark = text_of(self.data["mark"]).replace('"', "&quot;")
            header = section.header
            header.is_linked_to_previous = False
            drawn = parse_xml(WATERMARK.format(names=NAMES, mark=mark, color=ACCENT))
            header.paragraphs[0]._p.addprevious(drawn)
        page = self.data["page_word"], self.data["of_word"]
        told = [
            run(f"{self.data['footer']}\t{page[0]} "),
            field("PAGE"),
            run(f" {page[1]} "),
            field("NUMPAGES"),
        ]
        border = f"<w:pBdr><w:top {line(4, HAIR)}/></w:pBdr>"
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{self.breadth}"/></w:tabs>'
        made = parse_xml(
            paragraph(*map(tabbed, told), style="Small", extra=border + tabs).replace(
                "<w:p>", f"<w:p {NAMES}>", 1
            )
        )
        footer = section.footer
        footer.is_linked_to_previous = False
        first = footer.paragraphs[0]._p
        first.addprevious(made)
        first.getparent().remove(first)

    def _everything(self) -> Iterator[str]:
        yield from self._letterhead()
        if self.data["number"]:
            yield paragraph(run(self.data["number"]), style="Small", before=80, after=160)
        yield paragraph(run(self.data["title"]), style="Heading1")
        for text in self.data["opening"]:
            yield paragraph(run(text))
        for block in self.data["blocks"]:
            yield from getattr(self, f"_{block['kind']}")(block)

    def _letterhead(self) -> Iterator[str]:
        head = self.data["letterhead"]
        bottom = line(14)
        square = Cell(paragraph(style="TableText"), fill=ACCENT, bottom=bottom)
        names = Cell(
            paragraph(run(head["name"], bold=True, half_points=23), style="TableText")
            + paragraph(run(head["sub"]), style="TableText", after=60),
            bottom=bottom,
        )
        address = Cell(
            "".join(paragraph(run(row), style="Small", align="right") for row in head["address"])
            or paragraph(style="Small"),
            bottom=bottom,
        )
        left = round(self.breadth * 0.58)
        yield table([[square, names, address]], [440, left, self.breadth - 440 - left], margin=120)
        yield paragraph(style="Small")

    def _heading(self, block: Data) -> Iterator[str]:
        yield self._titled(block["text"], block["level"])

    def _titled(self, text: str, level: int) -> str:
        """A heading, with a bookmark where the contents refer to it."""
        if level not in LISTED:
            return paragraph(run(text), style=f"Heading{level}")
        self.bookmarks += 1
        at = self.bookmarks
        begun = f'<w:bookmarkStart w:id="{at}" w:name="_Toc{at:06}"/>'
        return paragraph(begun, run(text), f'<w:bookmarkEnd w:id="{at}"/>', style=f"Heading{level}")

    def _paragraph(self, block: Data) -> Iterator[str]:
        yield paragraph(run(block["text"]))

    def _list(self, block: Data) -> Iterator[str]:
        for item in block["items"]:
            yield paragraph(run(item), style="ListBullet", after=60)

    def _page(self, _block: Data) -> Iterator[str]:
        yield paragraph('<w:r><w:br w:type="page"/></w:r>', after=0)

    def _contents(self, block: Data) -> Iterator[str]:
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

    def _lead(self, block: Data) -> Iterator[str]:
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
        yield table([cells], equal(self.breadth, len(items)), borders=ruled)
        yield AIR

    def _table(self, block: Data) -> Iterator[str]:
        yield from self._caption(block["caption"])
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
        yield table([top, *body], widths, headers=1, borders=ruled, title=block["caption"])
        yield AIR

    def _heat(self, block: Data) -> Iterator[str]:
        yield from self._caption(block["caption"])
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
        yield table([top, *body], widths, headers=1, borders=white, margin=15, title=block["caption"])
        yield AIR

    @staticmethod
    def _caption(text: str) -> Iterator[str]:
        if text:
            yield paragraph(run(text), style="Small", keep=True, before=120, after=60)

    def _facts(self, block: Data) -> Iterator[str]:
        yield from self._listed(block["items"])

    def _listed(self, items: Sequence[Data]) -> Iterator[str]:
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
        yield table(rows, [left, self.breadth - left], borders=f"<w:insideH {line(4, HAIR)}/>")
        yield AIR

    def _recommendation(self, block: Data) -> Iterator[str]:
        yield self._titled(f"{block['code']}  {block['title']}", 3)
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
            yield table([cells], equal(self.breadth, len(cells)), margin=100)
        yield paragraph(run(block["lock"]), style="Small", before=60, after=120)
        for plan in block["plan"]:
            yield from self._table(plan)
        yield from self._listed(block["facts"])

    def _signatures(self, block: Data) -> Iterator[str]:
        signers = block["signers"]
        yield paragraph(run(block["place"]), before=360, keep=True)
        room = paragraph(style="TableText", before=880)
        cells = [
            Cell(
                paragraph(run(signer["role"]), style="TableText", keep=True)
                + room
                + paragraph(
                    run(signer["name"] or " "),
                    style="TableText",
                    extra=f"<w:pBdr><w:top {line(6)}/></w:pBdr>",
                )
            )
            for signer in signers
        ]
        yield table([cells], equal(self.breadth, len(signers)), margin=140)
        yield AIR


AIR = paragraph(style="Small", after=60)
"""Two tables that touch would become one."""


def headings_of(blocks: Sequence[Data]) -> Iterator[tuple[int, str]]:
    """Level and text of what the contents list, in order."""
    for block in blocks:
        if block["kind"] == "heading" and block["level"] in LISTED:
            yield block["level"], block["text"]
        elif block["kind"] == "recommendation":
            yield 3, f"{block['code']}  {block['title']}"


def tabbed(markup: str) -> str:
    """A tab sign in running text is a tab."""
    return markup.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')


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
