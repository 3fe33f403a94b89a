"""A QR code says the same in every medium, and a machine reads it back."""

import io
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from portal.documents.qr import qr_matrix, qr_path, qr_png, qr_svg, qr_terminal

URL = "https://gopy.suoimo.example/q/ABCDEFG"
SVG = "{http://www.w3.org/2000/svg}"


def read(modules: list[list[bool]], scale: int = 8) -> str:
    pixels = np.where(np.array(modules), 0, 255).astype(np.uint8)
    found = zxingcpp.read_barcodes(np.kron(pixels, np.ones((scale, scale), dtype=np.uint8)))
    assert len(found) == 1
    return str(found[0].text)


def drawn(path: str, width: int) -> list[list[bool]]:
    modules = [[False] * width for _ in range(width)]
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x} {y}h{n}v1h-{back}z" for x, y, n, back in runs) == path
    for x, y, length, back in runs:
        assert length == back
        for column in range(int(x), int(x) + int(length)):
            modules[int(y)][column] = True
    return modules


def test_the_matrix_is_read_back_and_has_its_quiet_zone() -> None:
    matrix = qr_matrix(URL)
    assert read(matrix) == URL
    assert not any(any(row) for row in (*matrix[:4], *matrix[-4:]))
    assert not any(any(row[:4]) or any(row[-4:]) for row in matrix)


def test_a_link_with_a_short_code_stays_small() -> None:
    assert len(qr_matrix("https://gopy.example.vn/q/ABCDEFG")) == 33 + 8  # version 4


def test_the_path_draws_exactly_the_matrix() -> None:
    path, width = qr_path(URL)
    assert drawn(path, width) == qr_matrix(URL)


def test_the_svg_names_itself_and_escapes_its_title() -> None:
    svg = ET.fromstring(qr_svg(URL, 'Quầy 1 <b> & "2"', 50))  # noqa: S314 our own text
    assert svg.get("role") == "img"
    assert svg.get("width") == "50mm"
    assert svg.findtext(f"{SVG}title") == 'Quầy 1 <b> & "2"'
    background, dark = svg.findall(f"{SVG}path")
    assert background.get("fill") == "#fff"
    assert dark.get("d") == qr_path(URL)[0]


def test_the_svg_is_small_and_has_no_style_attribute() -> None:
    svg = qr_svg(URL, "Quầy 1")
    assert "style" not in svg
    assert len(svg) < 8_000


@pytest.mark.parametrize("scale", [3, 10])
def test_the_png_is_read_back(scale: int) -> None:
    image = Image.open(io.BytesIO(qr_png(URL, scale)))
    assert image.size == (len(qr_matrix(URL)) * scale,) * 2
    assert [found.text for found in zxingcpp.read_barcodes(image.convert("L"))] == [URL]


def test_the_terminal_drawing_shows_the_matrix_black_on_white() -> None:
    lines = qr_terminal(URL).split("\n")
    rows: list[list[bool]] = []
    for line in lines:
        drawing = re.fullmatch("\x1b\\[38;5;16;48;5;231m([ ▀▄█]+)\x1b\\[0m", line)
        assert drawing
        rows.append([char in "▀█" for char in drawing[1]])
        rows.append([char in "▄█" for char in drawing[1]])
    matrix = qr_matrix(URL)
    assert rows[: len(matrix)] == matrix
    assert read(rows) == URL


def test_vietnamese_text_survives_too() -> None:
    assert read(qr_matrix("Xã Ea H'Leo – Đắk Lắk")) == "Xã Ea H'Leo – Đắk Lắk"
