"""One class for each kind of file a citizen may attach; the first bytes decide, never the name."""

from abc import ABC, abstractmethod
from typing import IO, ClassVar

from portal.files.formats.cleaned import Cleaned
from portal.files.formats.pictures import clean_jpeg, clean_picture

HEAD_BYTES = 64


class Kind(ABC):
    """A kind knows its magic, how it is cleaned, and what it is afterwards."""

    media_type: ClassVar[str]
    extension: ClassVar[str]

    @abstractmethod
    def recognises(self, head: bytes) -> bool:
        """Tell by the first `HEAD_BYTES` bytes whether a file claims to be of this kind."""

    @abstractmethod
    def clean(self, source: IO[bytes]) -> Cleaned:
        """Write the file anew; may raise anything, which the caller reads as damage.

        Raise ImportError where the native library of this kind is not installed.
        """


class Picture(Kind):
    """Whatever it was, a picture becomes a JPEG."""

    media_type = "image/jpeg"
    extension = "jpg"


class RasterPicture(Picture):
    """A format that Pillow decodes."""

    pillow_format: ClassVar[str]
    magics: ClassVar[tuple[bytes, ...]]

    def recognises(self, head: bytes) -> bool:
        return head.startswith(self.magics)

    def clean(self, source: IO[bytes]) -> Cleaned:
        return clean_picture(source, self.pillow_format)


class Jpeg(Picture):
    """What nearly every camera writes."""

    magic = b"\xff\xd8\xff"

    def recognises(self, head: bytes) -> bool:
        return head.startswith(self.magic)

    def clean(self, source: IO[bytes]) -> Cleaned:
        return clean_jpeg(source)


class Png(RasterPicture):
    """What a screenshot is."""

    pillow_format = "PNG"
    magics = (b"\x89PNG\r\n\x1a\n",)


class Gif(RasterPicture):
    """Its first frame."""

    pillow_format = "GIF"
    magics = (b"GIF87a", b"GIF89a")


class Webp(RasterPicture):
    """What messengers and browsers save."""

    pillow_format = "WEBP"

    def recognises(self, head: bytes) -> bool:
        return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


class Heic(Picture):
    """What iPhones write (ISO/IEC 23008-12); AVIF wears the same box and is another kind."""

    brands = frozenset({b"heic", b"heix", b"heim", b"heis"})

    def recognises(self, head: bytes) -> bool:
        if head[4:8] != b"ftyp":
            return False
        box = head[: int.from_bytes(head[:4])]
        listed = [box[8:12], *(box[at : at + 4] for at in range(16, len(box), 4))]
        return not self.brands.isdisjoint(listed)

    def clean(self, source: IO[bytes]) -> Cleaned:
        from portal.files.formats.heic import clean_heic  # noqa: PLC0415 - a machine without libheif refuses HEIC and nothing else

        return clean_heic(source)


class Pdf(Kind):
    """A document, with everything active or personal taken out."""

    media_type = "application/pdf"
    extension = "pdf"

    def recognises(self, head: bytes) -> bool:
        return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-")

    def clean(self, source: IO[bytes]) -> Cleaned:
        from portal.files.formats.pdf import clean_pdf  # noqa: PLC0415 - a machine without qpdf refuses PDF and nothing else

        return clean_pdf(source)


KINDS: tuple[Kind, ...] = (Jpeg(), Png(), Gif(), Webp(), Heic(), Pdf())


def recognise(head: bytes) -> Kind | None:
    """Return the kind whose magic opens the file, or None for everything we do not take."""
    return next((kind for kind in KINDS if kind.recognises(head)), None)
