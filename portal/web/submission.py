"""Signed submission ids: they guard a citizen's form without a cookie and make it exactly-once."""

import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

from portal.errors import DomainError
from portal.keys import Keys, Purpose

LIFETIME = timedelta(hours=12)
ID_BYTES = 16
MINUTE_BYTES = 4
MAC_BYTES = 16


class SubmissionForgedError(DomainError):
    """The hidden field is missing or was not made by this portal."""

    code = "submission_forged"


class SubmissionExpiredError(DomainError):
    """The form was open for longer than a submission id lives; `submission_id` is that id."""

    code = "submission_expired"

    def __init__(self, submission_id: bytes) -> None:
        super().__init__()
        self.submission_id = submission_id


def issue(keys: Keys, now: datetime) -> str:
    """Return a fresh token for the hidden field of a form, 48 characters."""
    head = os.urandom(ID_BYTES) + _minutes(now).to_bytes(MINUTE_BYTES)
    return urlsafe_b64encode(head + _mac(keys, head)).decode()


def read(keys: Keys, token: str, now: datetime) -> bytes:
    """Return the 16-byte submission id of a token that is ours and not too old."""
    try:
        raw = urlsafe_b64decode(token.encode("ascii"))
    except ValueError as error:
        raise SubmissionForgedError from error
    head, mac = raw[: ID_BYTES + MINUTE_BYTES], raw[ID_BYTES + MINUTE_BYTES :]
    if not hmac.compare_digest(mac, _mac(keys, head)):
        raise SubmissionForgedError
    age = _minutes(now) - int.from_bytes(head[ID_BYTES:])
    if not -1 <= age <= LIFETIME // timedelta(minutes=1):
        raise SubmissionExpiredError(head[:ID_BYTES])
    return head[:ID_BYTES]


def _minutes(now: datetime) -> int:
    return int(now.timestamp()) // 60


def _mac(keys: Keys, head: bytes) -> bytes:
    return keys.digest(Purpose.SUBMISSION, b"form" + head)[:MAC_BYTES]
