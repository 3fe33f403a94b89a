"""Hostile files are decoded in a short-lived process that knows no secret and may die alone.

Decoders of pictures and documents are large native libraries; a flaw or a bomb in one of them must
not take the portal, its keys or its memory along.
"""

import errno
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO

import portal
from portal.files.errors import FileNotKeptError, FileRefusedError, Refusal
from portal.files.formats.cleaned import Cleaned
from portal.files.workbench import NO_ROOM

HOUSE = Path(portal.__file__).resolve().parent.parent
COMMAND = (sys.executable, "-s", "-m", "portal.files.workbench")
# Nothing of the portal's own environment: it holds the secret key and the database's password.
ENVIRONMENT = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}
WALL_SECONDS = 30
QUEUE_SECONDS = 60
AT_ONCE = 2

_places = BoundedSemaphore(AT_ONCE)


def clean_apart(content: bytes) -> Cleaned:
    """Clean in a process of its own; raise `FileRefusedError`, also when that process dies.

    Raise `FileNotKeptError` when there is no room for the answer: the file is not to blame.
    """
    if not _places.acquire(timeout=QUEUE_SECONDS):
        raise FileRefusedError(Refusal.UNSUPPORTED_HERE)
    try:
        with tempfile.TemporaryFile() as answer:
            _run(content, answer)
            answer.seek(0)
            return _read_answer(answer)
    except OSError as error:
        raise FileNotKeptError from error
    except (subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
        raise FileRefusedError(Refusal.DAMAGED) from error
    finally:
        _places.release()


def _run(content: bytes, answer: IO[bytes]) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and module; the file goes in as data
        COMMAND,
        input=content,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        cwd=HOUSE,
        env=ENVIRONMENT,
        timeout=WALL_SECONDS,
        check=False,
    )
    if done.returncode == NO_ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    done.check_returncode()


def _read_answer(answer: IO[bytes]) -> Cleaned:
    """Read what the workbench wrote; raise when it is not its language."""
    head = json.loads(answer.readline())
    if "refused" in head:
        raise FileRefusedError(Refusal(head["refused"]))
    return Cleaned(answer.read(), head["width"], head["height"], head["pages"])
