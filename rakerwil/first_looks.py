"""The first look of a file: a small picture of a photo, or of the first page of a PDF.

Made in a child process with limits of time and memory, since nobody knows what a file does to its reader.
"""

import io
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 8
"""By the clock; the child's own limit of processor time is shorter."""
PROCESSOR_SECONDS = 4
MEMORY = 1024 * 1024 * 1024
WIDTH, HEIGHT = 320, 240
"""Of the picture in pixels, at most; twice what a page shows, for sharp screens."""
KINDS = {"image/jpeg": "photo", "image/png": "photo", "application/pdf": "pdf"}
"""By content type, how a look is taken; there is none of anything else."""
ROOT = Path(__file__).resolve().parent.parent


def first_look(content: bytes, content_type: str) -> bytes | None:
    """A JPEG of at most 320 × 240 pixels; None where there is nothing to see or the file resists."""
    if content_type not in KINDS:
        return None
    command = [sys.executable, "-m", "rakerwil.first_looks", KINDS[content_type]]
    try:
        run = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            command, input=content, capture_output=True, timeout=SECONDS, cwd=ROOT, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return run.stdout if run.returncode == 0 and run.stdout.startswith(b"\xff\xd8\xff") else None


def main() -> None:
    """The child: kind as argument, file on standard input, JPEG on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    content = sys.stdin.buffer.read()
    is_page = sys.argv[1] == "pdf"
    sys.stdout.buffer.write(_small(_page(content) if is_page else content, only_top=is_page))


def _page(content: bytes) -> bytes:
    """The first page as PNG, drawn by the compiler that sets our documents."""
    import typst  # noqa: PLC0415 - only the child loads the compiler

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "file.pdf").write_bytes(content)
        frame = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("file.pdf", width: {WIDTH}pt)'
        Path(folder, "page.typ").write_text(frame, encoding="utf-8")
        page: bytes = typst.compile(
            str(Path(folder, "page.typ")), root=folder, ignore_system_fonts=True, format="png", ppi=72
        )
    return page


def _small(content: bytes, *, only_top: bool) -> bytes:
    """All of a photo; the upper part of a page, where it says what it is."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only the child opens pictures

    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
        image.draft("RGB", (2 * WIDTH, 2 * HEIGHT))
        picture = image.convert("RGBA")
    sheet = Image.new("RGB", picture.size, "white")
    sheet.paste(picture, mask=picture.getchannel("A"))
    if only_top:
        sheet = sheet.crop((0, 0, sheet.width, min(sheet.height, sheet.width * HEIGHT // WIDTH)))
    target = io.BytesIO()
    ImageOps.contain(sheet, (WIDTH, HEIGHT)).save(target, "JPEG", quality=75, optimize=True)
    return target.getvalue()


if __name__ == "__main__":
    main()
