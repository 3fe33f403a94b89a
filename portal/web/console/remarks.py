"""What people came for and what they wrote in their own words, for those who lead the house."""

from flask import Blueprint, render_template, request

from portal.clock import local_day
from portal.offices.permissions import May
from portal.ratings.contents import PURPOSE
from portal.ratings.remarks import Remarks, remarks
from portal.reports import store
from portal.reports.choosing import choose
from portal.reports.errors import PeriodNotFoundError
from portal.reports.labels import period_name
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from surveys.kinds.choices import SingleChoice

bp = Blueprint("remarks", __name__)


@bp.get("/console/ket-qua/loi-nhan")
@staff_may(May.SEE_COUNTERS)
def index() -> str:
    """Show a period's remarks; without a period there are none."""
    authority_id = signed_in().authority_id
    with database().reading() as session:
        rows = store.periods_of(session, authority_id)
        period = choose(rows, local_day(request_now()), request.args.get("ky")).chosen
        if period is None:
            raise PeriodNotFoundError(key="")
        days = (period.from_on, period.to_on)
        found = remarks(session, authority_id, *days, is_final=period.is_final)
    return render_template(
        "console/remarks.html",
        period=period,
        name=period_name(period.key, period.name, lang()),
        purposes=_purposes(found),
        found=found,
    )


def _purposes(found: Remarks) -> list[tuple[str, int]]:
    """Return the words of each purpose with its number."""
    if found.instrument is None:
        return []
    language = found.instrument.language_for(lang())
    words = {
        option.code: option.text(language)
        for question in found.instrument.choices
        if question.code == PURPOSE and isinstance(question.kind, SingleChoice)
        for option in question.kind.options
    }
    return [(words.get(code, code), number) for code, number in found.purposes.items()]
