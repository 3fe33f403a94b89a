"""The address by which a sender ends the letters about a case, without signing in."""

import base64
import hmac

from portal.keys import Keys, Purpose

STOP = "/thu/"
DIGEST_BYTES = 15  # 120 bits: nobody ends another's letters by trying


def stop_token(keys: Keys, case_id: int) -> str:
    return f"{case_id}-{_digest(keys, case_id)}"


def case_of_token(keys: Keys, token: str) -> int | None:
    """Return the case of a token; None if we did not write it."""
    number, _, digest = token.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        return None
    case_id = int(number)
    right = hmac.compare_digest(digest.encode(), _digest(keys, case_id).encode())
    return case_id if right else None


def _digest(keys: Keys, case_id: int) -> str:
    whole = keys.digest(Purpose.NOTICE_STOP, str(case_id).encode())
    return base64.b32encode(whole[:DIGEST_BYTES]).decode().lower()
