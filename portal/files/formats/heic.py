"""Photos of iPhones: decoded by libheif, which turns them upright by itself."""

from typing import IO

import pi_heif

from portal.files.formats.cleaned import Cleaned
from portal.files.formats.pictures import check_pixels, eight_bit, repainted

# Only the picture itself is wanted: fewer parts to parse, and no threads beside the limits.
pi_heif.options.THUMBNAILS = False
pi_heif.options.DEPTH_IMAGES = False
pi_heif.options.AUX_IMAGES = False
pi_heif.options.DECODE_THREADS = 1


def clean_heic(source: IO[bytes]) -> Cleaned:
    """Return the primary picture as JPEG; its EXIF orientation says nothing (ISO/IEC 23008-12).

    The container's own rotation is applied while decoding, so obeying EXIF would turn it twice.
    """
    container = pi_heif.open_heif(source, convert_hdr_to_8bit=True)
    check_pixels(*container.size)
    return repainted(eight_bit(container.to_pillow()))
