"""The key to the first-run wizard: a token in the data directory, printed in the terminal."""

import hmac
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.errors import NotFoundError

FILE = "first-run-token"
TOKEN_BYTES = 24


def make_token(data_dir: Path) -> str:
    """Return the token of this installation; the first call makes it, readable by its owner only.

    Whoever reads the terminal or the data directory owns the server already; nobody else can
    claim a fresh installation that stands open on the network.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(token)
    return token


def is_token(data_dir: Path, token: str) -> bool:
    """Say whether this is the token; without a file nothing is."""
    try:
        kept = (data_dir / FILE).read_bytes()
    except FileNotFoundError:
        return False
    return hmac.compare_digest(kept, token.encode())


@contextmanager
def claimed(data_dir: Path) -> Iterator[None]:
    """Hold the token while the commune is set up; gone afterwards, back when that failed.

    The rename is the judge: of two people who press the last button at once, one gets
    `NotFoundError`, whatever the database would have allowed.
    """
    path, held = data_dir / FILE, data_dir / f"{FILE}.held"
    try:
        path.rename(held)
    except FileNotFoundError as error:
        raise NotFoundError from error
    try:
        yield
    except BaseException:
        held.rename(path)
        raise
    held.unlink()
