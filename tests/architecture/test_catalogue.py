"""Every word of the program has its Vietnamese, and no stranger is in the catalogue."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from tests.architecture.catalogue import extracted, paths, stored

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def program() -> Catalog:
    return extracted()


def identity(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def words(message: Message) -> list[str]:
    string = message.string
    return [string] if isinstance(string, str) else list(string or [])


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.parent.parent.name)
def test_the_catalogue_has_every_message_and_no_other(program: Catalog, path: Path) -> None:
    ours = {identity(message) for message in program if message.id}
    theirs = {identity(message) for message in stored(path) if message.id}
    assert (sorted(ours - theirs), sorted(theirs - ours)) == ([], [])


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.parent.parent.name)
def test_every_message_is_translated_with_the_same_placeholders(path: Path) -> None:
    faults = []
    for message in stored(path):
        if not message.id:
            continue
        wanted = set(PLACEHOLDER.findall(" ".join(forms(message))))
        if message.fuzzy or not all(words(message)):
            faults.append(f"without words: {identity(message)}")
        for string in words(message):
            if set(PLACEHOLDER.findall(string)) - wanted:
                faults.append(f"strange placeholder: {string}")
            if "%%" not in string and re.search(r"%(?![(%\s.,)])", string + " "):
                faults.append(f"broken placeholder: {string}")
    assert faults == []


def test_vietnamese_is_there() -> None:
    assert "vi" in {path.parent.parent.name for path in paths()}
