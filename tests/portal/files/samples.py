"""Plain builders of real files: photos that know where they were taken, documents that act."""

import base64
import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, StreamDecodeLevel
from PIL import Image

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
MAKER = "Nguyen Van Sample"
HEIC = base64.b64decode(Path(__file__).with_name("photo.heic.base64").read_text(encoding="ascii"))


def exif(orientation: int = 1) -> Image.Exif:
    """Return EXIF with a name and a place in Buôn Ma Thuột."""
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    tags[MAKE] = MAKER
    tags[GPS] = {1: "N", 2: (12.0, 40.0, 30.0), 3: "E", 4: (108.0, 3.0, 20.0)}
    return tags


def two_halves(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Return a picture whose left half is black and whose right half is white."""
    image = Image.new("L", size, 0)
    image.paste(255, (size[0] // 2, 0, *size))
    return image.convert(mode)


def written(image: Image.Image, pillow_format: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, pillow_format, **options)
    return buffer.getvalue()


def photo(orientation: int = 1, size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a JPEG as a phone writes it: EXIF, GPS, XMP, a comment."""
    return written(
        two_halves(size=size),
        "JPEG",
        exif=exif(orientation),
        xmp=b"<x:xmpmeta>" + MAKER.encode() + b"</x:xmpmeta>",
        comment=MAKER.encode(),
        quality=95,
    )


def shown(content: bytes) -> Image.Image:
    """Decode a cleaned picture completely."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def document(*changes: Callable[[Pdf], None], pages: int = 1) -> bytes:
    """Return a PDF of A4 pages with a black square each, after the given changes."""
    pdf = Pdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pdf.make_stream(b"0 g 100 100 200 200 re f")
    for change in changes:
        change(pdf)
    buffer = io.BytesIO()
    # As it was made: by default qpdf unpacks, mends and packs anew what it writes.
    pdf.save(buffer, compress_streams=False, stream_decode_level=StreamDecodeLevel.none)
    return buffer.getvalue()


def with_picture(data: bytes, filters: list[Name], side: int = 32) -> Callable[[Pdf], None]:
    """Return a change that puts a coded picture on the first page."""

    def change(pdf: Pdf) -> None:
        picture = Stream(pdf, data)
        picture.update(
            {
                "/Type": Name.XObject,
                "/Subtype": Name.Image,
                "/Width": side,
                "/Height": side,
                "/ColorSpace": Name.DeviceRGB,
                "/BitsPerComponent": 8,
                "/Filter": Array(filters),
            }
        )
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=picture))

    return change


def zeros(size: int) -> bytes:
    """Return `size` zero bytes, compressed a piece at a time."""
    packer = zlib.compressobj(9)
    piece = bytes(1024 * 1024)
    return b"".join(packer.compress(piece) for _ in range(size // len(piece))) + packer.flush()


def png_claiming(width: int, height: int, packed: bytes) -> bytes:
    """Return a grey PNG whose header claims a size and whose data is given packed."""
    header = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 0, 0, 0, 0))
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*chunk) for chunk in chunks)


def png_chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


def reopened(content: bytes) -> Pdf:
    return pikepdf.open(io.BytesIO(content))


def laid_open(content: bytes) -> bytes:
    """Return a PDF with every object and stream in plain text."""
    buffer = io.BytesIO()
    with reopened(content) as pdf:
        pdf.save(buffer, qdf=True, static_id=True)
    return buffer.getvalue()
