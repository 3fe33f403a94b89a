"""The sides of a service: the criteria of a factor, pooled."""

from dataclasses import dataclass

from portal.ratings.figures import GroupResults
from portal.ratings.shares import Share, share_of_answers
from surveys.instrument import Factor, Instrument
from surveys.scoring import valid


@dataclass(frozen=True)
class FactorResults:
    """A factor's pooled share over those of its criteria that may be shown.

    One person gives several answers, so there is no interval; `shown` of `asked` criteria are in.
    """

    factor: Factor
    share: Share | None
    shown: int
    asked: int


def factor_results(instrument: Instrument, group: GroupResults) -> list[FactorResults]:
    """Return every factor in the order of the form, made only of what is shown beside it."""
    found = []
    for factor in instrument.factors:
        codes = [item.code for item in instrument.items_of(factor.code)]
        counts = {code: group.counts[code] for code in codes if valid(group.counts.get(code, {}))}
        share = share_of_answers(counts) if counts else None
        found.append(FactorResults(factor, share, len(counts), len(codes)))
    return found
