"""A closed period as a page shows it: since when, by whom, its fingerprint, what was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.reports.errata import erratum_sentence, kept_sentence
from portal.reports.keeping import Closed
from portal.web.i18n import lang


@dataclass(frozen=True)
class ClosedView:
    """`by` is for the house only; it is empty if the portal closed the period by itself."""

    sentence: str
    by: str
    sha256: str
    errata: Sequence[str]


def closed_view(closed: Closed | None) -> ClosedView | None:
    if closed is None:
        return None
    errata = [erratum_sentence(one, lang()) for one in closed.errata]
    return ClosedView(kept_sentence(closed, lang()), closed.by, closed.sha256, errata)
