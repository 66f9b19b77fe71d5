"""A file from outside, laid bare: only what it shows, nothing that it does or that tells who made it.

Told by content, never by name. Photos are drawn anew; PDF and office documents that hold programs, other
files or ways to the outside are refused, and lose their makers' names. All of it happens in a child process
with limits of time and memory, since nobody knows what a file does to its reader; the child does not know
Django and answers with codes.
"""

import io
import json
import re
import resource
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rakerwil.workbook_archive import ACTIVE, is_astray

SECONDS = 8
"""By the clock; the child's own limit of processor time is shorter."""
PROCESSOR_SECONDS = 4
MEMORY = 1024 * 1024 * 1024
ROOT = Path(__file__).resolve().parent.parent

MOST_PIXELS = 24_000_000
LONGEST = 2400
"""Pixels of a photo's longer side: a page of A4 stays readable."""
MOST_PARTS = 2000
MOST_UNPACKED = 64 * 1024 * 1024
MOST_INFLATED = 32 * 1024 * 1024

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
OFFICE_FOLDERS = {
    "word/": ("docx", f"{OFFICE}.wordprocessingml.document"),
    "xl/": ("xlsx", f"{OFFICE}.spreadsheetml.sheet"),
    "ppt/": ("pptx", f"{OFFICE}.presentationml.presentation"),
}
OPEN_DOCUMENTS = {
    f"{OPEN_DOCUMENT}.text": "odt",
    f"{OPEN_DOCUMENT}.spreadsheet": "ods",
    f"{OPEN_DOCUMENT}.presentation": "odp",
}
NAMELESS = {
    "docProps/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>',
    "docProps/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>',
    "docProps/custom.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'custom-properties"/>',
    "meta.xml": b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'office:version="1.2"/>',
}
"""What stands in the place of parts that name people and machines."""

SCRIPTED = re.compile(r"^(Basic|Scripts)/|/?embeddings/.*\.bin$|\.(exe|js|vbs|bat|html?)$", re.IGNORECASE)
OUTWARD = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
HYPERLINK = re.compile(rb"/hyperlink[\"']")

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
ACTS = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?=[\s/\[\]<>(]|$)"
)
MAKERS = re.compile(rb"(/(?:Author|Creator|Producer)\s*)(\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>)")


class Refused(Exception):
    """The file is not taken; the argument is the code of the reason."""


@dataclass(frozen=True)
class Bare:
    """What may be kept, with the extension and the type that its content has."""

    extension: str
    content_type: str
    content: bytes


def bare(content: bytes) -> Bare:
    """The file as it may be kept.

    Raises Refused with a code: `unknown` for what is no photo, PDF or office document, `broken`, `large` when
    opened, `macros` for what acts, `locked` behind a password.
    """
    try:
        run = subprocess.run(
            [sys.executable, "-m", "rakerwil.bare_files"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("large") from error
    # killed by a limit, it could not say why
    head, _newline, body = run.stdout.partition(b"\n") if run.returncode == 0 else (b"", b"", b"")
    told = json.loads(head or '{"refused": "large"}')
    if "refused" in told:
        raise Refused(told["refused"])
    return Bare(told["extension"], told["content_type"], body)


def main() -> None:
    """The child: a file on standard input; on standard output a line that says what it is, then bytes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    try:
        extension, content_type, content = laid_bare(sys.stdin.buffer.read())
        told, body = {"extension": extension, "content_type": content_type}, content
    except Refused as refusal:
        told, body = {"refused": str(refusal)}, b""
    except MemoryError:
        told, body = {"refused": "large"}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + body)


def laid_bare(content: bytes) -> tuple[str, str, bytes]:
    """Extension, type and what may be kept of it; raises Refused."""
    for is_kind, keep in KINDS:
        if is_kind(content):
            return keep(content)
    raise Refused("unknown")


def photo(content: bytes) -> tuple[str, str, bytes]:
    """Drawn anew, upright: pixels only, nothing that stood beside or behind them."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only the child opens pictures

    Image.MAX_IMAGE_PIXELS = None  # our own limit is told before anything is unpacked
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused("large")
            kind = image.format
            image.draft("RGB", (LONGEST, LONGEST))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LONGEST, LONGEST))
            wanted = ("1", "L", "LA", "RGB", "RGBA") if kind == "PNG" else ("L", "RGB")
            plain = upright if upright.mode in wanted else upright.convert(wanted[-1])
            pixels = Image.new(plain.mode, plain.size)
            pixels.paste(plain)
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error) as error:
        raise Refused("broken") from error
    target = io.BytesIO()
    if kind == "PNG":
        pixels.save(target, "PNG")
        return "png", "image/png", target.getvalue()
    pixels.save(target, "JPEG", quality=85, optimize=True)
    return "jpg", "image/jpeg", target.getvalue()


def pdf(content: bytes) -> tuple[str, str, bytes]:
    """As it is, if it only shows pages; a page of another kind in disguise is none."""
    head = content[:1024].lower()
    if b"<html" in head or b"<script" in head:
        raise Refused("unknown")
    if b"%%EOF" not in content[-2048:]:
        raise Refused("broken")
    outside = _plain_names(STREAM.sub(b"stream", content))
    if b"/Encrypt" in outside:
        raise Refused("locked")
    if ACTS.search(outside) or any(ACTS.search(_plain_names(part)) for part in _object_streams(content)):
        raise Refused("macros")
    # a signed document stays as it was signed
    kept = content if b"/ByteRange" in outside else MAKERS.sub(_blanked, content)
    return "pdf", "application/pdf", kept


def _plain_names(text: bytes) -> bytes:
    """Names may be written as `/J#53`."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), text)


def _object_streams(content: bytes) -> list[bytes]:
    """What objects are packed together in; raises Refused where they can't be looked into."""
    left, found = MOST_INFLATED, []
    for stream in STREAM.finditer(content):
        start = content.rfind(b"obj", max(0, stream.start() - 2048), stream.start())
        about = _plain_names(content[max(start, 0) : stream.start()])
        if b"/ObjStm" not in about:
            continue
        if b"/FlateDecode" not in about or about.count(b"Decode") > 1:
            raise Refused("broken")
        try:
            part = zlib.decompressobj().decompress(stream[1], left)
        except zlib.error as error:
            raise Refused("broken") from error
        left -= len(part)
        if left <= 0:
            raise Refused("large")
        found.append(part)
    return found


def _blanked(found: re.Match[bytes]) -> bytes:
    """As long as before, so that everything else stays in its place."""
    text = found[2]
    filling = b" " if text.startswith(b"(") else b"0"
    return found[1] + text[:1] + filling * (len(text) - 2) + text[-1:]


def office(content: bytes) -> tuple[str, str, bytes]:
    """Packed anew: the same parts without their makers' names, and nothing before, between or behind them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise Refused("large")
            if any(entry.flag_bits & 1 for entry in entries):
                raise Refused("locked")
            if len(set(names)) != len(names) or any(is_astray(name) for name in names):
                raise Refused("broken")
            if any(ACTIVE.search(name) or SCRIPTED.search(name) for name in names):
                raise Refused("macros")
            extension, content_type = _office_kind(archive, names)
            return extension, content_type, _packed(archive, entries)
    # all that zipfile raises for what is damaged; the fourth is its word for a packing it does not know
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
        raise Refused("broken") from error


def _office_kind(archive: zipfile.ZipFile, names: list[str]) -> tuple[str, str]:
    if "mimetype" in names:
        kind = archive.read("mimetype")[:200].decode("ascii", "replace").strip()
        if kind in OPEN_DOCUMENTS:
            return OPEN_DOCUMENTS[kind], kind
    if "[Content_Types].xml" in names:
        if b"macroEnabled" in archive.read("[Content_Types].xml"):
            raise Refused("macros")
        for folder, told in OFFICE_FOLDERS.items():
            if any(name.startswith(folder) for name in names):
                return told
    raise Refused("unknown")


def _packed(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for entry in entries:
            part = archive.read(entry)
            name = entry.filename
            if name.endswith((".xml", ".rels")) and re.search(rb"<!(DOCTYPE|ENTITY)", part[:4096]):
                raise Refused("macros")
            if name.endswith(".rels") and any(not HYPERLINK.search(each) for each in OUTWARD.findall(part)):
                raise Refused("macros")
            if part.startswith(b"\xff\xd8\xff"):
                part = without_place(part)
            fresh = zipfile.ZipInfo(name)
            fresh.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(fresh, NAMELESS.get(name, part))
    return target.getvalue()


def without_place(jpeg: bytes) -> bytes:
    """The picture inside a document without the segments in which cameras write; its pixels untouched."""
    kept, at = [jpeg[:2]], 2
    while jpeg[at : at + 1] == b"\xff" and jpeg[at + 1 : at + 2] not in (b"\xda", b""):
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] not in (0xE1, 0xED, 0xFE):
            kept.append(jpeg[at:end])
        at = end
    return b"".join(kept) + jpeg[at:]


Keeper = Callable[[bytes], tuple[str, str, bytes]]

KINDS: tuple[tuple[Callable[[bytes], bool], Keeper], ...] = (
    (lambda content: content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")), photo),
    (lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", photo),
    (lambda content: content.startswith(b"%PDF-"), pdf),
    (lambda content: content.startswith(b"PK\x03\x04"), office),
)

if __name__ == "__main__":
    main()
