"""Setting documents in type: a template and plain data become a tagged PDF/UA-1.

The compiler runs in a child process with limits of time and memory: what people typed is data to it and can
neither read files nor take the server down.
"""

import json
import re
import resource
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rakerwil.binding import TARGET, Binder

SECONDS = 20
MEMORY = 1024 * 1024 * 1024
ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates" / "documents"
FONTS = ROOT / "static" / "fonts"

UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
STAND_IN = "\N{WHITE SQUARE}"
"""For a sign that no font has: an emoji typed on a phone must not keep a document from being made."""
FOLLOWERS = "[\u0300-\u036f\u200d\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
"""What changes the sign before it: accents, joiners, keycaps, skin tones."""
LATIN_END = "\u0250"
CELLS_OF_A_PART = 4000
"""Each takes twenty kilobytes while it is set; a document with more of them is set in parts."""
LISTED = (2, 3)
"""The levels of headings that contents list."""

Block = Mapping[str, Any]


class TypesettingFailed(RuntimeError):
    """The document could not be set; the text says what the compiler found."""


def set_in_type(template: str, data: dict[str, Any]) -> bytes:
    """The tagged PDF that `templates/documents/<template>` makes of `data` (plain JSON types).

    Raises TypesettingFailed on errors and after twenty seconds.
    """
    return _compiled(template, data, "pdf", b"%PDF")


def set_in_parts(
    template: str, data: dict[str, Any], tell: Callable[[int, int], None] = lambda _done, _all: None
) -> bytes:
    """The same of a document whose blocks begin pages here and there; a long one part by part, then bound.

    The front, with the contents, is set twice: first for its length, at last with the pages of what follows.
    `tell` hears how many of how many parts are done. Raises TypesettingFailed and BindingFailed.
    """
    front, *others = parts_of(data["blocks"])
    if not others:
        return set_in_type(template, data)
    binder, count = Binder(), len(others) + 1

    def listed(pages: Mapping[int, int]) -> list[Block]:
        return [
            {"level": level, "text": text, "target": TARGET.format(at), "page": pages.get(at, 0)}
            for at, (level, text) in enumerate(headings_of(data["blocks"]))
            if level in LISTED
        ]

    def part(blocks: Sequence[Block], first_page: int, pages: Mapping[int, int]) -> bytes:
        first_level = next((level for level, _text in headings_of(blocks)), 2)
        told: dict[str, Any] = {"first_page": first_page, "first_level": first_level}
        if first_page == 1:
            told["contents"] = listed(pages)
        return set_in_type(template, {**data, "blocks": blocks, "part": told})

    def levels(blocks: Sequence[Block]) -> list[int]:
        return [level for level, _text in headings_of(blocks)]

    own = Binder()
    own.add(part(front, 1, {}), levels(front))
    for done, blocks in enumerate(others, 1):
        tell(done - 1, count)
        binder.add(
            part(blocks, own.page_count + binder.page_count + 1, {}), levels(blocks), without_first=True
        )
    tell(count - 1, count)
    before = len(own.places)
    pages = {at: place.page for at, place in enumerate(own.places)}
    pages |= {before + at: own.page_count + place.page for at, place in enumerate(binder.places)}
    binder.add(part(front, 1, pages), levels(front), in_front=True)
    return binder.whole()


def parts_of(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks in parts that begin pages, none with more cells than can be set at once if it can be."""
    parts: list[list[Block]] = [[]]
    chapter: list[Block] = []
    for block in [*blocks, {"kind": "page"}]:
        if block["kind"] == "page":
            if parts[-1] and sum(map(cells_of, [*parts[-1], *chapter])) > CELLS_OF_A_PART:
                parts.append([])
            parts[-1] += chapter
            chapter = []
        chapter.append(block)
    return parts


def cells_of(block: Block) -> int:
    """How many cells a block has, about."""
    if block["kind"] == "recommendation":
        return 30 + sum(map(cells_of, block["plan"]))
    return sum(map(len, block["rows"])) if "rows" in block else 1


def headings_of(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Level and text of every heading but the title, in their order."""
    for block in blocks:
        match block["kind"]:
            case "heading":
                yield block["level"], block["text"]
            case "recommendation":
                yield block["level"], f"{block['code']}  {block['title']}"
            case "certificate":
                yield 1, block["title"]


def drawn(pictures: Sequence[tuple[str, int]]) -> list[bytes]:
    """The PNG of each SVG, so many millimetres broad, all made by one child; raises TypesettingFailed."""
    if not pictures:
        return []
    data = {"pictures": [{"svg": svg, "breadth": breadth} for svg, breadth in pictures]}
    return [b64decode(row) for row in _compiled("picture.typ", data, "png", b"iVBOR").split()]


def _compiled(template: str, data: dict[str, Any], wanted: str, begins: bytes) -> bytes:
    """What the child makes of a template, in the format wanted."""
    command = [sys.executable, "-m", "rakerwil.typesetting", str(TEMPLATES / template), wanted]
    try:
        run = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            command,
            input=json.dumps(data, ensure_ascii=False).encode(),
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TypesettingFailed(f"{template} was not set within {SECONDS} seconds") from error
    if run.returncode != 0 or not run.stdout.startswith(begins):
        raise TypesettingFailed(run.stderr.decode(errors="replace").strip() or f"exit {run.returncode}")
    return run.stdout


def main() -> None:
    """The child: template path and format as arguments, data on standard input, the file on its output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    import typst  # noqa: PLC0415 - only the child loads the compiler

    data = sys.stdin.buffer.read().decode()
    while True:
        try:
            made = typst.compile(  # type: ignore[call-overload] # its stubs do not know PDF/UA-1 yet
                sys.argv[1],
                root=str(TEMPLATES),
                font_paths=[str(FONTS)],
                ignore_system_fonts=True,
                format=sys.argv[2],
                pdf_standards=["ua-1"] if sys.argv[2] == "pdf" else [],
                ppi=220,
                sys_inputs={"data": data},
            )
        except typst.TypstError as error:
            undrawn = UNDRAWN.search(str(error))
            drawable = without(undrawn[1], data) if undrawn else data
            if drawable == data:
                raise
            data = drawable
        else:
            pages = made if isinstance(made, list) else [made]
            sys.stdout.buffer.write(
                made if sys.argv[2] == "pdf" else b"\n".join(b64encode(page) for page in pages)
            )
            return


def without(signs: str, data: str) -> str:
    """The JSON text without what the compiler's message says it can't draw.

    A letter loses what follows it, since it is not to blame; any other sign gets the stand-in.
    """
    sign = ESCAPED.sub(lambda code: chr(int(code[1], 16)), signs)[0]
    if " " < sign < LATIN_END:
        return re.sub(f"({re.escape(sign)}){FOLLOWERS}+", r"\1", data)
    spelled = json.dumps(sign)[1:-1] if sign < " " else sign
    return re.sub(f"{re.escape(spelled)}{FOLLOWERS}*", STAND_IN, data)


if __name__ == "__main__":
    main()
