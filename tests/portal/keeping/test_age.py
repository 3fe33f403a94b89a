"""The format is age's: keys and files go back and forth between this program and others."""

import io
import os
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.keeping import bech32
from portal.keeping.age import PrivateKey, PublicKey
from portal.keeping.errors import DamagedError, KeyTextError
from portal.keeping.sealed import CHUNK_BYTES, OpeningReader, SealingWriter

# Made by rage (the Rust implementation, through pyrage 1.3) for two receivers; ours is the second.
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


def sealed(plain: bytes, public: PublicKey) -> bytes:
    target = io.BytesIO()
    writer = SealingWriter(target, public)
    writer.write(plain)
    writer.finish()
    return target.getvalue()


def opened(content: bytes, private: PrivateKey) -> bytes:
    return io.BufferedReader(OpeningReader(io.BytesIO(content), private)).read()


def test_a_file_of_another_program_opens() -> None:
    assert opened(THEIR_FILE, PrivateKey.parse(THEIR_KEY)).decode() == "Xã Suối Mơ"


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 200_000])
def test_what_was_sealed_opens_again(size: int) -> None:
    key, plain = PrivateKey.new(), os.urandom(size)
    assert opened(sealed(plain, key.public), key) == plain


def test_chunks_cannot_change_places() -> None:
    key = PrivateKey.new()
    whole = sealed(bytes(3 * CHUNK_BYTES), key.public)
    size = CHUNK_BYTES + 16
    head, rest = whole[: -3 * size], whole[-3 * size :]
    with pytest.raises(DamagedError):
        opened(head + rest[size : 2 * size] + rest[:size] + rest[2 * size :], key)


def test_a_key_says_nothing_of_itself_unless_asked() -> None:
    key = PrivateKey.new()
    assert key.reveal() not in repr(key)
    assert PrivateKey.parse(f" {key.reveal()}\n") == key
    assert PublicKey.parse(str(key.public)) == key.public


@given(st.binary(min_size=32, max_size=32), st.integers(4, 61), st.sampled_from(bech32.LETTERS))
def test_a_mistyped_letter_is_noticed(raw: bytes, place: int, letter: str) -> None:
    text = str(PublicKey(raw))
    if text[place] != letter:
        with pytest.raises(KeyTextError):
            PublicKey.parse(text[:place] + letter + text[place + 1 :])


@pytest.mark.parametrize(
    "text", ["", "age1", "AGE-SECRET-KEY-1", "age1o", "xin chào", "Age1" + "q" * 58]
)
def test_what_is_no_key_is_told(text: str) -> None:
    with pytest.raises(KeyTextError):
        PublicKey.parse(text)
    with pytest.raises(KeyTextError):
        PrivateKey.parse(text)


def test_a_public_key_is_no_private_key() -> None:
    key = PrivateKey.new()
    with pytest.raises(KeyTextError):
        PrivateKey.parse(str(key.public))
    with pytest.raises(KeyTextError):
        PublicKey.parse(bech32.encode("age", b"too short"))
