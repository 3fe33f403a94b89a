"""What runs inside the quarantine: `python -m portal.files.workbench < file > answer`."""

import errno
import io
import json
import os
import resource
import sys
import warnings
from typing import IO

from portal.files.errors import FileRefusedError, Refusal
from portal.files.formats.cleaned import Cleaned
from portal.files.kinds import HEAD_BYTES, recognise

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 15
ANSWER_BYTES = 32 * 1024 * 1024
OPEN_FILES = 32
NO_ROOM = os.EX_IOERR
"""The exit status that says: the disk is full. Any other that is not 0 says: the file is bad."""


def clean_here(content: bytes) -> Cleaned:
    """Clean a file in this very process; raise `FileRefusedError` whatever the file provokes."""
    kind = recognise(content[:HEAD_BYTES])
    if kind is None:
        raise FileRefusedError(Refusal.UNKNOWN_TYPE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about the file, and nobody here reads them
            return kind.clean(io.BytesIO(content))
    except FileRefusedError:
        raise
    except ImportError as error:
        raise FileRefusedError(Refusal.UNSUPPORTED_HERE) from error
    except Exception as error:  # decoders raise anything on a hostile or torn file
        raise FileRefusedError(Refusal.DAMAGED) from error


def answer(source: IO[bytes], target: IO[bytes]) -> None:
    """Write one line of JSON, a refusal or the measures, and then the clean bytes."""
    try:
        cleaned = clean_here(source.read())
    except FileRefusedError as error:
        target.write(_line({"refused": error.reason}))
        return
    measures = {"width": cleaned.width, "height": cleaned.height, "pages": cleaned.pages}
    target.write(_line(measures) + cleaned.content)


def limit_myself() -> None:
    """Give up the right to more memory, time, disk or files before the first byte is read."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, ANSWER_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),  # a core dump would leave the citizen's file on the disk
    ):
        resource.setrlimit(what, (most, most))


def _line(values: dict[str, int | None] | dict[str, Refusal]) -> bytes:
    return json.dumps(values).encode() + b"\n"


def work() -> None:
    """Answer what comes in; leave with `NO_ROOM` when the answer cannot be written."""
    limit_myself()
    try:
        answer(sys.stdin.buffer, sys.stdout.buffer)
        sys.stdout.flush()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os._exit(NO_ROOM)  # an ordinary exit would try to write once more, and change the status


if __name__ == "__main__":
    work()
