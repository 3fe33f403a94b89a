"""Which texts are asked of a unit, and when it is reminded; read from `data/parts.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from portal.words.translate import N_

FILE = Path(__file__).with_name("data") / "parts.toml"
NAMES: Mapping[str, str] = {
    "done": N_("What was done"),
    "causes": N_("Causes"),
    "difficulties": N_("Difficulties"),
    "proposals": N_("Proposals"),
}


@dataclass(frozen=True)
class TextPart:
    """One text: its code, whether nothing can be sent without it, and the most letters."""

    code: str
    needed: bool
    limit: int

    @property
    def name(self) -> str:
        return NAMES[self.code]


@cache
def text_parts() -> tuple[TextPart, ...]:
    """Return the texts in the order of the report."""
    return tuple(TextPart(**one) for one in _read()["part"])


def is_reminded_on(due_on: date, today: date) -> bool:
    """Say whether a unit that has not sent its part is reminded of it today."""
    days = _read()["reminder"]
    first = due_on - timedelta(days=days["days_before"])
    return first <= today <= due_on + timedelta(days=days["days_after"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
