"""A recording is known by its content, whatever its name says."""

import pytest

from portal.files.formats.sound import MP3, MP4, OGG, WEBM, Sound, recognise_sound

EBML = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + bytes(40)
M4A = b"\0\0\0\x20ftypM4A \0\0\0\0" + bytes(60)
OPUS = b"OggS\0\2" + bytes(22) + b"OpusHead" + bytes(20)


@pytest.mark.parametrize(
    ("content", "sound"),
    [
        (OPUS, OGG),
        (EBML + b"A_OPUS", WEBM),
        (EBML + b"A_OPUS V_VP8", None),
        (M4A + b"mp4a", MP4),
        (M4A + b"vide avc1 mp4a", None),
        (M4A, None),
        (b"ID3\4" + bytes(20), MP3),
        (b"\xff\xfb\x90\x64" + bytes(20), MP3),
        (b"\xff\xd8\xff\xe0" + bytes(20), None),
        (b"<svg onload=alert(1)>", None),
        (b"", None),
    ],
    ids=[
        "ogg",
        "webm",
        "film-webm",
        "m4a",
        "film-m4a",
        "no-codec",
        "mp3-tag",
        "mp3-frame",
        "jpeg",
        "svg",
        "empty",
    ],
)
def test_the_content_decides(content: bytes, sound: Sound | None) -> None:
    assert recognise_sound(content) == sound
