"""WordprocessingML as text: paragraphs, cells and tables, with everything that people typed escaped.

Text and not objects, since a book of all regions has twenty thousand cells. Lengths are in twips (1/20 pt)
unless the name says otherwise.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

INK = "1C1916"
SOFT = "5C554C"
HAIR = "D8D2C7"
SUNK = "F2EFE9"
ACCENT = "8C1A20"

TONES = {"q1": "AD1F1B", "q2": "9A4300", "q3": "735600", "q4": "4A6513", "q5": "17604F"}
FILLS = {"q1": "B0302A", "q2": "F2C9A3", "q3": "F5E6B4", "q4": "E6ECD2", "q5": "CFE3D9"}
ON_FILLS = {"q1": "FFFAF6"}
SHAPES = {"q5": "▲", "q4": "△", "q3": "◆", "q2": "▽", "q1": "▼"}
"""A category's shape: direction and fill survive grey print."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
STAND_IN = "\N{WHITE SQUARE}"

LETTER = 95
"""The breadth of a character in the type of tables, about."""


def text_of(typed: str) -> str:
    """What XML can carry, escaped; a sign that it can't gets a stand-in."""
    return escape(UNWRITABLE.sub(STAND_IN, typed))


def run(
    typed: str, *, style: str = "", bold: bool = False, color: str = "", half_points: int | None = None
) -> str:
    """A stretch of text in one look; line feeds become line breaks. `style` names a character style."""
    look = (
        (f'<w:rStyle w:val="{style}"/>' if style else "")
        + ("<w:b/>" if bold else "")
        + (f'<w:color w:val="{color}"/>' if color else "")
        + (f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else "")
    )
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{text_of(line)}</w:t>' for line in typed.replace("\r", "").split("\n")
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{lines}</w:r>"


def field(code: str, shown: str = "1") -> str:
    """What the word processor works out itself, such as PAGE."""
    begun = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    asked = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    parted = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    return f'{begun}{asked}{parted}{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def paragraph(
    *runs: str,
    style: str = "",
    align: str = "",
    before: int | None = None,
    after: int | None = None,
    keep: bool = False,
    extra: str = "",
) -> str:
    """A paragraph of runs; `keep` holds it on the page of what follows. `extra` goes into its properties."""
    spacing = "".join(
        f' w:{side}="{value}"' for side, value in (("before", before), ("after", after)) if value is not None
    )
    how = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep else "")
        + extra
        + (f"<w:spacing{spacing}/>" if spacing else "")
        + (f'<w:jc w:val="{align}"/>' if align else "")
    )
    return f"<w:p>{f'<w:pPr>{how}</w:pPr>' if how else ''}{''.join(runs)}</w:p>"


def judged(word: str, tone: str) -> str:
    """A word with its judgement: shape, weight and colour."""
    if not tone:
        return run(word)
    return run(f"{SHAPES[tone]} {word}", bold=True, color=TONES[tone])


def line(size: int, color: str = INK) -> str:
    """A border's attributes; `size` in eighths of a point, 0 for none."""
    return f'w:val="single" w:sz="{size}" w:space="0" w:color="{color}"' if size else 'w:val="nil"'


@dataclass(frozen=True)
class Cell:
    """A table's cell: its paragraphs, and its own ground and lines."""

    content: str
    fill: str = ""
    top: str = ""
    bottom: str = ""

    def markup(self, breadth: int) -> str:
        """The cell, so many twips broad."""
        lines = (f"<w:top {self.top}/>" if self.top else "") + (
            f"<w:bottom {self.bottom}/>" if self.bottom else ""
        )
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{breadth}" w:type="dxa"/>'
            + (f"<w:tcBorders>{lines}</w:tcBorders>" if lines else "")
            + (f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else "")
            + f'<w:vAlign w:val="top"/></w:tcPr>{self.content}</w:tc>'
        )


def table(
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
    *,
    headers: int = 0,
    borders: str = "",
    margin: int = 60,
    inset: int = 40,
    title: str = "",
) -> str:
    """Rows of cells; the first `headers` rows return on every page. No row breaks over a page.

    `margin` is kept at the sides of a cell, `inset` above and below its text.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    body = "".join(
        f"<w:tr>{head if at < headers else '<w:trPr><w:cantSplit/></w:trPr>'}"
        + "".join(cell.markup(width) for cell, width in zip(row, widths, strict=True))
        + "</w:tr>"
        for at, row in enumerate(rows)
    )
    told = f"<w:tblCaption w:val={quoteattr(UNWRITABLE.sub(STAND_IN, title))}/>" if title else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        + (f"<w:tblBorders>{borders}</w:tblBorders>" if borders else "")
        + '<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="{inset}" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:bottom w:w="{inset}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="{int(headers > 0)}"/>{told}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def shared_widths(asked: Sequence[str], columns: Sequence[Sequence[str]], whole: int) -> list[int]:
    """Breadths that add up to `whole`: `auto` by the longest word or figure, numbers share what is left.

    `columns` are the texts of each column.
    """
    natural = [
        min(max((len(text) for text in texts), default=1) * LETTER + 140, 2400) if width == "auto" else 0
        for width, texts in zip(asked, columns, strict=True)
    ]
    shares = [0.0 if width == "auto" else float(width) for width in asked]
    room = whole * (0.72 if any(shares) else 1)
    if sum(natural) > room or not any(shares):
        natural = [round(width * room / sum(natural)) for width in natural]
    left = whole - sum(natural)
    widths = [
        width + (round(left * share / sum(shares)) if share else 0)
        for width, share in zip(natural, shares, strict=True)
    ]
    widths[-1] += whole - sum(widths)
    return widths
