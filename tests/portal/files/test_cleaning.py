import io
import tracemalloc
from hashlib import sha256
from typing import IO

import pytest

from portal.files.cleaning import MAX_BYTES, clean
from portal.files.errors import FileRefusedError, Refusal
from portal.files.spool import CappedSpool
from tests.portal.files.samples import HEIC, document, photo, shown, two_halves, written


class Endless(io.BytesIO):
    """A file that says it is huge and must never be read."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return 30_000_000 if whence == io.SEEK_END else offset

    def read(self, size: int | None = -1, /) -> bytes:
        raise AssertionError("a file that is too large was read")


def refusal_of(source: IO[bytes], limit: int = MAX_BYTES) -> Refusal:
    with pytest.raises(FileRefusedError) as refusal:
        clean(source, limit=limit)
    return refusal.value.reason


@pytest.mark.parametrize(
    "content",
    [photo(), written(two_halves(), "PNG"), written(two_halves(), "WEBP"), HEIC],
    ids=["JPEG", "PNG", "WebP", "HEIC"],
)
def test_a_picture_becomes_a_measured_jpeg(content: bytes) -> None:
    file = clean(io.BytesIO(content))

    assert (file.media_type, file.extension) == ("image/jpeg", "jpg")
    assert (file.width, file.height, file.pages) == (64, 48, None)
    assert file.sha256 == sha256(file.content).digest()
    assert shown(file.content).size == (64, 48)


def test_a_document_becomes_a_counted_pdf() -> None:
    file = clean(io.BytesIO(document(pages=3)))

    assert (file.media_type, file.extension) == ("application/pdf", "pdf")
    assert (file.width, file.height, file.pages) == (None, None, 3)
    assert file.sha256 == sha256(file.content).digest()


def test_a_file_is_read_from_its_start_wherever_it_stands() -> None:
    source = io.BytesIO(photo())
    source.seek(100)

    assert clean(source).width == 64


def test_thirty_megabytes_are_refused_unread() -> None:
    tracemalloc.start()

    assert refusal_of(Endless()) == Refusal.TOO_LARGE

    assert tracemalloc.get_traced_memory()[1] < 100_000
    tracemalloc.stop()


def test_the_limit_itself_is_allowed_and_one_byte_more_is_not() -> None:
    content = photo()

    assert clean(io.BytesIO(content), limit=len(content)).width == 64
    assert refusal_of(io.BytesIO(content), limit=len(content) - 1) == Refusal.TOO_LARGE


def test_the_torso_of_a_file_that_was_too_large_is_refused_as_too_large() -> None:
    content = photo()
    with CappedSpool(len(content)) as spool:
        spool.write(content + b"more")

        assert refusal_of(spool) == Refusal.TOO_LARGE


def test_an_empty_file_is_refused() -> None:
    assert refusal_of(io.BytesIO()) == Refusal.EMPTY


@pytest.mark.parametrize("content", [b"<html>", b"<svg onload='alert(1)'/>", b"MZ\x90\x00", b"x"])
def test_what_is_neither_picture_nor_document_is_refused(content: bytes) -> None:
    assert refusal_of(io.BytesIO(content)) == Refusal.UNKNOWN_TYPE


def test_a_refusal_of_the_quarantine_comes_through() -> None:
    assert refusal_of(io.BytesIO(document(pages=51))) == Refusal.TOO_MANY_PAGES
    assert refusal_of(io.BytesIO(photo()[:300])) == Refusal.DAMAGED
