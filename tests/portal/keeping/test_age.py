"""The format is age's, keys are told apart, and no side of a stream waits for the other in vain."""

import io
import os
import threading
import tracemalloc
from base64 import b64decode
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.keeping.age import PrivateKey, PublicKey
from portal.keeping.errors import DamagedError, KeyTextError, NotABackupError, WrongKeyError
from portal.keeping.sealed import opening, sealing
from tests.portal.keeping.houses import KEY

if TYPE_CHECKING:
    from typing_extensions import Buffer

CHUNK_BYTES = 64 * 1024
LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
# Made once by another program than this one (rage) for two receivers; ours is the second. What
# was sealed years ago must open whatever version of the library is here.
THEIR_KEY = "AGE-SECRET-KEY-1J6LFV7Y9NHX56FFGEZXYEEFH072HX43JSUENM0YWZ28RDKCHUQKQQ36V4A"
THEIR_FILE = b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBueUNjQWludEZLejFmSU41VTBPL284dVN1dXNNYk44NjZQ"
    "RDBEYjdIQUc4Cm5BT1NUVkNqSTV6RXhKN3NKbnhiaHVpZDRJdGJ0RVkzYVErcmVZWWI4VlkKLT4gWDI1NTE5IDR0"
    "MGV2czF2dWpUTEhRd2x4SWFQS0hVZTViMzRESUJsTVhCMGlDQ3JoQUEKdnpuSi9YNWpaaWxsajc3NytoZGZ3Rllt"
    "RDhJWWkzOE5PZTBuUitvZ1dRRQotPiA3JkMtZ3JlYXNlICZeOV8paSBTeyVjNn1FCnpReXhoUk5oVE9IVWhTUEh3"
    "aXdHRFJpbVNkMG8yT2trcVNvNFJZdzNVeTl2U2FiVUhMZGZzU3JwYnNwYjZ3dEIKRzIxUFZ0VmVUallkd29OK2VJ"
    "L3h2WE9iMWcKLS0tIGlHMGJaMm9XSVZLdGFaZStBMC95QU9KUHdzNnp0TnpWbytWY1h6bEcrY1UKIWELfXO9IqfZ"
    "biZE0WuqtqqYFpANaI/9mc7HS0Wp5mqmH4Z1IJ8Mmkcfc/EyWw=="
)


@pytest.fixture(autouse=True)
def nothing_stays_behind() -> Iterator[None]:
    threads, files = threading.active_count(), len(os.listdir("/proc/self/fd"))
    yield
    assert threading.active_count() == threads
    assert len(os.listdir("/proc/self/fd")) == files


class FullDisk(io.BytesIO):
    """Takes so many bytes and no more."""

    def __init__(self, room_bytes: int) -> None:
        super().__init__()
        self._room_bytes = room_bytes

    def write(self, content: "Buffer") -> int:
        written = super().write(content)
        if self.tell() > self._room_bytes:
            raise OSError(28, "No space left on device")
        return written


def sealed(plain: bytes, public: PublicKey) -> bytes:
    target = io.BytesIO()
    with sealing(target, public) as file:
        file.write(plain)
    return target.getvalue()


def seal_and_break_off(target: IO[bytes], size: int) -> None:
    with sealing(target, KEY.public) as file:
        file.write(bytes(size))
        raise ZeroDivisionError


def seal_in_parts(target: IO[bytes], size: int) -> None:
    with sealing(target, KEY.public) as file:
        for _ in range(10):
            file.write(os.urandom(size // 10))


def opened(content: bytes, private: PrivateKey) -> bytes:
    with opening(io.BytesIO(content), private) as file:
        return file.read()


def test_a_file_of_another_program_opens() -> None:
    assert opened(THEIR_FILE, PrivateKey.parse(THEIR_KEY)).decode() == "Xã Suối Mơ"


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3_000_000])
def test_what_was_sealed_opens_again(size: int) -> None:
    plain = os.urandom(size)
    assert opened(sealed(plain, KEY.public), KEY) == plain


def test_another_key_another_file_and_a_broken_one_are_told_apart() -> None:
    whole = sealed(bytes(5_000_000), KEY.public)
    with pytest.raises(WrongKeyError):
        opened(whole, PrivateKey.new())
    for other in (b"", b"age", b"PK\3\4" + bytes(3000)):
        with pytest.raises(NotABackupError):
            opened(other, KEY)
    for end, megabytes in [(60, 0), (whole.index(b"---") + 20, 0), (3_300_000, 3), (-1, 4)]:
        with pytest.raises(DamagedError) as broken:
            opened(whole[:end], KEY)
        assert broken.value.data == {"megabytes": megabytes}


@pytest.mark.parametrize("size", [0, 10, 300_000])
def test_what_was_broken_off_while_it_was_sealed_never_opens(size: int) -> None:
    target = io.BytesIO()
    with pytest.raises(ZeroDivisionError):
        seal_and_break_off(target, size)
    with pytest.raises((DamagedError, NotABackupError)):
        opened(target.getvalue(), KEY)


def test_a_pipe_of_the_writer_that_breaks_is_not_taken_for_ours() -> None:
    with pytest.raises(BrokenPipeError, match="theirs"), sealing(io.BytesIO(), KEY.public):
        raise BrokenPipeError("theirs")


@pytest.mark.parametrize("size", [0, 10, 8_000, 300_000, 3_000_000])
@pytest.mark.parametrize("room_bytes", [0, 250, 70_000])
def test_a_full_disk_stops_the_writer_with_the_words_of_the_system(
    size: int, room_bytes: int
) -> None:
    if size + 200 <= room_bytes:
        pytest.skip("there is room for it")
    with pytest.raises(OSError, match="No space left") as told:
        seal_in_parts(FullDisk(room_bytes), size)
    assert told.value.errno == 28


def test_a_reader_may_stop_in_the_middle() -> None:
    whole = sealed(bytes(3_000_000), KEY.public)
    with opening(io.BytesIO(whole), KEY) as file:
        assert file.read(10) == bytes(10)
    with pytest.raises(ZeroDivisionError), opening(io.BytesIO(whole), KEY):
        raise ZeroDivisionError


def test_a_long_stream_is_never_whole_in_memory(tmp_path: os.PathLike[str]) -> None:
    path, part, count = os.path.join(tmp_path, "long.age"), os.urandom(1024**2), 32
    tracemalloc.start()
    with open(path, "wb") as target, sealing(target, KEY.public) as file:
        for _ in range(count):
            file.write(part)
    with open(path, "rb") as source, opening(source, KEY) as file:
        assert all(file.read(len(part)) == part for _ in range(count))
        assert file.read() == b""
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 8 * len(part)


def test_a_key_says_nothing_of_itself_unless_asked() -> None:
    key = PrivateKey.new()
    assert key.reveal() not in repr(key)
    assert PrivateKey.parse(f" {key.reveal()}\n") == key
    assert PublicKey.parse(str(key.public)) == key.public


@given(st.integers(4, 61), st.sampled_from(LETTERS))
def test_a_mistyped_letter_is_noticed(place: int, letter: str) -> None:
    text = str(KEY.public)
    if text[place] != letter:
        with pytest.raises(KeyTextError):
            PublicKey.parse(text[:place] + letter + text[place + 1 :])


@pytest.mark.parametrize(
    "text", ["", "age1", "AGE-SECRET-KEY-1", "age1o", "xin chào", "\udcff", "Age1" + "q" * 58]
)
def test_what_is_no_key_is_told(text: str) -> None:
    with pytest.raises(KeyTextError):
        PublicKey.parse(text)
    with pytest.raises(KeyTextError):
        PrivateKey.parse(text)


def test_one_key_of_the_pair_is_not_the_other() -> None:
    with pytest.raises(KeyTextError):
        PrivateKey.parse(str(KEY.public))
    with pytest.raises(KeyTextError):
        PublicKey.parse(KEY.reveal())
