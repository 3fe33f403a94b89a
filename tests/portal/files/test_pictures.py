import io
import tracemalloc

import pytest
from PIL import Image, ImageOps

from portal.files.errors import FileRefusedError, Refusal
from portal.files.workbench import clean_here
from tests.portal.files.samples import (
    GPS,
    HEIC,
    MAKER,
    exif,
    photo,
    png_chunk,
    png_claiming,
    shown,
    two_halves,
    written,
    zeros,
)

BLACK, WHITE, MARGIN = 0, 255, 12


def grey_at(image: Image.Image, x: int, y: int) -> int:
    return image.convert("L").crop((x, y, x + 1, y + 1)).tobytes()[0]


def is_black_left_white_right(image: Image.Image) -> bool:
    width, height = image.size
    left, right = (
        grey_at(image, width // 8, height // 2),
        grey_at(image, width * 7 // 8, height // 2),
    )
    return left <= BLACK + MARGIN and right >= WHITE - MARGIN


def test_name_and_place_are_gone_from_a_photo() -> None:
    before = photo()
    assert Image.open(io.BytesIO(before)).getexif().get_ifd(GPS)
    assert MAKER.encode() in before

    after = clean_here(before).content

    image = shown(after)
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert MAKER.encode() not in after
    assert b"Exif" not in after


@pytest.mark.parametrize("pillow_format", ["PNG", "WEBP"])
def test_name_and_place_are_gone_from_other_pictures(pillow_format: str) -> None:
    before = written(two_halves(), pillow_format, exif=exif(), lossless=True)
    assert Image.open(io.BytesIO(before)).getexif().get_ifd(GPS)

    after = clean_here(before).content

    assert not shown(after).getexif()
    assert MAKER.encode() not in after


@pytest.mark.parametrize("orientation", [2, 3, 4, 5, 6, 7, 8])
def test_a_photo_is_turned_upright_before_its_orientation_is_forgotten(orientation: int) -> None:
    stored = Image.new("L", (64, 48), WHITE)
    stored.paste(BLACK, (0, 0, 32, 24))
    taken = written(stored, "JPEG", exif=exif(orientation), quality=95)
    upright = ImageOps.exif_transpose(shown(taken))

    image = shown(clean_here(taken).content)

    assert image.size == upright.size
    right, bottom = image.width - 5, image.height - 5
    for corner in ((4, 4), (right, 4), (4, bottom), (right, bottom)):
        assert abs(grey_at(image, *corner) - grey_at(upright, *corner)) <= MARGIN


def test_a_photo_with_broken_exif_is_still_taken() -> None:
    broken = written(two_halves(), "JPEG", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff")

    assert shown(clean_here(broken).content).size == (64, 48)


def test_a_large_photo_is_shrunk_and_keeps_its_shape() -> None:
    cleaned = clean_here(photo(size=(5200, 2600)))

    assert (cleaned.width, cleaned.height) == (2560, 1280)
    assert shown(cleaned.content).size == (2560, 1280)


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_photo_of_a_new_phone_is_shrunk_while_it_is_read(orientation: int) -> None:
    taken = photo(orientation, size=(8192, 6144))  # 50 megapixels

    cleaned = clean_here(taken)

    upright = (2560, 1920) if orientation == 1 else (1920, 2560)
    assert (cleaned.width, cleaned.height) == upright
    assert not shown(cleaned.content).getexif()


def test_a_photo_of_several_pictures_is_read_like_any_other() -> None:
    """Phones hide a second picture behind the first for depth or brightness (CIPA DC-007)."""
    first = two_halves(size=(5200, 2600))
    taken = written(first, "MPO", save_all=True, append_images=[two_halves()])

    assert is_black_left_white_right(shown(clean_here(taken).content))


@pytest.mark.parametrize("size", [(30_000, 1), (1, 30_000)])
def test_a_photo_as_thin_as_a_hair_stays_one(size: tuple[int, int]) -> None:
    assert max(shown(clean_here(photo(size=size)).content).size) == 2560


@pytest.mark.parametrize(
    ("size", "progressive"), [((11_000, 11_000), False), ((7_000, 6_000), True)]
)
def test_a_jpeg_that_would_fill_the_memory_is_refused(
    size: tuple[int, int], *, progressive: bool
) -> None:
    small = written(two_halves(), "JPEG", progressive=progressive)
    at = small.index(b"\xff\xc2" if progressive else b"\xff\xc0") + 5
    claiming = small[:at] + size[1].to_bytes(2) + size[0].to_bytes(2) + small[at + 4 :]

    with pytest.raises(FileRefusedError) as refusal:
        clean_here(claiming)

    assert refusal.value.reason == Refusal.TOO_MANY_PIXELS


def test_a_small_photo_is_not_blown_up() -> None:
    cleaned = clean_here(photo(size=(20, 10)))

    assert (cleaned.width, cleaned.height) == (20, 10)


@pytest.mark.parametrize(
    ("mode", "pillow_format"),
    [
        ("1", "PNG"),
        ("L", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("RGBA", "PNG"),
        ("I;16", "PNG"),
        ("L", "JPEG"),
        ("CMYK", "JPEG"),
        ("P", "GIF"),
        ("RGBA", "WEBP"),
    ],
)
def test_every_mode_comes_out_black_and_white_where_it_was(mode: str, pillow_format: str) -> None:
    if mode == "I;16":
        # 16 bits a pixel, as document scanners write
        source = Image.new("I;16", (64, 48), 0)
        source.paste(65535, (32, 0, 64, 48))
    else:
        source = two_halves(mode)

    image = shown(clean_here(written(source, pillow_format)).content)

    assert image.format == "JPEG"
    assert image.mode in {"L", "RGB"}
    assert is_black_left_white_right(image)


def test_sixteen_bit_grey_keeps_its_middle_tones() -> None:
    grey = Image.new("I;16", (16, 16), 32768)

    image = shown(clean_here(written(grey, "PNG")).content)

    assert abs(grey_at(image, 8, 8) - 128) <= 2


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_was_transparent_becomes_white_paper(mode: str) -> None:
    clear = Image.new("RGBA", (16, 16), (0, 0, 0, 0)).convert(mode)
    options = {"transparency": clear.getpixel((0, 0))} if mode == "P" else {}

    image = shown(clean_here(written(clear, "PNG", **options)).content)

    assert grey_at(image, 8, 8) >= WHITE - 2


@pytest.mark.parametrize("pillow_format", ["GIF", "WEBP", "PNG"])
def test_only_the_first_frame_of_a_moving_picture_stays(pillow_format: str) -> None:
    frames = [Image.new("RGB", (32, 32), colour) for colour in ("black", "white", "white")]
    moving = written(frames[0], pillow_format, save_all=True, append_images=frames[1:], duration=90)
    assert getattr(Image.open(io.BytesIO(moving)), "n_frames", 1) > 1

    image = shown(clean_here(moving).content)

    assert getattr(image, "n_frames", 1) == 1
    assert grey_at(image, 16, 16) <= MARGIN


def test_an_iphone_photo_becomes_a_jpeg_without_its_place() -> None:
    assert b"Exif" in HEIC

    cleaned = clean_here(HEIC)

    image = shown(cleaned.content)
    assert image.format == "JPEG"
    assert not image.getexif()
    # EXIF says 6, the container says nothing: the container is right.
    assert image.size == (cleaned.width, cleaned.height) == (64, 48)
    red, _, blue = image.convert("RGB").crop((5, 5, 6, 6)).tobytes()
    assert blue > red


def test_what_hides_behind_or_inside_a_picture_does_not_come_through() -> None:
    stowaway = b"PK\x03\x04<script>alert(1)</script>"
    png = written(two_halves(), "PNG")
    hidden = [
        photo() + stowaway,
        png[:33] + png_chunk(b"tEXt", b"Comment\x00" + stowaway) + png[33:] + stowaway,
        written(two_halves("P"), "GIF", comment=stowaway),
    ]

    for content in hidden:
        assert stowaway in content
        assert stowaway not in clean_here(content).content


@pytest.mark.parametrize(
    "content",
    [photo(size=(600, 400)), written(two_halves(size=(600, 400)), "PNG"), HEIC],
    ids=["JPEG", "PNG", "HEIC"],
)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_torn_picture_is_refused(content: bytes, share: float) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        clean_here(content[: int(len(content) * share)])

    assert refusal.value.reason == Refusal.DAMAGED


@pytest.mark.parametrize("size", [(6400, 6400), (30_000, 30_000), (2**31 - 1, 2**31 - 1)])
def test_a_png_of_too_many_pixels_is_refused_by_its_header(size: tuple[int, int]) -> None:
    bomb = png_claiming(*size, zeros(40 * 1024 * 1024))
    assert len(bomb) < 100_000
    tracemalloc.start()

    with pytest.raises(FileRefusedError) as refusal:
        clean_here(bomb)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refusal.value.reason == Refusal.TOO_MANY_PIXELS
    assert peak < 4 * 1024 * 1024


@pytest.mark.parametrize("chunk", [b"zTXt", b"iCCP"])
def test_a_png_with_a_bomb_beside_the_picture_is_harmless(chunk: bytes) -> None:
    png = written(two_halves(), "PNG")
    bomb = png[:33] + png_chunk(chunk, b"x\x00\x00" + zeros(200 * 1024 * 1024)) + png[33:]
    tracemalloc.start()

    with pytest.raises(FileRefusedError):
        clean_here(bomb)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16 * 1024 * 1024


def test_a_webp_canvas_of_too_many_pixels_is_refused() -> None:
    header = b"VP8X" + (10).to_bytes(4, "little") + bytes(4) + b"\xfe\x3f\x00\xfe\x3f\x00"
    bomb = b"RIFF" + (4 + len(header)).to_bytes(4, "little") + b"WEBP" + header

    with pytest.raises(FileRefusedError) as refusal:
        clean_here(bomb)

    assert refusal.value.reason == Refusal.TOO_MANY_PIXELS
