"""A form's submission id is ours, fresh, and unique."""

from datetime import datetime, timedelta

import pytest

from portal.keys import Keys
from portal.web.submission import (
    LIFETIME,
    SubmissionExpiredError,
    SubmissionForgedError,
    issue,
    read,
)


def test_a_token_gives_back_one_id_and_no_two_are_alike(keys: Keys, now: datetime) -> None:
    token, other = issue(keys, now), issue(keys, now)
    assert read(keys, token, now) == read(keys, token, now + timedelta(minutes=5))
    assert read(keys, token, now) != read(keys, other, now)


def test_a_token_lives_to_its_last_minute_and_no_longer(keys: Keys, now: datetime) -> None:
    token = issue(keys, now)
    assert read(keys, token, now + LIFETIME)
    with pytest.raises(SubmissionExpiredError):
        read(keys, token, now + LIFETIME + timedelta(minutes=1))


def test_every_changed_letter_is_noticed(keys: Keys, now: datetime) -> None:
    token = issue(keys, now)
    for place, letter in enumerate(token):
        forged = token[:place] + ("A" if letter != "A" else "B") + token[place + 1 :]
        with pytest.raises(SubmissionForgedError):
            read(keys, forged, now)


@pytest.mark.parametrize("token", ["", "x", "ế", "AAAA", "A" * 48])
def test_nonsense_is_a_forgery_not_a_crash(keys: Keys, now: datetime, token: str) -> None:
    with pytest.raises(SubmissionForgedError):
        read(keys, token, now)


def test_another_installation_cannot_make_our_tokens(keys: Keys, now: datetime) -> None:
    with pytest.raises(SubmissionForgedError):
        read(keys, issue(Keys(b"another secret, also long enough to use"), now), now)
