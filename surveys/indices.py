"""The index of a questionnaire, or of one of its factors, by the method it names."""

from fractions import Fraction

from surveys.instrument import Instrument
from surveys.scoring import Counts, score, turned
from surveys.weighing import Terms


def upright(instrument: Instrument, counts: Counts) -> Counts:
    """Return counts per item with reversed items turned, so that more is always better."""
    ladders = {item.code: item.kind.ladder for item in instrument.items if item.reversed}
    return {
        code: levels if (ladder := ladders.get(code)) is None else turned(levels, ladder)
        for code, levels in counts.items()
    }


def index(
    instrument: Instrument, counts: Counts, method: str | None = None, factor: str | None = None
) -> Fraction | None:
    """Return the index of all criteria, or of those of a factor, from the counts of an instrument.

    A questionnaire without factors takes every rated item. Without a method it is the
    instrument's own; None if nobody answered. Raises `KeyError` for a method that needs people
    and not counts (see `surveys.people`) or is unknown.
    """
    items = instrument.items_of(factor) if factor else instrument.criteria or instrument.rated
    wanted = {item.code: counts[item.code] for item in items if item.code in counts}
    return score(
        upright(instrument, wanted),
        method or instrument.method,
        Terms(weights=instrument.weights),
    )
