"""Which questions a tablet asks, in which order; and that its scripts are for old browsers."""

import re
from pathlib import Path

import pytest

from portal.web.citizen.kiosk_sheet import fits_tablet, screens_of
from surveys.loading import builtin_codes, load_builtin, parse_text

EVERY_KIND = Path(__file__).with_name("every_kind.toml").read_text("utf-8")
SCRIPTS = Path(__file__).resolve().parents[3] / "static" / "js" / "kiosk"
# ECMAScript 2018 and later, and functions that Chrome 70 lacks.
TOO_NEW = re.compile(
    r"\?\.[\w\[(]|\?\?|\{\s*\.\.\.|,\s*\.\.\.\w+ ?\}|\bcatch \{|^\s*(import|export) |\bBigInt\b"
    r"|\.(replaceAll|matchAll|at|flat|flatMap|fromEntries|allSettled|any|toggleAttribute|"
    r"replaceChildren|randomUUID)\(",
    re.MULTILINE,
)


def test_the_visit_as_a_whole_comes_first_and_typing_never() -> None:
    screens = screens_of(load_builtin("counter-short"), "vi")
    codes = [screen.code for screen in screens]
    assert codes[:3] == ["overall", "purpose", "signs"]
    assert "comment" not in codes
    assert screens[0].lead == ""
    assert screens[2].lead.startswith("Ông/Bà hài lòng")


def test_every_kind_by_touch_has_its_screen() -> None:
    instrument = parse_text(EVERY_KIND)
    screens = {screen.code: screen for screen in screens_of(instrument, "vi")}
    assert {"trips", "why", "comment", "age", "part"}.isdisjoint(screens)
    assert {"wishes.roads", "wishes.water"} <= set(screens)
    assert screens["been"].is_required
    assert screens["news"].is_many
    assert [option.code for option in screens["been"].options] == ["yes", "no"]


@pytest.mark.parametrize("code", builtin_codes())
def test_a_questionnaire_fits_or_is_not_asked_at_all(code: str) -> None:
    instrument = load_builtin(code)
    for tongue in instrument.languages if fits_tablet(instrument) else ():
        assert screens_of(instrument, tongue)[0].marks


def test_what_one_must_type_fits_no_tablet() -> None:
    must = EVERY_KIND.replace('code = "trips"\n', 'code = "trips"\nrequired = true\n')
    assert must != EVERY_KIND
    assert fits_tablet(parse_text(EVERY_KIND))
    assert not fits_tablet(parse_text(must))


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.js")), ids=lambda path: path.stem)
def test_scripts_are_read_by_browsers_of_2018(path: Path) -> None:
    assert TOO_NEW.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "new", ["a?.b", "a ?? b", "({ ...a })", "try {} catch {}", "[].flat()", "x.at(0)"]
)
def test_the_lint_knows_what_is_too_new(new: str) -> None:
    assert TOO_NEW.search(new)
