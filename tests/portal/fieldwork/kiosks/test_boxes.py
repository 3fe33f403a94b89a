"""Only the portal opens a box, and only as what it was closed."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from portal.fieldwork.kiosks.boxes import Box, Given, open_box, public_key
from portal.fieldwork.kiosks.errors import FileDateError, NoBoxesError, Refusal, RefusedError
from portal.fieldwork.kiosks.files import KIND, read_file
from portal.keys import Keys
from tests.portal.fieldwork.kiosks.builders import close, sent, spoilt

TODAY = date(2026, 11, 20)
ID = bytes(range(16))
SAID = {"survey": 3, "day": "2026-11-20", "answers": {"overall": "5"}}


def box_of(keys: Keys, said: object = SAID) -> Box:
    return close(keys, 7, ID, json.dumps(said).ljust(1024))


def refusal(keys: Keys, box: Box, kiosk_id: int = 7) -> Refusal:
    with pytest.raises(RefusedError) as caught:
        open_box(keys, kiosk_id, box)
    return caught.value.refusal


def test_what_was_closed_is_opened(keys: Keys) -> None:
    assert open_box(keys, 7, Box.read(sent(box_of(keys)))) == Given(ID, 3, TODAY, {"overall": "5"})


def test_the_key_belongs_to_the_secret_and_stays_the_same(keys: Keys) -> None:
    assert public_key(keys) == public_key(Keys(keys.secret))
    assert public_key(keys)[0] != public_key(Keys(b"another secret of thirty-two bytes"))[0]


def test_nothing_is_opened_that_was_touched_or_lies_elsewhere(keys: Keys) -> None:
    box = box_of(keys)
    other = box_of(Keys(b"another secret of thirty-two bytes"))
    for bad in (
        spoilt(box),
        replace(box, id=bytes(16)),
        replace(box, key_id="0" * 16),
        replace(box, point=b"\4" + bytes(64)),
        replace(box, point=other.point),
        other,
    ):
        assert refusal(keys, bad) is Refusal.UNREADABLE
    assert refusal(keys, box, kiosk_id=8) is Refusal.UNREADABLE


@pytest.mark.parametrize(
    "said",
    [
        pytest.param([], id="a list"),
        pytest.param({"survey": 3, "day": "2026-11-20"}, id="no answers"),
        pytest.param({**SAID, "answers": ["5"]}, id="answers without names"),
        pytest.param({**SAID, "survey": 2**40}, id="a survey no row can be"),
        pytest.param({**SAID, "survey": "3"}, id="a survey in letters"),
        pytest.param({**SAID, "answers": {"comment": "\ud800"}}, id="half a letter"),
        pytest.param({**SAID, "answers": {"overall": 5}}, id="a level in digits"),
    ],
)
def test_contents_that_no_page_writes_are_unreadable(keys: Keys, said: object) -> None:
    assert refusal(keys, box_of(keys, said)) is Refusal.UNREADABLE


def test_a_nest_of_brackets_is_unreadable(keys: Keys) -> None:
    assert refusal(keys, close(keys, 7, ID, "[" * 40_000)) is Refusal.UNREADABLE
    with pytest.raises(NoBoxesError):
        read_file(b"[" * 100_000, TODAY)


def test_a_day_no_calendar_has_is_no_day(keys: Keys) -> None:
    assert open_box(keys, 7, box_of(keys, {**SAID, "day": "2026-13-40"})).noted_on is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"id": "AAAA"}, id="a short number"),
        pytest.param({"id": 5}, id="a number in digits"),
        pytest.param({"sealed": "é"}, id="letters of no alphabet"),
        pytest.param({"sealed": "A" * 100_000}, id="far too large"),
        pytest.param({"point": None}, id="no point"),
    ],
)
def test_what_is_no_box_is_not_read(keys: Keys, change: dict[str, Any]) -> None:
    with pytest.raises(NoBoxesError):
        Box.read({**sent(box_of(keys)), **change})


def file_of(keys: Keys, **change: object) -> bytes:
    whole = {
        "kind": KIND,
        "kiosk": 7,
        "exported_on": "2026-11-18",
        "boxes": [sent(box_of(keys))],
    }
    return json.dumps({**whole, **change}).encode()


def test_an_exported_file_is_read(keys: Keys) -> None:
    file = read_file(file_of(keys), TODAY)
    assert (file.kiosk_id, [box.id for box in file.boxes]) == (7, [ID])


@pytest.mark.parametrize("day", ["2026-11-21", "2026-09-01"])
def test_a_file_of_a_day_that_cannot_be_is_not_taken(keys: Keys, day: str) -> None:
    with pytest.raises(FileDateError):
        read_file(file_of(keys, exported_on=day), TODAY)


@pytest.mark.parametrize(
    "change",
    [{"kind": "else"}, {"kiosk": "7"}, {"boxes": 3}, {"boxes": ["x"]}, {"exported_on": "?"}],
    ids=["kind", "kiosk", "no list", "no boxes", "no day"],
)
def test_another_file_is_not_taken(keys: Keys, change: dict[str, object]) -> None:
    with pytest.raises(NoBoxesError):
        read_file(file_of(keys, **change), TODAY)
    with pytest.raises(NoBoxesError):
        read_file(b"\xff\x00 no json", TODAY)
