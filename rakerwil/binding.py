"""Binding: PDFs that the typesetter made of a long document's parts become one tagged PDF.

The typesetter keeps every table cell in memory until it ends, twenty kilobytes each, so that a book set in
one go takes a gigabyte. Set part by part it takes what its largest part takes. Here the parts' objects get
new numbers and common trees: pages, structure (PDF/UA), bookmarks.
"""

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rakerwil.set_parts import BindingFailed, Part, renumbered

TARGET = "bab:{}"
"""Where a link in a part leads to: the heading with that number in the whole document, from 0."""

STREAM = b"\nstream\n"
CELL_ID = re.compile(rb"\((U\d+x\d+y\d+)\)")
LINK = re.compile(rb"/A <<\s*/Type /Action\s*/S /URI\s*/URI \(bab:(\d+)\)\s*>>")
CONTENTS = re.compile(rb"/Contents \(bab:\d+\)")
PAGES, STRUCTURE, DOCUMENT, OUTLINES = 1, 2, 3, 4
"""The numbers of what the whole has once."""
FIRST_FREE = 5
PACKED = 200
"""Objects in one compressed stream."""


@dataclass
class Place:
    """A heading where it stands: its level, its title and its destination as PDF has them."""

    level: int
    title: bytes
    destination: bytes
    page: int
    """From 1."""


@dataclass
class Binder:
    """Takes part after part, and gives the whole."""

    places: list[Place] = field(default_factory=list)
    page_count: int = 0

    def __post_init__(self) -> None:
        self._next = FIRST_FREE
        self._next_parent = 0
        self._pages: list[bytes] = []
        self._children: list[bytes] = []
        self._parents: list[tuple[int, bytes]] = []
        self._ids: list[tuple[bytes, bytes]] = []
        self._bodies: list[tuple[int, bytes]] = []
        self._streams: list[tuple[int, bytes]] = []
        self._packs: list[tuple[list[int], bytes]] = []
        self._part = 0
        self._roles = b""
        self._catalog = b""
        self._metadata = b""
        self._facts = b""
        self._links: list[tuple[int, bytes]] = []

    def add(
        self, pdf: bytes, levels: Sequence[int], *, in_front: bool = False, without_first: bool = False
    ) -> None:
        """The next part; `levels` are those of its headings in their order.

        `in_front` of all that came before: the front is set last, since its contents name pages.
        `without_first` leaves the first page out. Raises BindingFailed.
        """
        part = Part(pdf)
        if without_first:
            part.leave_out_first_page()
        self._part += 1
        shift = self._next - 1
        self._next += part.highest
        shared = {part.pages: PAGES, part.document: DOCUMENT}

        def number(own: int) -> int:
            return shared.get(own, own + shift)

        def led(refs: Sequence[bytes]) -> list[bytes]:
            return [renumbered(ref, number) for ref in refs]

        for own, body in part.objects():
            head, stream, rest = body.partition(STREAM)
            self._keep(number(own), self._told_apart(renumbered(head, number)), stream + rest)
        self._pack()
        self._parents += [(key + self._next_parent, renumbered(ref, number)) for key, ref in part.parents]
        self._next_parent += part.parent_count
        self._ids += [(self._own(name), renumbered(ref, number)) for name, ref in part.ids]
        known = {ref: page for page, ref in enumerate(part.page_refs, 1)}
        before = 0 if in_front else len(self._pages)
        titles = part.titles()
        if len(titles) != len(levels):
            raise BindingFailed(f"{len(titles)} headings were set, {len(levels)} were told")
        self._place(
            in_front,
            led(part.page_refs),
            led(part.children),
            [
                Place(level, title, renumbered(where, number), before + known[part.page_of(where)])
                for level, (title, where) in zip(levels, titles, strict=True)
            ],
        )
        if in_front or not self._catalog:
            self._catalog, self._roles = part.body(part.catalog), part.roles
            self._metadata, self._facts = part.xmp, part.facts

    def _keep(self, number: int, head: bytes, rest: bytes) -> None:
        if rest:
            self._streams.append((number, head + rest))
        elif LINK.search(head):
            self._links.append((number, head))
        else:
            self._bodies.append((number, head))

    def _place(self, in_front: bool, pages: list[bytes], children: list[bytes], places: list[Place]) -> None:
        """Pages, structure and headings at their place in the whole."""
        if not in_front:
            self._pages += pages
            self._children += children
            self.places += places
        else:
            for place in self.places:
                place.page += len(pages)
            self._pages[:0], self._children[:0], self.places[:0] = pages, children, places
        self.page_count = len(self._pages)

    def _own(self, name: bytes) -> bytes:
        return b"P%d%s" % (self._part, name)

    def _told_apart(self, head: bytes) -> bytes:
        """Names of cells and numbers of pages in the structure that no other part has."""
        if b"/O /Table" in head:
            head = CELL_ID.sub(lambda match: b"(" + self._own(match[1]) + b")", head)
        if b"/StructParent" in head and (b"/Type /Page" in head or b"/Type /Annot" in head):
            head = re.sub(
                rb"/(StructParents?) (\d+)",
                lambda match: b"/%s %d" % (match[1], int(match[2]) + self._next_parent),
                head,
            )
        return head

    def _pack(self) -> None:
        """Small objects go together into compressed streams."""
        for start in range(0, len(self._bodies), PACKED):
            chosen = self._bodies[start : start + PACKED]
            numbers, offset, places = [], 0, []
            for number, body in chosen:
                numbers.append(number)
                places.append(b"%d %d" % (number, offset))
                offset += len(body) + 1
            head = b" ".join(places) + b"\n"
            packed = zlib.compress(head + b"\n".join(body for _number, body in chosen))
            told = b"<< /Type /ObjStm /N %d /First %d /Length %d /Filter /FlateDecode >>" % (
                len(chosen),
                len(head),
                len(packed),
            )
            self._packs.append((numbers, told + STREAM + packed + b"\nendstream"))
        self._bodies.clear()

    def whole(self) -> bytes:
        """The bound PDF. Raises BindingFailed where a link leads nowhere."""
        self._bodies += [(number, self._leading(head)) for number, head in self._links]
        self._bodies += self._trees()
        metadata, catalog, facts = range(self._next, self._next + 3)
        self._next += 3
        self._streams.append((metadata, self._metadata))
        self._bodies += [(catalog, self._opening(metadata)), (facts, self._facts)]
        self._pack()
        return _written(self._streams, self._packs, (catalog, facts), self._next)

    def _leading(self, head: bytes) -> bytes:
        match = LINK.search(head)
        number = int(match[1]) if match else len(self.places)
        if number >= len(self.places):
            raise BindingFailed(f"a link leads to heading {number} of {len(self.places)}")
        place = self.places[number]
        head = LINK.sub(lambda _match: b"/Dest " + place.destination, head)
        return CONTENTS.sub(lambda _match: b"/Contents " + place.title, head)

    def _trees(self) -> Iterator[tuple[int, bytes]]:
        yield PAGES, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self._pages), b" ".join(self._pages))
        numbers = b" ".join(b"%d %s" % pair for pair in sorted(self._parents))
        names = b" ".join(b"(%s) %s" % pair for pair in sorted(self._ids))
        yield (
            STRUCTURE,
            b"<< /Type /StructTreeRoot /RoleMap %s /K [%d 0 R] /ParentTree << /Nums [%s] >> "
            b"/IDTree << /Names [%s] /Limits [(%s) (%s)] >> /ParentTreeNextKey %d >>"
            % (
                self._roles,
                DOCUMENT,
                numbers,
                names,
                min(self._ids, default=(b"",))[0],
                max(self._ids, default=(b"",))[0],
                self._next_parent,
            ),
        )
        yield (
            DOCUMENT,
            b"<< /Type /StructElem /S /Document /P %d 0 R /K [%s] >>"
            % (STRUCTURE, b" ".join(self._children)),
        )
        yield from self._bookmarks()

    def _bookmarks(self) -> Iterator[tuple[int, bytes]]:
        """The tree of headings: each below the nearest one before it of a higher level."""
        first = self._next
        self._next += len(self.places)
        above: list[int] = []
        children: dict[int, list[int]] = {-1: []}
        parents: list[int] = []
        for at, place in enumerate(self.places):
            while above and self.places[above[-1]].level >= place.level:
                above.pop()
            parent = above[-1] if above else -1
            parents.append(parent)
            children[parent].append(at)
            children[at] = []
            above.append(at)
        for at, place in enumerate(self.places):
            siblings = children[parents[at]]
            here = bisect_left(siblings, at)
            parent = OUTLINES if parents[at] < 0 else first + parents[at]
            told = [b"/Parent %d 0 R" % parent, b"/Title " + place.title, b"/Dest " + place.destination]
            if here:
                told.append(b"/Prev %d 0 R" % (first + siblings[here - 1]))
            if here + 1 < len(siblings):
                told.append(b"/Next %d 0 R" % (first + siblings[here + 1]))
            if children[at]:
                told.append(
                    b"/First %d 0 R /Last %d 0 R /Count -%d"
                    % (first + children[at][0], first + children[at][-1], len(children[at]))
                )
            yield first + at, b"<< %s >>" % b" ".join(told)
        top = children[-1]
        ends = b"/First %d 0 R /Last %d 0 R " % (first + top[0], first + top[-1]) if top else b""
        yield OUTLINES, b"<< /Type /Outlines %s/Count %d >>" % (ends, len(top))

    def _opening(self, metadata: int) -> bytes:
        """The catalog of the first part, with the whole's trees."""
        known = {b"Pages": PAGES, b"Metadata": metadata, b"StructTreeRoot": STRUCTURE}
        body = self._catalog
        for name, number in known.items():
            body = re.sub(rb"/%s \d+ 0 R" % name, b"/%s %d 0 R" % (name, number), body)
        body = re.sub(rb"/Outlines \d+ 0 R", b"", body)
        return body.rstrip()[:-2] + b"/Outlines %d 0 R\n>>" % OUTLINES


def _written(
    streams: Sequence[tuple[int, bytes]],
    packs: Sequence[tuple[list[int], bytes]],
    heads: tuple[int, int],
    highest: int,
) -> bytes:
    """Everything in a file, with a compressed cross-reference; `heads`: the catalog, and title and dates."""
    made = [b"%PDF-1.7\n%\x80\x80\x80\x80\n"]
    size = len(made[0])
    entries: dict[int, tuple[int, int, int]] = {}
    packed_bodies = ((highest + at, body) for at, (_numbers, body) in enumerate(packs))
    for number, body in [*streams, *packed_bodies]:
        entries[number] = (1, size, 0)
        made.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        size += len(made[-1])
    for at, (numbers, _body) in enumerate(packs):
        for place, number in enumerate(numbers):
            entries[number] = (2, highest + at, place)
    table = highest + len(packs)
    entries[table] = (1, size, 0)
    rows = b"".join(
        kind.to_bytes(1, "big") + where.to_bytes(5, "big") + place.to_bytes(2, "big")
        for kind, where, place in (entries.get(each, (0, 0, 0)) for each in range(table + 1))
    )
    packed = zlib.compress(rows)
    digest = b"%032x" % (zlib.crc32(rows) << 64 | zlib.adler32(rows) << 32 | len(rows))
    told = (
        b"<< /Type /XRef /Size %d /W [1 5 2] /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] "
        b"/Length %d /Filter /FlateDecode >>" % (table + 1, *heads, digest, digest, len(packed))
    )
    made.append(b"%d 0 obj\n%s%s%s\nendstream\nendobj\n" % (table, told, STREAM, packed))
    made.append(b"startxref\n%d\n%%%%EOF\n" % size)
    return b"".join(made)
