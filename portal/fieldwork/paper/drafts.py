"""What was keyed, sealed while it waits for a second person: equal in size, bound to its sheet."""

import json
from collections.abc import Mapping

from portal.fieldwork.paper.errors import SheetUnreadableError
from portal.fieldwork.paper.models import PaperSheet
from portal.keys import Keys, Purpose, UnsealError

SMALLEST_BYTES = 1024
GROWTH = 4


def seal(keys: Keys, survey_id: int, number: int, values: Mapping[str, str]) -> bytes:
    """Return the fields sealed (AES-256-GCM), filled up so that the size tells nothing."""
    plain = json.dumps(dict(values), ensure_ascii=False, sort_keys=True).encode()
    size = SMALLEST_BYTES
    while size < len(plain):
        size *= GROWTH
    return keys.seal(Purpose.PAPER_DRAFT, plain.ljust(size), _bound_to(survey_id, number))


def first_of(keys: Keys, sheet: PaperSheet) -> dict[str, str]:
    """Return what the first person keyed, else raise `SheetUnreadableError`."""
    return _opened(keys, sheet, sheet.first_sealed)


def second_of(keys: Keys, sheet: PaperSheet) -> dict[str, str]:
    """Return what the second person keyed, else raise `SheetUnreadableError`."""
    return _opened(keys, sheet, sheet.second_sealed)


def _opened(keys: Keys, sheet: PaperSheet, sealed: bytes | None) -> dict[str, str]:
    try:
        bound_to = _bound_to(sheet.survey_id, sheet.number)
        plain = keys.unseal(Purpose.PAPER_DRAFT, sealed or b"", bound_to)
    except UnsealError as error:
        raise SheetUnreadableError(number=sheet.number) from error
    return {str(name): str(text) for name, text in json.loads(plain).items()}


def _bound_to(survey_id: int, number: int) -> bytes:
    return f"{survey_id} {number}".encode()
