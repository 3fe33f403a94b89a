"""Draws the receipt of a petition as a picture that a phone can keep."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from portal.documents.fonts import FONT_FOLDERS
from portal.documents.qr import qr_png

WIDTH, MARGIN = 1080, 72
PAPER, INK, SOFT, BRAND = "#ffffff", "#161d33", "#444a5c", "#2d3574"
QR_PIXELS = 420
LINE_HEIGHT = 1.45


@dataclass(frozen=True)
class ReceiptWords:
    """Everything the picture says, in the reader's language; `promises` are whole sentences.

    `warning` stands boxed above all else: that the commune is made up.
    """

    commune: str
    title: str
    reference_label: str
    reference: str
    code_label: str
    code: str
    promises: tuple[str, ...]
    advice: str
    address: str
    warning: str = ""


def receipt_png(words: ReceiptWords, qr_text: str) -> bytes:
    """Return a PNG 1080 pixels wide, with the code in large type and a QR code to the page."""
    sheet = _Sheet()
    if words.warning:
        sheet.write_boxed(words.warning, 34)
    sheet.write(words.commune, 34, SOFT)
    sheet.write(words.title, 52, BRAND, bold=True, gap=28)
    for label, value in (
        (words.reference_label, words.reference),
        (words.code_label, words.code),
    ):
        sheet.write(label, 34, SOFT)
        sheet.write(value, 68, INK, bold=True, gap=32)
    for promise in words.promises:
        sheet.write(promise, 38, INK, gap=16)
    sheet.write(words.advice, 34, SOFT, gap=24)
    sheet.paste_square(qr_png(qr_text, scale=12), QR_PIXELS)
    sheet.write(words.address, 38, BRAND, bold=True)
    return sheet.png()


class _Sheet:
    """A white strip that grows downwards, one wrapped paragraph at a time."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (WIDTH, 4000), PAPER)
        self._draw = ImageDraw.Draw(self._image)
        self._draw.rectangle((0, 0, WIDTH, 16), fill=BRAND)
        self._y = MARGIN

    def write(self, text: str, size: int, colour: str, *, bold: bool = False, gap: int = 0) -> None:
        font = _font(size, bold=bold)
        for line in self._wrapped(text, font):
            self._draw.text((MARGIN, self._y), line, font=font, fill=colour)
            self._y += round(size * LINE_HEIGHT)
        self._y += gap

    def write_boxed(self, text: str, size: int) -> None:
        top, inset = self._y, size // 2
        self._y += inset
        font = _font(size, bold=True)
        self._draw.text((MARGIN + inset, self._y), text, font=font, fill=INK)
        self._y += size + 2 * inset
        right = MARGIN + 2 * inset + round(self._draw.textlength(text, font=font))
        self._draw.rectangle((MARGIN, top, right, self._y), outline=INK, width=4)
        self._y += 2 * inset

    def paste_square(self, png: bytes, pixels: int) -> None:
        with Image.open(io.BytesIO(png)) as square:
            # Nearest neighbour keeps the modules sharp.
            fitted = square.convert("RGB").resize((pixels, pixels), Image.Resampling.NEAREST)
        self._image.paste(fitted, (MARGIN - 16, self._y))
        self._y += pixels + 8

    def png(self) -> bytes:
        out = io.BytesIO()
        self._image.crop((0, 0, WIDTH, self._y + MARGIN)).save(out, "PNG", optimize=True)
        return out.getvalue()

    def _wrapped(self, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._draw.textlength(longer, font=font) > WIDTH - 2 * MARGIN:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines


def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    name = "BeVietnamPro-SemiBold.ttf" if bold else "BeVietnamPro-Regular.ttf"
    return ImageFont.truetype(FONT_FOLDERS[0] / name, size)
