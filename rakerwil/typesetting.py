"""Setting documents in type: a template and plain data become a tagged PDF/UA-1.

The compiler runs in a child process with limits of time and memory: what people typed is data to it and can
neither read files nor take the server down.
"""

import json
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

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


class TypesettingFailed(RuntimeError):
    """The document could not be set; the text says what the compiler found."""


def set_in_type(template: str, data: dict[str, Any]) -> bytes:
    """The tagged PDF that `templates/documents/<template>` makes of `data` (plain JSON types).

    Raises TypesettingFailed on errors and after twenty seconds.
    """
    return _compiled(template, data, "pdf", b"%PDF")


def drawn(svg: str, breadth: int) -> bytes:
    """The PNG of an SVG, so many millimetres broad; raises TypesettingFailed."""
    return _compiled("picture.typ", {"svg": svg, "breadth": breadth}, "png", b"\x89PNG")


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
            sys.stdout.buffer.write(made)
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
