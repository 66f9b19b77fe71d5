"""The same documents as `typesetting` sets, as Word files: real headings, tables and contents, to be edited.

Reads the plain data of a document (letterhead, title, blocks); what people typed is text, never markup.
"""

import io
import zipfile
from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor, Twips
from lxml import etree

from rakerwil.wordblocks import Blocks
from rakerwil.wordmarkup import (
    ACCENT,
    HAIR,
    INK,
    SOFT,
    STAND_IN,
    UNWRITABLE,
    Cell,
    field,
    line,
    paragraph,
    run,
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

HEADINGS = {1: 18, 2: 12.5, 3: 10.5, 4: 10, 5: 10}
"""Points of each level."""
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


BODY = "word/document.xml"
PLACE = "<w:p><w:r><w:t>body</w:t></w:r></w:p>"
"""Where the body's markup goes into the file."""


def word_file(data: Data) -> bytes:
    """The Word file of a document's plain data (plain JSON types)."""
    made = _WordFile(data)
    skeleton, written = io.BytesIO(), io.BytesIO()
    made.word.save(skeleton)
    with zipfile.ZipFile(skeleton) as read, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as write:
        for part in read.infolist():
            content = read.read(part)
            if part.filename == BODY:
                content = content.replace(PLACE.encode(), made.markup.encode(), 1)
            write.writestr(part, content)
    return written.getvalue()


class _WordFile:
    """One document on its way into Word."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.word: WordDocument = Document()
        self.is_landscape = bool(data.get("landscape", False))
        breadth = A4[1] if self.is_landscape else A4[0]
        self.breadth = round((breadth - 2 * SIDE) * TWIPS_PER_MM)
        self._settle_page()
        self._settle_styles()
        self._settle_names()
        self._head_and_foot()
        self.markup = "".join(self._everything())
        """The body. As text: the objects of a book's thirty thousand cells would take 200 MB."""
        place = parse_xml(PLACE.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
        self.word.element.body[-1].addprevious(place)

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
        if self.data["layout"] != "certificate":
            yield from self._letterhead()
        yield from self._title()
        for text in self.data["opening"]:
            yield paragraph(run(text))
        blocks = Blocks(self.breadth, self.data["blocks"], self._picture, self.data["letterhead"])
        for block in self.data["blocks"]:
            yield from blocks.markup(block)

    def _title(self) -> Iterator[str]:
        """A report's number and title; an act's in the middle; a letter has none of its own."""
        title, number = self.data["title"], self.data["number"]
        match self.data["layout"]:
            case "act":
                yield paragraph(run(title), style="Heading1", align="center", before=120)
                if number:
                    yield paragraph(run(number), style="TableText", align="center", after=240)
            case "report":
                if number:
                    yield paragraph(run(number), style="Small", before=80, after=160)
                yield paragraph(run(title), style="Heading1")

    def _picture(self, image: bytes, breadth: int) -> str:
        """A PNG so many millimetres broad."""
        return picture_run(self.word, image, width=Mm(breadth))

    def _logo(self, encoded: str) -> str:
        """The letterhead's logo, 16 mm high at most; empty without one."""
        return picture_run(self.word, b64decode(encoded), width=Mm(16)) if encoded else ""

    def _letterhead(self) -> Iterator[str]:
        head = self.data["letterhead"]
        bottom = line(14)
        logo = self._logo(head["logo"])
        square = Cell(paragraph(logo, style="TableText"), fill="" if logo else ACCENT, bottom=bottom)
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
        first = 1180 if logo else 440
        left = round(self.breadth * 0.56)
        yield table([[square, names, address]], [first, left, self.breadth - first - left], margin=120)
        yield paragraph(style="Small")


def picture_run(word: WordDocument, image: bytes, **size: int) -> str:
    """A run with a PNG in it; the picture becomes a part of the file."""
    made = word.add_paragraph().add_run()
    made.add_picture(io.BytesIO(image), **size)
    element = made._r
    parent = element.getparent()
    parent.getparent().remove(parent)
    return str(etree.tostring(element, encoding="unicode"))


def tabbed(markup: str) -> str:
    """A tab sign in running text is a tab."""
    return markup.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
