"""The commune's own rules of remedial plans, read from `rules.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RULES = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True)
class MoveRule:
    """How many times the date of a measure may be moved, and whose rule that is."""

    times: int
    source_vi: str
    source_en: str

    def source(self, lang: str) -> str:
        return self.source_en if lang == "en" else self.source_vi


@cache
def move_rule() -> MoveRule:
    return MoveRule(**tomllib.loads(RULES.read_text(encoding="utf-8"))["moves"])
