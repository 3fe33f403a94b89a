"""From a linted table to the instrument it describes."""

from surveys.concern import Concern
from surveys.instrument import Factor, Instrument, Question
from surveys.kind import Scales
from surveys.kinds.registry import KINDS
from surveys.scale import Scale
from surveys.scale_table import scale_of
from surveys.scoring import DEFAULT_METHOD
from surveys.shape import Data
from surveys.skipping import conditions_of
from surveys.texts import Texts

USUAL_SCALE = ""
"""Code of the scale in `[scale]`, for questions that name none."""


def build(data: Data) -> Instrument:
    """Return the instrument in a table whose shape and codes are right."""
    scales = _scales(data)
    return Instrument(
        code=data["code"],
        version=data["version"],
        languages=tuple(data["languages"]),
        titles=Texts.of(data["title"]),
        leads=Texts.of(data["lead"]),
        scale=scales.get(USUAL_SCALE, Scale(())),
        factors=tuple(_factor(row) for row in data.get("factors", [])),
        questions=tuple(_question(row, scales) for row in data["questions"]),
        method=data.get("scoring", {}).get("method", DEFAULT_METHOD),
    )


def _scales(data: Data) -> Scales:
    named = {row["code"]: scale_of(row) for row in data.get("scales", [])}
    return {**named, USUAL_SCALE: scale_of(data["scale"])} if "scale" in data else named


def _factor(row: Data) -> Factor:
    return Factor(row["code"], Texts.of(row["text"]), row.get("weight"))


def _question(row: Data, scales: Scales) -> Question:
    return Question(
        code=row["code"],
        kind=KINDS[row["kind"]].build(row, scales),
        texts=Texts.of(row["text"]),
        hints=Texts.of(row["hint"]) if "hint" in row else None,
        factor=row.get("factor"),
        criterion=row.get("criterion"),
        required=row.get("required", False),
        reversed=row.get("reversed", False),
        weight=row.get("weight"),
        profile=row.get("profile", False),
        signal=Concern(row["signal"]) if "signal" in row else None,
        ask_if=conditions_of(row.get("ask_if", [])),
    )
