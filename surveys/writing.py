"""A questionnaire as one text that needs no other file, to be kept for as long as its answers."""

import json
import re
import tomllib

from surveys.parts import Table, has_parts, read_text

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def self_contained(text: str) -> str:
    """Return the text itself, or with its parts put in if it takes questions of other files.

    Otherwise untouched, so that whoever has the file can compare its SHA-256. Raises
    `tomllib.TOMLDecodeError`.
    """
    return written(read_text(text)) if has_parts(tomllib.loads(text)) else text


def written(data: Table) -> str:
    """Return a linted table as TOML, one line for each key and each row of a list."""
    lines = (f"{_key(key)} = {_outer(value)}" for key, value in data.items())
    return "\n".join(lines) + "\n"


def _outer(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + "".join(f"  {_inner(row)},\n" for row in value) + "]"
    return _inner(value)


def _inner(value: object) -> str:
    match value:
        case dict():
            return "{ " + ", ".join(f"{_key(k)} = {_inner(v)}" for k, v in value.items()) + " }"
        case list():
            return "[" + ", ".join(map(_inner, value)) + "]"
        case _:
            return _plain(value)


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _plain(name)


def _plain(value: object) -> str:
    # JSON writes texts, whole numbers and true/false as TOML does, but for the letter DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
