"""Pictures are painted onto a fresh canvas, so that nothing but the pixels comes through."""

import io
from typing import IO

from PIL import Image

from portal.files.errors import FileRefusedError, Refusal
from portal.files.formats.cleaned import Cleaned
from portal.files.formats.jpeg import is_streamable

MAX_PIXELS = 40_000_000
MAX_STREAMED_PIXELS = 120_000_000  # phones have sensors of 108 megapixels
LONG_SIDE = 2560
QUALITY = 85
WHITE = "white"
ORIENTATION_TAG = 0x0112

# EXIF 2.32, tag 0x0112: what turns the stored pixels upright.
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def check_pixels(width: int, height: int, most: int = MAX_PIXELS) -> None:
    """Refuse a picture by what its header claims, before a single pixel is decoded."""
    if width * height > most:
        raise FileRefusedError(Refusal.TOO_MANY_PIXELS)


def clean_picture(source: IO[bytes], pillow_format: str) -> Cleaned:
    """Return the first frame upright as JPEG, at most 2560 px long; other formats are not tried."""
    image = _opened(source, pillow_format)
    check_pixels(*image.size)
    image = eight_bit(image)
    image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return repainted(_upright(image))


def clean_jpeg(source: IO[bytes]) -> Cleaned:
    """Return a JPEG upright and without metadata, at most 2560 px long.

    It is decoded at a half, a quarter or an eighth of its size, as long as 2560 px remain: so one
    that is read line by line may have as many pixels as a phone takes.
    """
    image = _opened(source, "JPEG")
    source.seek(0)
    check_pixels(*image.size, MAX_STREAMED_PIXELS if is_streamable(source.read()) else MAX_PIXELS)
    longer = max(image.size)
    width, height = (max(1, side * LONG_SIDE // longer) for side in image.size)
    image.draft(None, (width, height))
    image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return repainted(_upright(image))


def eight_bit(image: Image.Image) -> Image.Image:
    """Return a mode that can be shrunk smoothly; 16 bit grey is scaled, never clipped to white."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"1", "P", "PA"}:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def repainted(image: Image.Image) -> Cleaned:
    """Paint onto white paper, grey or colour, and write it as a JPEG without any metadata."""
    image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        mask, colours = image.getchannel("A"), image.convert("RGB")
    else:
        mask, colours = None, image.convert("L" if image.mode == "L" else "RGB")
    canvas = Image.new(colours.mode, colours.size, WHITE)
    canvas.paste(colours, mask=mask)
    written = io.BytesIO()
    canvas.save(written, "JPEG", quality=QUALITY, optimize=True)
    return Cleaned(written.getvalue(), *canvas.size)


def _opened(source: IO[bytes], pillow_format: str) -> Image.Image:
    try:
        return Image.open(source, formats=(pillow_format,))
    except Image.DecompressionBombError as error:
        raise FileRefusedError(Refusal.TOO_MANY_PIXELS) from error


def _upright(image: Image.Image) -> Image.Image:
    turn = UPRIGHT.get(_orientation(image))
    return image if turn is None else image.transpose(turn)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION_TAG, 1))
    except Exception:  # a camera's broken EXIF is no reason to refuse its picture
        return 1
