"""Fold whatever waits, again and again until killed: `python -m tests.load.figures.folder URL`."""

import sys
import time

from portal.db import Database
from portal.keys import Keys
from portal.ratings.folding import fold
from tests.load.rivals import SECRET

PAUSE_SECONDS = 1.0
"""The worker pauses for twenty."""


def main() -> None:
    database, keys = Database(sys.argv[1]), Keys(SECRET.encode())
    while True:
        fold(database, keys)
        time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    main()
