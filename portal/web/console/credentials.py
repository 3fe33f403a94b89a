"""Names and passwords at the door: compared slowly, outside transactions, and not too often."""

from typing import NamedTuple

from portal.offices import staff_store
from portal.offices.errors import SignInRefusedError
from portal.offices.events import Actor, record
from portal.offices.passwords import Hasher, hasher
from portal.offices.permissions import May, granted
from portal.offices.sessions import sign_in
from portal.web.session import allow, client_address, config, database, request_now

WINDOW_SECONDS = 15 * 60
# A person mistypes a few times. The name alone has a higher limit: whoever knows a colleague's name
# must not be able to keep them out from another address.
TRIES_OF_NAME_AND_ADDRESS = 10
TRIES_OF_NAME = 60
# A whole commune may sit behind one address.
TRIES_OF_ADDRESS = 100


class Admitted(NamedTuple):
    """Someone who has just signed in: the token for the cookie, and what they may do."""

    token: str
    may: frozenset[May]


class _Account(NamedTuple):
    id: int
    authority_id: int
    hash: str | None
    may: frozenset[May]


def own_hasher() -> Hasher:
    return hasher(is_fast=config().fast_hashing)


def is_calm(username: str) -> bool:
    """Count an attempt; False when there were too many by this name or from this address."""
    address = client_address()
    counts = (
        allow("sign-in", f"{username}\0{address}", TRIES_OF_NAME_AND_ADDRESS, WINDOW_SECONDS),
        allow("sign-in-name", username, TRIES_OF_NAME, WINDOW_SECONDS),
        allow("sign-in-address", address, TRIES_OF_ADDRESS, WINDOW_SECONDS),
    )
    return all(counts)


def admit(username: str, password: str) -> Admitted:
    """Open a session, or raise `SignInRefusedError` for whatever does not fit.

    An unknown name and a closed account take as long as a wrong password.
    """
    account = _account(username)
    if not own_hasher().fits(account.hash, password) or account.hash is None:
        _note_failure(account)
        raise SignInRefusedError
    with database().writing() as session:
        token = sign_in(session, config().keys, account.id, account.hash, now=request_now())
        record(session, Actor(account.authority_id, account.id), "signed_in", request_now())
    return Admitted(token, account.may)


def _note_failure(account: _Account) -> None:
    """Note whose name it was; for no account the same lock is taken, or its time would tell."""
    with database().writing() as session:
        if account.id:
            told = {"staff_id": account.id}
            record(session, Actor(account.authority_id), "sign_in_failed", request_now(), **told)


def _account(username: str) -> _Account:
    with database().reading() as session:
        staff = staff_store.staff_by_username(session, username)
        if staff is None or not staff.is_active:
            return _Account(0, 0, None, frozenset())
        return _Account(staff.id, staff.authority_id, staff.password_hash, granted(staff.roles))
