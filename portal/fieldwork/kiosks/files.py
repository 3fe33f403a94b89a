"""The file a tablet exports when no network comes: the same boxes, brought in by hand."""

import json
from dataclasses import dataclass
from datetime import date

from portal.fieldwork.kiosks.boxes import MALFORMED, Box, bounded_id, day_or_none
from portal.fieldwork.kiosks.errors import FileDateError, NoBoxesError
from portal.fieldwork.kiosks.rules import shipped

KIND = "portal-kiosk-1"
LARGEST_FILE = 8 * 1024 * 1024


@dataclass(frozen=True)
class KioskFile:
    """What one tablet exported."""

    kiosk_id: int
    boxes: tuple[Box, ...]


def read_file(content: bytes, today: date) -> KioskFile:
    """Read an exported file, or raise `NoBoxesError` or `FileDateError`.

    The numbers of ratings are remembered for so long that no file young enough to be taken can
    hold one that was forgotten.
    """
    try:
        read = json.loads(content)
        file = KioskFile(bounded_id(read["kiosk"]), tuple(Box.read(one) for one in read["boxes"]))
        kind, exported_on = read["kind"], day_or_none(read["exported_on"])
    except (KeyError, *MALFORMED) as error:
        raise NoBoxesError from error
    if kind != KIND or exported_on is None:
        raise NoBoxesError
    if not today - shipped().longest_wait <= exported_on <= today:
        raise FileDateError(day=exported_on)
    return file
