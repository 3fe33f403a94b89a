"""The figures of a whole commune by the codes of their definitions: page, file, snapshot alike."""

from portal.cases.registers.figures import Figures
from portal.ratings.shares import Share
from portal.reports.definitions import PETITIONS
from portal.reports.overview import Overview
from portal.reports.sheets import Cell

SHARE_CODES = ("answers", "satisfied", "satisfied_share", "low", "high")


def totals(found: Overview) -> dict[str, Cell]:
    """Return every figure of the whole commune; None is hidden, or there is none."""
    total = found.ratings.total
    values: dict[str, Cell] = {"responses": total.responses, **share_cells(total.overall)}
    values["index"] = None if total.index is None else float(total.index.share)
    values["flagged"] = found.ratings.flagged
    whole = next((one.overall for one in found.ratings.apart if one.id is None), None)
    values["share_without_flagged"] = None if whole is None else float(whole.share)
    return {**values, **petition_cells(found.petitions.total)}


def petition_cells(figures: Figures) -> dict[str, Cell]:
    """Return the figures of petitions by the codes of their definitions."""
    cells: dict[str, Cell] = {}
    for definition in PETITIONS:
        value = getattr(figures, definition.code)
        cells[definition.code] = (
            float(value) if definition.code == "in_time_share" and value is not None else value
        )
    return cells


def share_cells(share: Share | None) -> dict[str, Cell]:
    """Return a share with its answers and its range in people of a hundred."""
    if share is None:
        return dict.fromkeys(SHARE_CODES)
    low, high = share.interval.per_hundred if share.interval else (None, None)
    values = (share.n, share.satisfied, float(share.share), low, high)
    return dict(zip(SHARE_CODES, values, strict=True))
