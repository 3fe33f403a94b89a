"""The segments of a JPEG stream (ITU-T T.81, annex B), read and sorted without decoding."""

import re
from collections.abc import Iterator

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
APP0, ADOBE, COMMENT = 0xE0, 0xEE, 0xFE
SIZE_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SEQUENTIAL = frozenset({0xC0, 0xC1})  # baseline and extended, as cameras write
PLAIN_JFIF_LENGTH = 18  # a longer one carries a thumbnail
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def segments(jpeg: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and bytes of each segment up to EOI; raise ValueError when it is no JPEG.

    A scan is yielded with its header. What follows EOI (a second picture, a maker's trailer) is not
    part of the picture and is never yielded.
    """
    if jpeg[:2] != bytes((0xFF, SOI)):
        raise ValueError("no start of image")
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker == EOI:
            break
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if marker == SOS:
            end = _end_of_scan(jpeg, end)
        yield marker, jpeg[at:end]
        at = end


def without_metadata(jpeg: bytes) -> bytes:
    """Return the same picture without EXIF, GPS, XMP, comments, profiles, thumbnails, trailers."""
    kept = (segment for marker, segment in segments(jpeg) if _is_needed(marker, segment))
    return bytes((0xFF, SOI)) + b"".join(kept) + bytes((0xFF, EOI))


def pixel_size(jpeg: bytes) -> tuple[int, int]:
    """Return width and height in pixels as the frame header has them; ValueError without one."""
    for marker, segment in segments(jpeg):
        if marker in SIZE_MARKERS and len(segment) >= 9:
            return int.from_bytes(segment[7:9]), int.from_bytes(segment[5:7])
    raise ValueError("no frame header")


def is_streamable(jpeg: bytes) -> bool:
    """Tell whether one scan holds all components, so that a decoder keeps only a few lines of it.

    Of a progressive JPEG, or one with a scan for each component, it must keep every coefficient.
    """
    components = 0
    for marker, segment in segments(jpeg):
        if marker in SIZE_MARKERS and len(segment) > 9:
            if marker not in SEQUENTIAL:
                return False
            components = segment[9]
        elif marker == SOS:
            return components > 0 and segment[4:5] == bytes((components,))
    return False


def _is_needed(marker: int, segment: bytes) -> bool:
    if marker == APP0:
        return segment[4:9] == b"JFIF\0" and len(segment) == PLAIN_JFIF_LENGTH
    if marker == ADOBE:
        return segment[4:9] == b"Adobe"  # says how the colours are to be read
    return not (APP0 < marker <= 0xEF or marker == COMMENT)


def _end_of_scan(jpeg: bytes, start: int) -> int:
    found = NEXT_MARKER.search(jpeg, start)
    return found.start() if found else len(jpeg)
