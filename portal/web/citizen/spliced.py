"""A page that is built and compressed once; only one value is spliced into it per answer."""

import zlib

GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
RAW_DEFLATE = -15
BEST = 9


class SplicedPage:
    """A page around one short value.

    Compressing 30 KB costs more than all else in answering. So the text before and after the
    value is compressed beforehand, cut at a byte (full flush), and the value goes in between as a
    stored block: one ordinary gzip stream (RFC 1951, RFC 1952).
    """

    def __init__(self, html: str, mark: str) -> None:
        head, found, tail = html.partition(mark)
        if not found or mark in tail:
            raise ValueError(f"{mark!r} has to be on the page exactly once")
        self._head, self._tail = head.encode(), tail.encode()
        self._packed_head = _deflated(self._head, zlib.Z_FULL_FLUSH)
        self._packed_tail = _deflated(self._tail, zlib.Z_FINISH)
        self._head_sum = zlib.crc32(self._head)

    def plain(self, value: str) -> bytes:
        return self._head + value.encode() + self._tail

    def gzipped(self, value: str) -> bytes:
        """Return the page with the value (at most 65,535 bytes) as a gzip stream."""
        middle = value.encode()
        size = len(middle).to_bytes(2, "little")
        stored = b"\x00" + size + bytes(byte ^ 0xFF for byte in size) + middle
        check = zlib.crc32(self._tail, zlib.crc32(middle, self._head_sum))
        length = len(self._head) + len(middle) + len(self._tail)
        trailer = check.to_bytes(4, "little") + (length & 0xFFFFFFFF).to_bytes(4, "little")
        return GZIP_HEAD + self._packed_head + stored + self._packed_tail + trailer


def _deflated(data: bytes, ending: int) -> bytes:
    packer = zlib.compressobj(BEST, zlib.DEFLATED, RAW_DEFLATE)
    return packer.compress(data) + packer.flush(ending)
