"""The open pages in a text browser: what old phones, screen readers and crawlers are left with."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from surveys.instrument import Instrument
from surveys.loading import load_builtin
from tests.journeys.demonstration import Demonstration
from tests.journeys.pages import KEPT, OPEN, address

LEFT_OVER = re.compile(r"<[/!a-z]|&[a-z]+;|&#|\{\{|\{%|%\(|\bNone\b|\bundefined\b|\[object")
COLUMNS = "72"
PETITION = (
    "muốn nói điều gì?",
    "Ông/Bà gửi:",
    "về chuyện gì?",
    "Ảnh hoặc PDF",
    "có ghi tên không?",
    "nhận trả lời bằng cách nào?",
    "công khai việc này",
)


@pytest.fixture
def read(demo: Demonstration, tmp_path: Path) -> "Read":
    return Read(demo, tmp_path)


class Read:
    """Dumps a page the way w3m shows it, as one line of words."""

    def __init__(self, demo: Demonstration, home: Path) -> None:
        program = shutil.which("w3m")
        assert program, "w3m is needed by the journeys (Debian: apt-get install w3m)"
        self._demo = demo
        self._command = [program, "-dump", "-cols", COLUMNS, "-I", "UTF-8", "-O", "UTF-8"]
        self._environ = {**os.environ, "HOME": str(home), "LANG": "C.UTF-8"}

    def __call__(self, name: str, lang: str = "vi") -> str:
        url = address(self._demo, OPEN[name])
        url += ("&" if "?" in url else "?") + f"lang={lang}"
        dumped = subprocess.run(
            [*self._command, url], env=self._environ, capture_output=True, check=True, timeout=60
        )
        KEPT.mkdir(parents=True, exist_ok=True)
        (KEPT / f"w3m-{name}-{lang}.txt").write_bytes(dumped.stdout)
        return " ".join(dumped.stdout.decode().split())


def in_order(text: str, *parts: str) -> None:
    """Fail unless all parts are there, one after the other."""
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"{part!r} is missing after {text[max(0, at - 60) : at]!r} in {text}"
        at = found + len(part)


@pytest.fixture
def instrument() -> Instrument:
    return load_builtin("counter-short")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_rating_page_asks_everything_in_order(
    read: Read, instrument: Instrument, lang: str
) -> None:
    page = read("rate", lang)
    tongue = instrument.language_for(lang)
    levels = [level.text(tongue) for level in instrument.scale.levels]
    in_order(page, instrument.title(tongue), instrument.lead(tongue))
    in_order(page, *(factor.text(tongue) for factor in instrument.factors))
    for question in instrument.rated:
        in_order(page, question.text(tongue), *levels)


def test_a_petition_is_read_from_story_to_button(read: Read) -> None:
    in_order(read("petition"), "phản ánh", *PETITION, "Xem lại trước khi gửi")


def test_the_public_page_says_its_numbers_in_words(read: Read) -> None:
    in_order(read("public"), "Dữ liệu minh họa", "Xã Suối Mơ", "phiếu", "hài lòng")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", OPEN)
def test_no_markup_is_left_over(read: Read, name: str, lang: str) -> None:
    page = read(name, lang)
    assert len(page) > 200
    assert LEFT_OVER.search(page) is None
