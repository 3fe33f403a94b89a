"""Numbers that strangers send: none larger than what both databases keep as a row id."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST_ID = 2**31 - 1


def row_id(text: str) -> int:
    """Return a number from 1 to 2**31 - 1; raise `ValueError` for whatever else was sent."""
    number = int(text)
    if not 1 <= number <= LARGEST_ID:
        raise ValueError("no row has such an id")
    return number


class RowIdConverter(IntegerConverter):
    """`<int:…>` in an address: a longer number is no address, and `int` is not asked to read it."""

    regex = r"\d{1,10}"

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **{"max": LARGEST_ID, **options})


def install(app: Flask) -> None:
    """Bound the numbers of all addresses; to be called before any of them is registered."""
    app.url_map.converters["int"] = RowIdConverter
