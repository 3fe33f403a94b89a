"""Each purpose has its own key, and what was sealed opens only whole and in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.keys import Keys, Purpose, UnsealError

KEYS = Keys(b"one secret of this installation, long enough")


def test_every_purpose_has_a_key_of_its_own() -> None:
    assert len({KEYS.key(purpose) for purpose in Purpose}) == len(Purpose)


@given(st.binary(max_size=200), st.binary(max_size=20))
def test_what_was_sealed_opens_again(plain: bytes, place: bytes) -> None:
    sealed = KEYS.seal(Purpose.CONTACT, plain, place)
    assert KEYS.unseal(Purpose.CONTACT, sealed, place) == plain


def test_nothing_opens_elsewhere_with_another_key_or_after_a_change() -> None:
    sealed = KEYS.seal(Purpose.CONTACT, "Nguyễn Văn A".encode(), b"case 1")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for purpose, bytes_, place in [
        (Purpose.CONTACT, sealed, b"case 2"),
        (Purpose.ENVELOPE, sealed, b"case 1"),
        (Purpose.CONTACT, changed, b"case 1"),
        (Purpose.CONTACT, sealed[:5], b"case 1"),
    ]:
        with pytest.raises(UnsealError):
            KEYS.unseal(purpose, bytes_, place)


def test_the_same_words_are_never_sealed_alike() -> None:
    assert KEYS.seal(Purpose.ENVELOPE, b"5") != KEYS.seal(Purpose.ENVELOPE, b"5")
