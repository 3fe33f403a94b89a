import io
import tracemalloc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from werkzeug.formparser import parse_form_data

from portal.files.spool import MEMORY_BYTES, CappedSpool

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BOUNDARY = b"--line"


class Streamed(io.RawIOBase):
    """A request body that is made while it is read, as it comes from a network."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        while len(self.rest) < len(view) and (piece := next(self.pieces, b"")):
            self.rest += piece
        taken, self.rest = self.rest[: len(view)], self.rest[len(view) :]
        view[: len(taken)] = taken
        return len(taken)


def part(name: str, filename: str = "") -> bytes:
    file = f'; filename="{filename}"' if filename else ""
    return b"\r\n".join(
        (
            b"--" + BOUNDARY,
            f'Content-Disposition: form-data; name="{name}"{file}'.encode(),
            b"",
            b"",
        )
    )


def petition_with(large: int) -> Iterator[bytes]:
    yield part("story") + "Đường thôn bị ngập".encode() + b"\r\n"
    yield part("files", "small.jpg") + b"small" + b"\r\n"
    yield part("files", "large.jpg")
    for _ in range(large // 65_536):
        yield bytes(65_536)
    yield b"\r\n" + part("files", "last.jpg") + b"last" + b"\r\n"
    yield b"--" + BOUNDARY + b"--\r\n"


def test_a_thirty_megabyte_photo_costs_neither_the_text_nor_the_other_files() -> None:
    size, limit = 30 * 1024 * 1024, 1024 * 1024
    length = size + sum(map(len, petition_with(0)))
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "multipart/form-data; boundary=" + BOUNDARY.decode(),
        "CONTENT_LENGTH": str(length),
        "wsgi.input": Streamed(petition_with(size)),
    }
    tracemalloc.start()

    _, form, files = parse_form_data(
        environ, stream_factory=lambda *_, **__: CappedSpool(limit), silent=False
    )

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    small, large, last = (file.stream for file in files.getlist("files"))
    assert form["story"] == "Đường thôn bị ngập"
    assert (small.read(), last.read()) == (b"small", b"last")
    assert isinstance(large, CappedSpool)
    assert large.overflowed
    assert (large.received, large.seek(0, io.SEEK_END)) == (size, limit)
    assert peak < 4 * 1024 * 1024
    for file in files.getlist("files"):
        file.close()


@pytest.mark.parametrize(("size", "overflowed"), [(9, False), (10, False), (11, True)])
def test_exactly_the_limit_fits(size: int, overflowed: bool) -> None:
    with CappedSpool(10) as spool:
        assert spool.write(b"x" * size) == size

        spool.seek(0)
        assert spool.read() == b"x" * min(size, 10)
        assert spool.overflowed is overflowed


def test_pieces_are_cut_where_the_limit_falls() -> None:
    with CappedSpool(5) as spool:
        spool.writelines([b"abc", memoryview(b"def"), b"ghi"])

        spool.seek(0)
        assert spool.read() == b"abcde"
        assert spool.received == 9


def test_more_than_a_little_goes_to_disk_and_comes_back_whole() -> None:
    content = bytes(range(256)) * (MEMORY_BYTES // 128)
    with CappedSpool(len(content)) as spool:
        spool.write(content)

        spool.seek(0)
        assert spool.read() == content
        assert not spool.overflowed
