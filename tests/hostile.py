"""Workbooks that nobody should send: made here, byte by byte, from a small honest one."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
RELS = "xl/_rels/workbook.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def honest() -> bytes:
    """One sheet with a text and two numbers."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["region_code", "value"])
        sheet.write_row(1, 0, ["31", 12.5])
    return target.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """What is in a zip, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """The honest one with a part more, or another."""
    return zipped({**parts(honest()), name: content})


def with_sheet(inside: str, before: str = "") -> bytes:
    """The honest one with these cells."""
    head = f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}">'
    return with_part(SHEET, f"{head}{inside}</worksheet>".encode())


def with_cells(cells: str) -> bytes:
    """The honest one with these rows."""
    return with_sheet(f"<sheetData>{cells}</sheetData>")


def dense(rows: int, columns: int) -> bytes:
    """Small zipped, large unzipped."""
    row = "<row>" + "<c><v>1</v></c>" * columns + "</row>"
    return with_cells(row * rows)


def laughing() -> bytes:
    """A billion laughs."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return with_sheet(
        '<sheetData><row><c t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData>',
        f'<!DOCTYPE worksheet [<!ENTITY l0 "ha">{entities}]>',
    )


def fetching(address: str) -> bytes:
    """An entity from outside, XXE."""
    return with_sheet(
        '<sheetData><row><c t="inlineStr"><is><t>&x;</t></is></c></row></sheetData>',
        f'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "{address}">]>',
    )


def many_strings() -> bytes:
    """A million shared strings, and a count that lies about how many there are."""
    texts = "<si><t>a</t></si>" * 1_000_000
    return linked(
        "sharedStrings", "xl/sharedStrings.xml", f'<sst xmlns="{MAIN}" uniqueCount="4000000000">{texts}</sst>'
    )


def linked(kind: str, name: str, text: str) -> bytes:
    """The honest one with a part that the workbook refers to."""
    found = parts(honest())
    relation = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="/{name}"/></Relationships>'
    if f"/{kind}" not in found[RELS].decode():
        found[RELS] = found[RELS].replace(b"</Relationships>", relation.encode())
    return zipped({**found, name: text.encode()})


def external(kind: str) -> bytes:
    """A relation to somewhere else."""
    found = parts(honest())
    target = "http://example.org/a.xlsx"
    relation = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    found[RELS] = found[RELS].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    return zipped(found)


def typed(kind: str) -> bytes:
    """The honest one that says it is another kind of workbook."""
    found = parts(honest())
    name = "[Content_Types].xml"
    found[name] = found[name].replace(b"spreadsheetml.sheet.main", kind.encode())
    return zipped(found)


def many_entries() -> bytes:
    """Ten thousand parts."""
    return zipped({**parts(honest()), **{f"xl/{number}.xml": b"" for number in range(10_000)}})


def lying_size() -> bytes:
    """A directory that promises ten bytes of a part that has many."""
    content = bytearray(with_cells("<row><c><v>1</v></c></row>" * 5000))
    at = content.rindex(SHEET.encode())
    struct.pack_into("<I", content, at - 22, 10)
    return bytes(content)


def encrypted_entry() -> bytes:
    """A zip whose parts say they are encrypted."""
    content = bytearray(honest())
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def old_excel(password: bool = False) -> bytes:
    """What Excel 97 wrote, or what any Excel writes with a password."""
    inside = "EncryptedPackage".encode("utf-16-le") if password else b"Workbook"
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + inside + bytes(500)


def twice_named() -> bytes:
    """Two parts of one name, of which each program reads another."""
    target = io.BytesIO(honest())
    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, b"<worksheet/>")
    return target.getvalue()


def in_utf_16() -> bytes:
    """A doctype that a search for its letters does not find."""
    told = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY a "b">]><w xmlns="{MAIN}"/>'
    return with_part(SHEET, told.encode("utf-16"))


def png_of(width: int, height: int) -> bytes:
    """A picture that says how large it is and has little inside."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + rows + chunk(b"IEND", b"")


def nested(depth: int) -> bytes:
    """Elements in elements in elements."""
    return with_sheet("<a>" * depth + "</a>" * depth)


def many_sheets(count: int) -> bytes:
    """So many sheets."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for _number in range(count):
            book.add_worksheet()
    return target.getvalue()


HOSTILE: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("foreign", lambda: b""),
    "text": ("foreign", lambda: b"region_code,value\n31,5\n"),
    "html renamed": ("foreign", lambda: b"<html><table><tr><td>1</td></tr></table></html>"),
    "picture renamed": ("foreign", lambda: b"\x89PNG\r\n\x1a\n" + bytes(200)),
    "another zip": ("foreign", lambda: zipped({"a.txt": b"a"})),
    "word document": ("foreign", lambda: typed("wordprocessingml.document.main")),
    "old excel": ("old", old_excel),
    "with a password": ("password", lambda: old_excel(password=True)),
    "encrypted parts": ("password", encrypted_entry),
    "cut off": ("damaged", lambda: honest()[:-400]),
    "cut off early": ("damaged", lambda: honest()[:60]),
    "a directory that lies": ("damaged", lying_size),
    "broken xml": ("damaged", lambda: with_cells("<row><c><v>1</c></row>")),
    "no such text": ("damaged", lambda: with_cells('<row><c t="s"><v>99</v></c></row>')),
    "row by name of another": ("damaged", lambda: with_cells('<row r="1"><c r="A2"><v>1</v></c></row>')),
    "rows backwards": ("damaged", lambda: with_cells('<row r="5"/><row r="4"/>')),
    "two parts of one name": ("damaged", twice_named),
    "names that lead out": ("damaged", lambda: with_part("../../etc/passwd", b"x")),
    "zip bomb": ("large", lambda: with_part("xl/media/a.bin", bytes(60 * 1024 * 1024))),
    "one long text": (
        "large",
        lambda: with_cells(f'<row><c t="inlineStr"><is><t>{"a" * 9_000_000}</t></is></c></row>'),
    ),
    "one long number": ("large", lambda: with_cells(f"<row><c><v>{'1' * 9_000_000}</v></c></row>")),
    "very many elements": ("large", lambda: with_sheet("<a/>" * 2_000_000)),
    "deeply nested": ("large", lambda: nested(10_000)),
    "ten thousand parts": ("large", many_entries),
    "billion laughs": ("doctype", laughing),
    "entity from a file": ("doctype", lambda: fetching("file:///etc/passwd")),
    "entity from the net": ("doctype", lambda: fetching("http://example.org/x")),
    "doctype in UTF-16": ("doctype", in_utf_16),
    "bare doctype": ("doctype", lambda: with_sheet("", "<!DOCTYPE worksheet>")),
    "shared strings bomb": ("cells", many_strings),
    "dense bomb": ("cells", lambda: dense(14_000, 50)),
    "last cell of all": ("rows", lambda: with_cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "last cell in the first row": (
        "columns",
        lambda: with_cells('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
    ),
    "wide and far": ("columns", lambda: with_cells('<row r="1"><c r="A1"/><c r="AMJ1"><v>1</v></c></row>')),
    "cells in a row far below": ("rows", lambda: with_cells('<row><c r="A1048576"><v>1</v></c></row>')),
    "very many rows": ("rows", lambda: with_cells("<row/>" * 30_000)),
    "thirty sheets": ("sheets", lambda: many_sheets(30)),
    "macros": ("macros", lambda: with_part("xl/vbaProject.bin", b"x")),
    "macro type": ("macros", lambda: typed("sheet.macroEnabled.main")),
    "macro sheet": ("macros", lambda: with_part("xl/macrosheets/sheet1.xml", b"<a/>")),
    "controls": ("macros", lambda: with_part("xl/activeX/activeX1.bin", b"x")),
    "linked workbook": ("links", lambda: with_part("xl/externalLinks/externalLink1.xml", b"<a/>")),
    "data connection": ("links", lambda: with_part("xl/connections.xml", b"<a/>")),
    "query": ("links", lambda: with_part("xl/queryTables/queryTable1.xml", b"<a/>")),
    "relation to the outside": ("links", lambda: external("externalLinkPath")),
    "picture from the outside": ("links", lambda: external("image")),
    "embedded object": ("objects", lambda: with_part("xl/embeddings/oleObject1.bin", b"x")),
}
"""By what they are: the reason for which each is refused, and how it is made."""


def damaged(content: bytes, positions: Iterator[tuple[int, int]]) -> bytes:
    """The file with some bytes overwritten."""
    changed = bytearray(content)
    for at, value in positions:
        changed[at % len(changed)] = value
    return bytes(changed)
