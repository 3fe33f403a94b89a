"""What is wrong with a questionnaire whose every key and type is right."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from surveys.concern import concern_faults
from surveys.faults import Fault, FaultCode, Place
from surveys.kind import Part
from surveys.kinds.choices import OTHER
from surveys.kinds.registry import KINDS
from surveys.people import SATISFIED_IN_EVERYTHING
from surveys.scale_meaning import scale_use_faults
from surveys.scoring import DEFAULT_METHOD, METHODS
from surveys.shape import Data, code_faults

_INSTRUMENT_CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")

# What tells about a person is chosen or counted; levels and free text tell about the service.
_OF_A_PERSON = frozenset({Part.CHOICE, Part.PICKS, Part.NUMBER})


def meaning_faults(data: Data) -> Iterator[Fault]:
    """Yield the faults of a table of the right shape, in file order."""
    yield from _head_faults(data)
    yield from scale_use_faults(data)
    yield from _question_faults(data)
    yield from _weight_faults(data)


def _head_faults(data: Data) -> Iterator[Fault]:
    if not _INSTRUMENT_CODE.fullmatch(data["code"]):
        yield Fault(FaultCode.BAD_CODE, ("code",), data["code"])
    if data["version"] < 1:
        yield Fault(FaultCode.BAD_NUMBER, ("version",), str(data["version"]))
    for language in _repeated(data["languages"]):
        yield Fault(FaultCode.DUPLICATE_LANGUAGE, ("languages",), language)
    method = _method(data)
    if method not in {*METHODS, SATISFIED_IN_EVERYTHING}:
        yield Fault(FaultCode.UNKNOWN_METHOD, ("scoring",), method)


def _question_faults(data: Data) -> Iterator[Fault]:
    questions: Sequence[Data] = data["questions"]
    yield from code_faults(questions, ("questions",))
    yield from _factor_faults(data.get("factors", []), questions)
    for criterion in _repeated(_criteria(questions)):
        yield Fault(FaultCode.DUPLICATE_CRITERION, ("questions",), criterion)
    for row in questions:
        kind, place = KINDS[row["kind"]], ("questions", row["code"])
        yield from kind.faults(row, place)
        yield from concern_faults(row, place)
        if row.get("profile"):
            yield from _profile_faults(row, kind.part, place)
    kinds = [KINDS[row["kind"]] for row in questions]
    if not any(kind.levels for kind in kinds):
        yield Fault(FaultCode.NOTHING_RATED)
    if [kind.part for kind in kinds].count(Part.COMMENT) > 1:
        yield Fault(FaultCode.SECOND_COMMENT)


def _profile_faults(row: Data, part: Part, place: Place) -> Iterator[Fault]:
    if part not in _OF_A_PERSON:
        yield Fault(FaultCode.PROFILE_OF_SERVICE, place)
    if OTHER in row:
        yield Fault(FaultCode.PROFILE_WITH_WORDS, place)


def _factor_faults(factors: Sequence[Data], questions: Sequence[Data]) -> Iterator[Fault]:
    yield from code_faults(factors, ("factors",))
    known = {factor["code"] for factor in factors}
    for row in questions:
        if "factor" in row and row["factor"] not in known:
            yield Fault(FaultCode.UNKNOWN_FACTOR, ("questions", row["code"]), row["factor"])
    for factor in sorted(known - {row.get("factor") for row in questions}):
        yield Fault(FaultCode.UNUSED_FACTOR, ("factors", factor))


def _weight_faults(data: Data) -> Iterator[Fault]:
    """Yield weights that are too small, wanted but not there, or there but not wanted."""
    method = METHODS.get(_method(data))
    wanted = method.weighed if method else ""
    factors = [("factors", row) for row in data.get("factors", [])]
    questions = [("questions", row) for row in data["questions"]]
    for list_name, row in [*factors, *questions]:
        place = (list_name, row["code"])
        if "weight" in row and row["weight"] < 1:
            yield Fault(FaultCode.BAD_NUMBER, (*place, "weight"), str(row["weight"]))
        if list_name == "factors" and wanted == "factors" and "weight" not in row:
            yield Fault(FaultCode.MISSING_WEIGHT, place)
        if "weight" in row and not _is_weighed(list_name, row, wanted):
            yield Fault(FaultCode.UNUSED_WEIGHT, place, _method(data))
    if wanted == "items" and not any("weight" in row for row in data["questions"]):
        yield Fault(FaultCode.MISSING_WEIGHT, ("scoring",))


def _is_weighed(list_name: str, row: Data, wanted: str) -> bool:
    if list_name == "factors":
        return wanted == "factors"
    return bool(wanted) and "factor" in row


def _criteria(questions: Sequence[Data]) -> list[str]:
    rows = [row for question in questions for row in (question, *question.get("rows", ()))]
    return [row["criterion"] for row in rows if "criterion" in row]


def _method(data: Data) -> str:
    return str(data.get("scoring", {}).get("method", DEFAULT_METHOD))


def _repeated(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]
