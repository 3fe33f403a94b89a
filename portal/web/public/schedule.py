"""When figures become public: the commune's schedule, for everyone to hold it to."""

from flask import Blueprint, render_template, request

from portal.clock import local_day
from portal.reports.schedule.rules import rules
from portal.reports.schedule.store import fixed_for, periods_of_year
from portal.web.public.site import cacheable, enter, sections
from portal.web.schedule_view import schedule_line, year_asked
from portal.web.security import everyone
from portal.web.session import database, request_now

bp = Blueprint("public_schedule", __name__)


@bp.get("/c/<slug>/lich-cong-bo")
@everyone
@cacheable
def index(slug: str) -> str:
    today = local_day(request_now())
    year = year_asked(request.args.get("nam"), today)
    with database().reading() as session:
        authority = enter(session, slug)
        rows = periods_of_year(session, authority.id, year)
        fixed = fixed_for(session, authority.id)
    return render_template(
        "public/schedule.html",
        sections=sections(slug),
        lines=[schedule_line(row, fixed.get(row.id), today) for row in rows],
        year=year,
        years=(year - 1, year + 1),
        rules=rules(),
    )
