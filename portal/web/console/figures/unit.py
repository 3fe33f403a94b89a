"""One unit in a period: its course, its questions and factors, its counters."""

from flask import Blueprint, render_template, request

from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.ratings.figures import UnitResults
from portal.web.console.figures.counters_view import counter_rows
from portal.web.console.figures.course_view import course_view
from portal.web.console.figures.questions_view import criterion_rows, factor_rows
from portal.web.console.figures.reading import Reading, picked, read
from portal.web.console.figures.targets_view import target_lines
from portal.web.console.results_view import period_links
from portal.web.result_rows import group_row
from portal.web.security import staff_may
from portal.web.session import database, signed_in
from portal.web.voices_view import sayings

bp = Blueprint("unit_results", __name__)


@bp.get("/console/ket-qua/don-vi/<int:unit_id>")
@staff_may(May.SEE_RESULTS)
def show(unit_id: int) -> str:
    staff = signed_in()
    with database().reading() as session:
        chosen = picked(session, staff.authority_id, request.args.get("ky"))
        reading = read(session, staff.authority_id, chosen)
        unit = _unit(reading, unit_id)
        counters = counter_rows(session, staff, chosen.row.id, (unit,))
    asked = reading.kept.overview.ratings.instrument
    judged = reading.judged(unit.overall, unit_id)
    return render_template(
        "console/results_unit.html",
        picked=chosen,
        links=period_links(chosen.choice),
        is_settled=reading.kept.overview.ratings.is_settled,
        unit=group_row(unit.name, unit),
        unit_id=unit_id,
        course=course_view(reading.course, judged, unit_id),
        targets=target_lines(judged),
        notes=sayings(reading.notes, unit_id),
        factors=factor_rows(asked, unit),
        criteria=criterion_rows(asked, unit),
        counters=counters,
        may=staff.may,
    )


def _unit(reading: Reading, unit_id: int) -> UnitResults:
    """Return a unit that has a counter, else raise `NotFoundError`."""
    units = reading.kept.overview.ratings.units
    found = next((unit for unit in units if unit.id == unit_id), None)
    if found is None:
        raise NotFoundError(unit=unit_id)
    return found
