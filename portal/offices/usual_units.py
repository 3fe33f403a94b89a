"""The units that a commune of each type usually has, to start from."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from portal.offices.kinds import AuthorityType, UnitKind

DATA = Path(__file__).parent / "data" / "usual_units.toml"


@dataclass(frozen=True, slots=True)
class UsualUnit:
    """A unit to propose; `key` stays the same when a commune renames it, `source` is a law."""

    key: str
    name: str
    kind: UnitKind
    source: str


@cache
def usual_units(commune_type: AuthorityType) -> tuple[UsualUnit, ...]:
    """Return the usual units of a type of commune, in the order in which they are listed."""
    units: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["unit"]
    return tuple(
        UsualUnit(
            unit["key"], _name(unit["name"], commune_type), UnitKind(unit["kind"]), unit["source"]
        )
        for unit in units
    )


def _name(name: str | dict[str, str], commune_type: AuthorityType) -> str:
    return name if isinstance(name, str) else name[commune_type]
