"""Where an upload is written while the request is still being read."""

from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typing_extensions import Buffer

MEMORY_BYTES = 256 * 1024


class CappedSpool(SpooledTemporaryFile[bytes]):
    """A temporary file that keeps at most `limit` bytes and only counts the rest.

    One photo that is too large then costs the sender that photo, not the text and the other files
    of the same request. Small uploads stay in memory, others lie in a file without a name.
    """

    def __init__(self, limit: int) -> None:
        super().__init__(max_size=MEMORY_BYTES)
        self.limit = limit
        self.received = 0

    @property
    def overflowed(self) -> bool:
        """Whether more bytes came than were kept; the kept ones are then a torso."""
        return self.received > self.limit

    def write(self, data: "Buffer") -> int:
        """Keep what fits and claim to have written all, as a sender of chunks expects."""
        view = memoryview(data).cast("B")
        room = max(self.limit - self.received, 0)
        self.received += view.nbytes
        if room:
            super().write(view[:room])
        return view.nbytes

    def writelines(self, lines: "Iterable[Buffer]") -> None:
        for line in lines:
            self.write(line)
