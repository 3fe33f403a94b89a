"""Posters of every format are read by two decoders that share no code, worn and badly lit too."""

import random
from collections.abc import Callable
from ctypes import c_int, c_uint

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter
from pypdfium2 import raw

from portal.documents.posters.notice import Notice, Receiver, notice_pdf
from portal.documents.posters.poster import Format, posters_pdf
from portal.documents.qr import qr_path
from tests.portal.documents.test_posters import LONG_HOST, make_poster

PRINTED = {paper: posters_pdf([make_poster()], paper) for paper in Format}
MILLIMETRE = 72 / 25.4
SMALLEST_MODULE = 0.4
QUIET = 4


def photograph(pdf: bytes, paper: Format) -> Image.Image:
    """Return what a phone sees that is held to one code: a sheet of stickers holds many."""
    page = pdfium.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil().convert("L")
    crops = {Format.STICKERS: (0, 0, 410, 218), Format.TENT: (0, 730, 1240, 1430)}
    seen: Image.Image = page.crop(crops[paper]) if paper in crops else page
    return seen.resize((seen.width * 3, seen.height * 3)) if paper is Format.STICKERS else seen


def blurred(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(2))


def skewed(image: Image.Image) -> Image.Image:
    """Return the sheet seen from the side and from below."""
    width, height = image.size
    seen = np.array(
        [[0, 0], [width, height * 0.1], [width, height * 0.94], [0, height]], np.float32
    )
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turned = cv2.getPerspectiveTransform(flat, seen)
    return Image.fromarray(
        cv2.warpPerspective(np.asarray(image), turned, (width, height), borderValue=255)
    )


def faded(image: Image.Image) -> Image.Image:
    """Return the sheet after a summer behind glass: dark is grey, white is not quite."""
    return image.point([120 + n * 2 // 5 for n in range(256)])


def worn(image: Image.Image) -> Image.Image:
    """Return the sheet with a hole rubbed into the code, ink on it and dirt all over.

    The three corner marks are spared: by them a code is found, and no correction replaces them.
    """
    found = zxingcpp.read_barcodes(image)[0].position
    left, top = found.top_left.x, found.top_left.y
    side = found.bottom_right.x - left
    marked = image.copy()
    pen = ImageDraw.Draw(marked)
    pen.rectangle(_patch(left + side * 0.42, top + side * 0.4, side * 0.22), fill=255)
    pen.ellipse(_patch(left + side * 0.7, top + side * 0.55, side * 0.14), fill=0)
    chance = random.Random(5)  # noqa: S311  # the same dirt every time
    for _ in range(40):
        x, y = (chance.uniform(0.3, 0.7) * side for _ in "xy")
        pen.ellipse(_patch(left + x, top + y, side * 0.015), fill=chance.choice((0, 255)))
    return marked


def _patch(x: float, y: float, size: float) -> tuple[float, float, float, float]:
    return x, y, x + size, y + size


HARM: tuple[Callable[[Image.Image], Image.Image], ...] = (blurred, skewed, faded, worn)


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("paper", Format)
def test_two_decoders_read_it(paper: Format, harm: Callable[[Image.Image], Image.Image]) -> None:
    image = harm(photograph(PRINTED[paper], paper))
    assert {found.text for found in zxingcpp.read_barcodes(image)} == {make_poster().url}
    text, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(np.asarray(image))
    assert text == make_poster().url


def codes_on(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Return where the codes lie on a page, as the file says it: squares filled black."""
    found = []
    for thing in pdfium.PdfDocument(pdf)[0].get_objects(
        filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=9
    ):
        colour, fill, stroke = [c_uint() for _ in range(4)], c_int(), c_int()
        raw.FPDFPageObj_GetFillColor(thing.raw, *colour)
        raw.FPDFPath_GetDrawMode(thing.raw, fill, stroke)
        left, bottom, right, top = thing.get_bounds()
        is_black = not any(one.value for one in colour[:3])
        if fill.value and is_black and right - left == pytest.approx(top - bottom, abs=0.1):
            found.append((left, bottom, right, top))
    return found


@pytest.mark.parametrize("host", ["gopy.suoimo.example", LONG_HOST], ids=["short", "long"])
@pytest.mark.parametrize("paper", Format)
def test_modules_are_large_enough_and_stand_in_white(paper: Format, host: str) -> None:
    poster = make_poster(host=host)
    pdf = posters_pdf([poster], paper)
    modules = qr_path(poster.url)[1] - 2 * QUIET
    codes = codes_on(pdf)
    assert len(codes) == {Format.TENT: 2, Format.STICKERS: 24}.get(paper, 1)
    page = pdfium.PdfDocument(pdf)[0]
    picture = page.render(scale=2).to_pil().convert("L")
    for left, bottom, right, top in codes:
        module = (right - left) / modules
        assert module / MILLIMETRE >= SMALLEST_MODULE
        around = (left - 3.5 * module, page.get_height() - top - 3.5 * module)
        beyond = (right + 3.5 * module, page.get_height() - bottom + 3.5 * module)
        zone = picture.crop(tuple(round(2 * one) for one in (*around, *beyond)))
        inner = round(7 * module) - 2
        zone.paste(255, (inner, inner, zone.width - inner, zone.height - inner))
        assert zone.getextrema() == (255, 255)


def test_a_notice_is_read_too() -> None:
    own = Receiver("Xã Suối Mơ", "Thôn 1", "0200 000 000", "7:30–17:00")
    url = "https://gopy.suoimo.example/c/xa-suoi-mo/y-kien"
    notice = Notice(own, own, "thứ Năm", url, "Xã Suối Mơ", "Tỉnh Minh Họa")
    image = photograph(notice_pdf(notice), Format.A4)
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [url]
    assert cv2.QRCodeDetector().detectAndDecode(np.asarray(image))[0] == url
