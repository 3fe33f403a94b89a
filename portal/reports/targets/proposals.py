"""Targets of other communes, offered to be adopted; a model elsewhere is no rule here."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.reports.targets.kinds import TargetMethod, TargetObject
from portal.words.translate import N_

# What the file says of where a number was seen, as messages of the catalogue.
SEEN = (
    N_("a commune's plan for administrative reform, 2026"),
    N_("a second commune's plan for administrative reform, 2026"),
)


@dataclass(frozen=True)
class Proposal:
    """A number others set themselves; `seen` is a message that says where it was read."""

    object: TargetObject
    percent: int
    method: TargetMethod
    seen: str


@cache
def proposals() -> tuple[Proposal, ...]:
    """Return what is shipped, in the order of the file."""
    text = Path(__file__).with_name("proposals.toml").read_text(encoding="utf-8")
    return tuple(
        Proposal(
            TargetObject(one["object"]), one["percent"], TargetMethod(one["method"]), one["seen"]
        )
        for one in tomllib.loads(text)["proposal"]
    )
