"""Which sounds telephones play and record; the first bytes and the codec decide, not the name."""

from typing import NamedTuple

HEAD = 4096


class Sound(NamedTuple):
    """A kind of sound file."""

    media_type: str
    extension: str


OGG = Sound("audio/ogg", "ogg")
WEBM = Sound("audio/webm", "webm")
MP4 = Sound("audio/mp4", "m4a")
MP3 = Sound("audio/mpeg", "mp3")


def recognise_sound(content: bytes) -> Sound | None:
    """Return the kind of a file that holds sound and no pictures, else None."""
    head = content[:HEAD]
    if head.startswith(b"OggS"):
        return OGG if b"OpusHead" in head[:64] else None
    if head.startswith(b"\x1aE\xdf\xa3"):
        return WEBM if b"webm" in head[:64] and b"A_OPUS" in head and b"V_" not in head else None
    if head[4:8] == b"ftyp":
        return MP4 if b"mp4a" in content and b"vide" not in content else None
    return MP3 if _is_mp3(head) else None


def _is_mp3(head: bytes) -> bool:
    """Tell by the tag in front (ID3v2) or by the first frame: MPEG audio, layer III."""
    if head.startswith(b"ID3"):
        return True
    return len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] >> 4 != 0xF
