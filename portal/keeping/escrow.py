"""The installation's secret in safekeeping: sealed for the key of the backups, never beside it.

A backup holds sealed contacts, attachments and ratings. Their key is the secret, which is not in
the backup: only whoever has the private key and this file too can open all of it.
"""

import json
from pathlib import Path
from typing import IO

from portal.keeping.age import PrivateKey, PublicKey
from portal.keeping.errors import IncompleteError
from portal.keeping.folder import arriving
from portal.keeping.sealed import opening, sealing
from portal.keys import Keys

SECRET = "PORTAL_SECRET_KEY"  # noqa: S105  # the name of a setting


def escrow(keys: Keys, path: Path, public: PublicKey) -> None:
    """Write the secret, sealed; raise `CannotWriteError`, also when the file is there already."""
    with arriving(path) as file, sealing(file, public) as sealed:
        sealed.write(json.dumps({SECRET: keys.secret.decode()}).encode())


def reopened(source: IO[bytes], private: PrivateKey) -> str:
    """Return the secret; raise a `BackupError` when it is not in there or the key is another."""
    with opening(source, private) as opened:
        content = opened.read()
    try:
        return str(json.loads(content)[SECRET])
    except (ValueError, KeyError, TypeError) as error:
        raise IncompleteError(what=SECRET) from error
