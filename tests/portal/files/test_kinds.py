import pytest

from portal.files.kinds import HEAD_BYTES, Gif, Heic, Jpeg, Kind, Pdf, Png, Webp, recognise
from tests.portal.files.samples import HEIC, document, photo, two_halves, written


def ftyp(major: bytes, *compatible: bytes) -> bytes:
    brands = major + bytes(4) + b"".join(compatible)
    return (8 + len(brands)).to_bytes(4) + b"ftyp" + brands


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (photo(), Jpeg),
        (written(two_halves(), "PNG"), Png),
        (written(two_halves(), "GIF"), Gif),
        (written(two_halves(), "WEBP"), Webp),
        (HEIC, Heic),
        (ftyp(b"mif1", b"mif1", b"heic"), Heic),
        (document(), Pdf),
        (b"\xef\xbb\xbf\r\n%PDF-1.4", Pdf),
    ],
)
def test_the_first_bytes_tell_the_kind(content: bytes, kind: type[Kind]) -> None:
    assert type(recognise(content[:HEAD_BYTES])) is kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><script>alert(1)</script>",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"MZ\x90\x00" + bytes(60),
        b"PK\x03\x04" + bytes(60),
        b"\x7fELF" + bytes(60),
        b"RIFF\x00\x00\x00\x00AVI " + bytes(50),
        b"BM" + bytes(60),
        b"II*\x00" + bytes(60),
        ftyp(b"avif", b"avif", b"mif1"),
        ftyp(b"isom", b"mp42"),
        ftyp(b"mif1", b"mif1") + b"heic",
        b"GIF88a" + bytes(50),
    ],
)
def test_everything_else_is_no_kind(content: bytes) -> None:
    assert recognise(content[:HEAD_BYTES]) is None
