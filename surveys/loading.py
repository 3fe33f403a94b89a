"""From a TOML file to an instrument, refusing whatever does not lint clean."""

from functools import cache
from pathlib import Path

from surveys.building import build
from surveys.faults import Fault
from surveys.instrument import Instrument
from surveys.linting import lint
from surveys.parts import BUILT_IN, read, read_text
from surveys.shape import Data
from surveys.writing import self_contained


class InstrumentError(Exception):
    """The file is well-formed TOML but no questionnaire; `faults` says why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


def builtin_codes() -> tuple[str, ...]:
    """Return the codes of the built-in instruments, sorted."""
    return tuple(sorted(path.stem for path in BUILT_IN.glob("*.toml")))


@cache
def load_builtin(code: str) -> Instrument:
    """Return a built-in instrument, read once; `LookupError` if there is none of that code."""
    return load(_builtin_path(code))


@cache
def builtin_text(code: str) -> str:
    """Return a built-in instrument as one text without parts; `LookupError` if there is none."""
    return self_contained(_builtin_path(code).read_text(encoding="utf-8"))


def load(path: Path) -> Instrument:
    """Return the instrument in a file.

    Raises `OSError`, `UnicodeDecodeError`, `tomllib.TOMLDecodeError` or `InstrumentError`.
    """
    return parse(read(path))


def parse_text(text: str) -> Instrument:
    """Return the instrument in a text, or raise `tomllib.TOMLDecodeError` or `InstrumentError`."""
    return parse(read_text(text))


def parse(data: Data) -> Instrument:
    """Return the instrument in a parsed file, or raise `InstrumentError` with every fault."""
    faults = lint(data)
    if faults:
        raise InstrumentError(faults)
    return build(data)


def _builtin_path(code: str) -> Path:
    if code not in builtin_codes():  # a code may come from a row or a URL: never a path
        raise LookupError(code)
    return BUILT_IN / f"{code}.toml"
