"""The fixed list of words that the pages of a rating need besides its questionnaire."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

INTERFACE: Mapping[str, str] = tomllib.loads(
    Path(__file__).with_name("interface.toml").read_text(encoding="utf-8")
)
"""Key in a pack → the English words it stands for."""

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def placeholders(words: str) -> frozenset[str]:
    """Return the names that are filled in: of "See %(name)s" this is "name"."""
    return frozenset(PLACEHOLDER.findall(words))
