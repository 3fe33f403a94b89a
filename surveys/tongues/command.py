"""Content packs at a command line: the questionnaire a pack is for, and what the pack lacks."""

from pathlib import Path

from surveys.faults import Fault, FaultCode
from surveys.linting import lint
from surveys.loading import InstrumentError
from surveys.parts import BUILT_IN, read
from surveys.shape import Data
from surveys.tongues.linting import lint_pack
from surveys.tongues.pack import named


def lint_pack_file(path: Path, data: Data) -> tuple[list[Fault], str]:
    """Return the faults of a pack, and words about one that is whole.

    Its questionnaire lies beside it or is built in.
    """
    asked = _asked_by(path, data)
    if asked is None:
        wanted = str(data.get("instrument", ""))
        return [Fault(FaultCode.NO_QUESTIONNAIRE, ("instrument",), wanted)], ""
    return lint_pack(data, asked), f"{data['instrument']} in {data['tongue']}, {data['name']}."


def questionnaire_named(name: str) -> Data:
    """Return the linted questionnaire in a file, or the built-in one of a code."""
    built_in = BUILT_IN / f"{name}.toml"
    data = read(built_in if built_in.is_file() else Path(name))
    if faults := lint(data):
        raise InstrumentError(faults)
    return data


def _asked_by(path: Path, data: Data) -> Data | None:
    code = str(data.get("instrument", "")).partition("/")[0]
    for folder in (path.parent, BUILT_IN):
        place = folder / f"{code}.toml"
        if not place.is_file():
            continue
        asked = read(place)
        if not lint(asked) and named(asked) == data["instrument"]:
            return asked
    return None
