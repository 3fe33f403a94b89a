"""Draws QR codes as SVG, PNG and for a terminal from one matrix."""

import html
import io
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.pil import PilImage
from qrcode.main import QRCode

QUIET_ZONE = 4  # modules of white on every side, ISO/IEC 18004

Matrix = list[list[bool]]

# Exact black and white of the 256-colour table: "white" of the 16 colours is grey in many themes.
BLACK_ON_WHITE = "\x1b[38;5;16;48;5;231m"
RESET = "\x1b[0m"
HALF_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def qr_matrix(text: str) -> Matrix:
    """Return the rows of modules (True is dark), quiet zone included.

    Error correction Q: a quarter of the symbol may be scratched, faded or behind tape.
    """
    return [[bool(module) for module in row] for row in _qr_code(text).get_matrix()]


def qr_path(text: str) -> tuple[str, int]:
    """Return the dark modules as SVG path data and the width of the square in modules.

    One sub-path for each run of dark modules: no hairlines between neighbours, and a few kilobytes.
    """
    matrix = qr_matrix(text)
    steps = (
        f"M{start} {top}h{length}v1h-{length}z"
        for top, row in enumerate(matrix)
        for start, length in _dark_runs(row)
    )
    return "".join(steps), len(matrix)


def qr_svg(text: str, title: str, millimetres: int = 40) -> str:
    """Return an SVG of the code, crisp at any size, on white also where pages are dark.

    `title` is what a screen reader says.
    """
    path, width = qr_path(text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {width}"'
        f' width="{millimetres}mm" height="{millimetres}mm" shape-rendering="crispEdges">'
        f"<title>{html.escape(title)}</title>"
        f'<path fill="#fff" d="M0 0h{width}v{width}H0z"/>'
        f'<path fill="#000" d="{path}"/></svg>'
    )


def qr_png(text: str, scale: int = 10) -> bytes:
    """Return a black and white PNG with `scale` pixels a module."""
    out = io.BytesIO()
    _qr_code(text, scale).make_image(image_factory=PilImage).save(out, format="PNG")
    return out.getvalue()


def qr_terminal(text: str) -> str:
    """Return the code in half blocks, two rows a line, scannable on dark and light terminals.

    Colours are set for each line: without them a dark terminal would show a negative, which
    some phones do not read.
    """
    matrix = qr_matrix(text)
    matrix.append([False] * len(matrix))  # every version has an odd number of rows: 21, 25, …
    pairs = zip(matrix[::2], matrix[1::2], strict=True)
    lines = ("".join(HALF_BLOCKS[pair] for pair in zip(*rows, strict=True)) for rows in pairs)
    return "\n".join(f"{BLACK_ON_WHITE}{line}{RESET}" for line in lines)


def _qr_code(text: str, scale: int = 1) -> QRCode[PilImage]:
    code = QRCode(
        version=None,
        error_correction=ERROR_CORRECT_Q,
        box_size=scale,
        border=QUIET_ZONE,
        image_factory=PilImage,
    )
    code.add_data(text)
    code.make(fit=True)
    return code


def _dark_runs(row: list[bool]) -> list[tuple[int, int]]:
    """Return start and length of every run of dark modules."""
    runs, start = [], 0
    for is_dark, modules in groupby(row):
        length = len(list(modules))
        if is_dark:
            runs.append((start, length))
        start += length
    return runs
