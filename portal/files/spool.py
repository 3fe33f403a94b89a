"""Where an upload is written while the request is still being read."""

import os
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typing_extensions import Buffer

MEMORY_BYTES = 256 * 1024


class CappedSpool(SpooledTemporaryFile[bytes]):
    """A temporary file that keeps at most `limit` bytes and only counts the rest.

    One photo that is too large, or for which the disk has no room, then costs the sender that
    photo, not the text and the other files of the same request. Small uploads stay in memory,
    others lie in a file without a name.
    """

    def __init__(self, limit: int) -> None:
        super().__init__(max_size=MEMORY_BYTES)
        self.limit = limit
        self.received = 0
        self.is_torn = False
        """Whether the disk did not take it all; what it took is gone, and the spool is closed."""

    @property
    def overflowed(self) -> bool:
        """Whether more bytes came than were kept; the kept ones are then a torso."""
        return self.received > self.limit

    def write(self, data: "Buffer") -> int:
        """Keep what fits and claim to have written all, as a sender of chunks expects."""
        view = memoryview(data).cast("B")
        room = max(self.limit - self.received, 0)
        self.received += view.nbytes
        if room and not self.is_torn:
            try:
                super().write(view[:room])
            except OSError:
                self._tear()
        return view.nbytes

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Seek as any file does; this is also when the last bytes reach the disk, or do not."""
        if self.is_torn:
            return 0
        try:
            return super().seek(offset, whence)
        except OSError:
            self._tear()
            return 0

    def _tear(self) -> None:
        self.is_torn = True
        with suppress(OSError):
            self.close()

    def writelines(self, lines: "Iterable[Buffer]") -> None:
        for line in lines:
            self.write(line)
