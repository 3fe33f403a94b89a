import io

import pytest
from PIL import Image

from portal.files.formats.jpeg import is_streamable, pixel_size, segments, without_metadata
from tests.portal.files.samples import MAKER, photo, two_halves, written


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_the_pixels_stay_bit_for_bit(options: dict[str, object]) -> None:
    jpeg = written(two_halves(), "JPEG", comment=MAKER.encode(), **options)

    bare = without_metadata(jpeg)

    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(jpeg)).tobytes()
    assert MAKER.encode() not in bare


def test_the_colours_of_print_stay_as_they_are_read() -> None:
    jpeg = written(two_halves("CMYK"), "JPEG")

    bare = without_metadata(jpeg)

    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(jpeg)).tobytes()


def test_place_name_and_trailer_are_gone() -> None:
    bare = without_metadata(photo() + b"trailer of the maker")

    assert not Image.open(io.BytesIO(bare)).getexif()
    assert MAKER.encode() not in bare
    assert b"trailer" not in bare
    assert bare.endswith(b"\xff\xd9")


@pytest.mark.parametrize("label", [b"JFXX\x00", b"JFIF\x00" + bytes(9)])
def test_a_thumbnail_in_the_header_is_gone(label: bytes) -> None:
    jpeg = photo()
    data = label + b"thumbnail"
    header = b"\xff\xe0" + (2 + len(data)).to_bytes(2) + data

    assert b"thumbnail" not in without_metadata(jpeg[:2] + header + jpeg[2:])


def test_the_size_is_read_from_the_frame() -> None:
    assert pixel_size(photo(size=(64, 48))) == (64, 48)


@pytest.mark.parametrize("content", [b"", b"\xff\xd8", b"\xff\xd8\xff\xd9", b"%PDF-1.4"])
def test_what_has_no_frame_has_no_size(content: bytes) -> None:
    with pytest.raises(ValueError, match="no "):
        pixel_size(content)


def test_a_stray_fill_byte_is_skipped() -> None:
    jpeg = photo()

    padded = jpeg[:2] + b"\xff" + jpeg[2:]

    assert [marker for marker, _ in segments(padded)] == [marker for marker, _ in segments(jpeg)]


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_one_scan_of_all_components_is_read_line_by_line(mode: str) -> None:
    assert is_streamable(written(two_halves(mode), "JPEG"))


def test_what_needs_every_coefficient_at_once_is_told_by_its_headers() -> None:
    plain = written(two_halves(), "JPEG")
    scan = plain.index(b"\xff\xda")
    one_component = plain[:scan] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + plain[scan + 14 :]

    assert not is_streamable(written(two_halves(), "JPEG", progressive=True))
    assert not is_streamable(one_component)
    assert not is_streamable(plain[:scan])
