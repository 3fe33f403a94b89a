"""A phường or a đặc khu reads the same words as a xã: none of them is called a xã."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.calendar.shipped import shipped_days, shipped_rules
from tests.architecture.catalogue import paths, stored

XA = re.compile(r"\bxã\b(?! hội\b)", re.IGNORECASE)
ALLOWED = (
    "xã, phường, đặc khu",  # all three by name
    "cấp xã",  # the level of government, whatever the unit is called
    "xã minh họa",  # the commune of the demonstration is a xã
)
INSTRUMENTS = Path(__file__).parents[2] / "surveys" / "instruments"


def calls_all_a_xa(text: str) -> bool:
    for phrase in ALLOWED:
        text = re.sub(phrase, "", text, flags=re.IGNORECASE)
    return XA.search(text) is not None


def texts(value: Any) -> Iterator[str]:
    """Yield every string in a questionnaire, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in texts(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in texts(inner))


def test_the_rule_knows_a_xa_when_it_sees_one() -> None:
    assert calls_all_a_xa("khảo sát của xã")
    assert calls_all_a_xa("Xã đã nhận được.")
    assert not calls_all_a_xa("Chọn xã, phường, đặc khu; bảo hiểm xã hội; cấp xã")


def test_no_message_calls_every_commune_a_xa() -> None:
    (vietnamese,) = (path for path in paths() if path.parent.parent.name == "vi")
    spoken = [
        string
        for message in stored(vietnamese)
        if message.id  # not the header
        for string in (
            [message.string] if isinstance(message.string, str) else message.string or ()
        )
    ]
    assert [string for string in spoken if calls_all_a_xa(string)] == []


def test_no_rule_or_day_calls_every_commune_a_xa() -> None:
    names = [*(rule.name.vi for rule in shipped_rules()), *(day.name.vi for day in shipped_days())]
    assert [name for name in names if calls_all_a_xa(name)] == []


def test_no_questionnaire_calls_every_commune_a_xa() -> None:
    spoken = [
        text
        for path in INSTRUMENTS.rglob("*.toml")
        for text in texts(tomllib.loads(path.read_text(encoding="utf-8")))
    ]
    assert spoken
    assert [text for text in spoken if calls_all_a_xa(text)] == []
