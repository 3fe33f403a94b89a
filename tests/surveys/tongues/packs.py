"""Made-up content packs: every word of them is its own place in brackets, in no language at all."""

from typing import Any

from surveys.parts import BUILT_IN, read
from surveys.shape import Data
from surveys.tongues.interface import INTERFACE, placeholders
from surveys.tongues.pack import named
from surveys.tongues.texts import texts_of

MADE_UP = "qaa-x-madeup"  # "qaa" is set aside for private use (ISO 639-2)


def counter_short() -> Data:
    return read(BUILT_IN / "counter-short.toml")


def made_up(asked: Data, tongue: str = MADE_UP, version: int = 1) -> dict[str, Any]:
    """Return a whole pack as `tomllib` would read it."""
    fills = {
        key: "".join(f" %({n})s" for n in sorted(placeholders(w))) for key, w in INTERFACE.items()
    }
    texts: dict[str, Any] = {}
    for place, _words in texts_of(asked):
        table = texts
        for part in place[:-1]:
            table = table.setdefault(part, {})
        table[place[-1]] = f"[{'.'.join(place)}]"
    return {
        "tongue": tongue,
        "name": "[made-up]",
        "direction": "ltr",
        "version": version,
        "instrument": named(asked),
        "interface": {key: f"[{key}]{fill}" for key, fill in fills.items()},
        "texts": texts,
    }


def as_file(pack: dict[str, Any]) -> bytes:
    """Write a pack as a file; texts fill tables in tables."""
    lines = [f"{key} = {_value(pack[key])}" for key in pack if key not in {"interface", "texts"}]
    for part in ("interface", "texts"):
        lines += [f"[{part}]", *_rows(pack[part], ())]
    return "\n".join(lines).encode()


def _rows(table: dict[str, Any], place: tuple[str, ...]) -> list[str]:
    rows: list[str] = []
    for key, value in table.items():
        inner = (*place, key)
        if isinstance(value, dict):
            rows += _rows(value, inner)
        else:
            rows.append(f"{'.'.join(inner)} = {_value(value)}")
    return rows


def _value(value: object) -> str:
    return str(value) if isinstance(value, int) else '"' + str(value).replace('"', '\\"') + '"'
