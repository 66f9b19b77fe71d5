"""An address as a code that phones read."""

import io

import segno


def drawn_code(address: str, *, margin: int = 0) -> str:
    """The address as a QR code, an SVG that fills its place; a margin of 4 is what a camera wants."""
    drawing = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawing, kind="svg", border=margin, xmldecl=False, omitsize=True, light="#fff")
    return drawing.getvalue().decode()
