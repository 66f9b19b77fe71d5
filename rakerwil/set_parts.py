"""Reading a PDF of the typesetter: plain objects, one cross-reference table, numbers of generation 0."""

import re
from collections.abc import Callable, Iterator

REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
PLAIN_STRING = re.compile(rb"\([^()\\]*\)|\b(\d+) 0 R\b")
UNPLAIN_STRING = re.compile(rb"\([^()\\]*[(\\]")
BEGINS = re.compile(rb"(\d+) 0 obj\n")


class BindingFailed(RuntimeError):
    """A part is not what the typesetter writes, or its headings are not those that were told."""


def renumbered(body: bytes, number: Callable[[int], int]) -> bytes:
    """The body with every reference led to its new number; what looks like one in a text stays."""

    def led(match: "re.Match[bytes]") -> bytes:
        return match[0] if match[1] is None else b"%d 0 R" % number(int(match[1]))

    if UNPLAIN_STRING.search(body):
        return outside_strings(body, lambda text: REFERENCE.sub(led, text))
    return PLAIN_STRING.sub(led, body)


def outside_strings(body: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The body with `change` done to all but its strings, which people wrote."""
    if b"(" not in body:
        return change(body)
    made, start, depth, at = [], 0, 0, 0
    while at < len(body):
        sign = body[at]
        if depth and sign == 0x5C:
            at += 1
        elif sign == 0x28:
            if not depth:
                made.append(change(body[start:at]))
                start = at
            depth += 1
        elif sign == 0x29 and depth:
            depth -= 1
            if not depth:
                made.append(body[start : at + 1])
                start = at + 1
        at += 1
    made.append(change(body[start:]))
    return b"".join(made)


class Part:
    """One PDF of the typesetter, read."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
        table = pdf[start:]
        offsets = sorted(int(row[:10]) for row in re.findall(rb"\d{10} 00000 n", table))
        self._spans: dict[int, tuple[int, int]] = {}
        for begin, end in zip(offsets, [*offsets[1:], start], strict=True):
            match = BEGINS.match(pdf, begin)
            if match is None:
                raise BindingFailed("an object does not stand where the table says")
            self._spans[int(match[1])] = (match.end(), pdf.rindex(b"endobj", begin, end))
        self.highest = max(self._spans)
        trailer = pdf[pdf.rindex(b"trailer") :]
        self.catalog = self._one(trailer, b"Root")
        self._info = self._one(trailer, b"Info")
        opening = self.body(self.catalog)
        self.pages = self._one(opening, b"Pages")
        self._structure = self._one(opening, b"StructTreeRoot")
        self._metadata = self._one(opening, b"Metadata")
        self._outlines = self._one(opening, b"Outlines") if b"/Outlines" in opening else 0
        self.xmp = self.body(self._metadata)
        self.facts = self.body(self._info)
        tree = self.body(self._structure)
        self.document = int(re.search(rb"/K \[(\d+) 0 R\]", tree)[1])  # type: ignore[index] # always there
        self.roles = re.search(rb"/RoleMap (<<.*?>>)", tree, re.DOTALL)[1]  # type: ignore[index]
        nums = re.search(rb"/Nums \[(.*?)\]", tree, re.DOTALL)
        self.parents = [
            (int(key), b"%s 0 R" % ref)
            for key, ref in re.findall(rb"(\d+) (\d+) 0 R", nums[1] if nums else b"")
        ]
        self.parent_count = 1 + max((key for key, _ref in self.parents), default=-1)
        self.ids = [(name, b"%s 0 R" % ref) for name, ref in re.findall(rb"\((U\w+)\) (\d+) 0 R", tree)]
        self.page_refs = self._refs(self.body(self.pages), b"Kids")
        self.children = self._refs(self.body(self.document), b"K")

    def leave_out_first_page(self) -> None:
        """Neither the page nor what the structure has on it."""
        page, *self.page_refs = self.page_refs
        own = re.search(rb"/StructParents (\d+)", self.body(int(page.split()[0])))
        self.parents = [(key, ref) for key, ref in self.parents if own is None or key != int(own[1])]
        self.children = [ref for ref in self.children if b"/Pg " + page not in self.body(int(ref.split()[0]))]

    def objects(self) -> Iterator[tuple[int, bytes]]:
        """By number; without those that the whole has once."""
        once = {self.catalog, self.pages, self._structure, self.document, self._metadata, self._info}
        if self._outlines:
            once |= {self._outlines, *self._walk(self._outlines)}
        for number in sorted(self._spans.keys() - once):
            yield number, self.body(number)

    def body(self, number: int) -> bytes:
        begin, end = self._spans[number]
        return self._pdf[begin:end].rstrip(b"\n")

    @staticmethod
    def _one(body: bytes, name: bytes) -> int:
        match = re.search(rb"/%s (\d+) 0 R" % name, body)
        if match is None:
            raise BindingFailed(f"a part has no {name.decode()}")
        return int(match[1])

    @staticmethod
    def _refs(body: bytes, name: bytes) -> list[bytes]:
        match = re.search(rb"/%s \[(.*?)\]" % name, body, re.DOTALL)
        return [b"%s 0 R" % number for number in REFERENCE.findall(match[1])] if match else []

    def _walk(self, number: int) -> Iterator[int]:
        """The bookmarks below one, in the order of reading."""
        below = re.search(rb"/First (\d+) 0 R", self._plain(number))
        while below:
            item = int(below[1])
            yield item
            yield from self._walk(item)
            below = re.search(rb"/Next (\d+) 0 R", self._plain(item))

    def _plain(self, number: int) -> bytes:
        """An object without its strings."""
        made: list[bytes] = []
        outside_strings(self.body(number), lambda text: made.append(text) or text)  # type: ignore[func-returns-value]
        return b" ".join(made)

    def titles(self) -> list[tuple[bytes, bytes]]:
        """The bookmarks in the order of reading: title and destination, as they are written."""
        if not self._outlines:
            return []
        return [self._bookmark(number) for number in self._walk(self._outlines)]

    def _bookmark(self, number: int) -> tuple[bytes, bytes]:
        body = self.body(number)
        begin = body.index(b"/Title ") + len(b"/Title ")
        end = body.rindex(b"\n  /Dest ")
        where = re.search(rb"/Dest (\d+ 0 R)", body[end:])
        if where is None:
            raise BindingFailed("a bookmark leads nowhere")
        return body[begin:end], where[1]

    def page_of(self, destination: bytes) -> bytes:
        """The page of a destination, which is a reference to `[page /XYZ x y zoom]`."""
        match = re.search(rb"\[(\d+ 0 R)", self.body(int(destination.split()[0])))
        if match is None:
            raise BindingFailed("a destination has no page")
        return match[1]
