"""What staff write, cleaned and measured before it becomes part of a case."""

from portal.errors import InvalidInputError
from surveys.graphemes import clean, is_longer

LONGEST_TEXT = 5000
LONGEST_REPLY = 10_000


def written(text: str, field: str, limit: int = LONGEST_TEXT) -> str:
    """Return a cleaned text; InvalidInputError `required` or `too_long` names the field."""
    text = clean(text)
    if not text:
        raise InvalidInputError(**{field: "required"})
    if is_longer(text, limit):
        raise InvalidInputError(**{field: "too_long"})
    return text


def one_line(text: str, field: str, limit: int) -> str:
    """Return a cleaned text on one line; `limit` is in code points, as the columns count."""
    line = " ".join(clean(text).split())
    if not line:
        raise InvalidInputError(**{field: "required"})
    if len(line) > limit:
        raise InvalidInputError(**{field: "too_long"})
    return line
