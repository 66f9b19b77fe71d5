"""The zip that a workbook is, looked at before anything in it is believed.

Its directory is judged before anything is unpacked; each part is then read once, as a stream, every element
counted against a limit while it passes. A document type, macros, links to the outside and embedded objects
refuse the whole file.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any
from xml.parsers import expat

MAX_PARTS = 300
MAX_UNPACKED = 48 * 1024 * 1024
MAX_ELEMENTS = 700_000
MAX_DEPTH = 32
BLOCK = 64 * 1024

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

ACTIVE = re.compile(r"vbaproject|macrosheets/|dialogsheets/|activex/|ctrlprops/", re.IGNORECASE)
OUTWARD = re.compile(r"externallinks/|querytables/|connections\.xml|webextensions/", re.IGNORECASE)
EMBEDDED = re.compile(r"embeddings/", re.IGNORECASE)

Handlers = tuple[
    Callable[[str, dict[str, str]], None], Callable[[str], None] | None, Callable[[str], None] | None
]


class Unreadable(Exception):
    """The file is refused as a whole; its argument is the code of the reason."""


class Archive:
    """The zip, looked at from outside: what is in it, how large it will be."""

    def __init__(self, content: bytes) -> None:
        if content.startswith(OLD_OFFICE):
            raise Unreadable("password" if ENCRYPTED in content else "old")
        if not content.startswith(b"PK\x03\x04"):
            raise Unreadable("foreign")
        self._zip = zipfile.ZipFile(BytesIO(content))
        self._left = MAX_UNPACKED
        self._elements = 0
        self._names: dict[str, str] = {}
        entries = self._zip.infolist()
        self.names = {entry.filename for entry in entries}
        if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise Unreadable("large")
        if len(self.names) != len(entries) or any(is_astray(name) for name in self.names):
            raise Unreadable("damaged")
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable("password")
        for pattern, code in ((ACTIVE, "macros"), (OUTWARD, "links"), (EMBEDDED, "objects")):
            if any(pattern.search(name) for name in self.names):
                raise Unreadable(code)

    def parse(self, name: str, handlers: Handlers) -> None:
        """Stream one part through the handlers for begin, end and text; names are without namespace."""
        begin, end, text = handlers
        depth = 0
        names = self._names

        def opened(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if depth > MAX_DEPTH or self._elements > MAX_ELEMENTS:
                raise Unreadable("large")
            begin(names.get(tag) or names.setdefault(tag, local(tag)), attributes)

        def closed(tag: str) -> None:
            nonlocal depth
            depth -= 1
            if end:
                end(names[tag])

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
        parser.CharacterDataHandler = text
        with self._zip.open(name) as part:
            while block := part.read(BLOCK):
                self._left -= len(block)
                if self._left < 0:
                    raise Unreadable("large")
                parser.Parse(block, False)
        parser.Parse(b"", True)

    def parts(self) -> Iterator[str]:
        """Those that say what belongs to what."""
        return (name for name in sorted(self.names) if name.endswith(".rels"))


def is_astray(name: str) -> bool:
    """A name that leads out of the archive."""
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def refuse_doctype(*_declared: Any) -> None:
    """No spreadsheet program writes one; entities that grow or fetch begin with it."""
    raise Unreadable("doctype")


def local(tag: str) -> str:
    """The name without its namespace: both kinds of workbook, transitional and strict, read alike."""
    return tag.rpartition(" ")[2]


def plain(attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes by their names without a namespace."""
    return {local(name): value for name, value in attributes.items()}


def relations(archive: Archive, name: str) -> list[dict[str, str]]:
    """What a part refers to; a reference to the outside refuses the file, a link in a text does not."""
    found: list[dict[str, str]] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            found.append(plain(attributes))

    archive.parse(name, (begin, None, None))
    for each in found:
        kind = each.get("Type", "").rpartition("/")[2]
        if each.get("TargetMode") == "External" and kind != "hyperlink":
            raise Unreadable("links")
    return found


def located(source: str, target: str) -> str:
    """The name of the part that `source` calls `target`."""
    return target[1:] if target.startswith("/") else normpath(join(dirname(source), target))


def is_true(text: str | None) -> bool:
    """As XML writes it."""
    return text in ("1", "true", "on")
