"""The report on one survey as a Word file, and as PDF where the server can print."""

import io

from flask import Blueprint, send_file
from werkzeug.wrappers import Response

from portal.errors import NotFoundError
from portal.fieldwork import store
from portal.offices.permissions import May
from portal.reports.asked.results import survey_report
from portal.web.console.exporting import note_export
from portal.web.console.surveys import desk
from portal.web.i18n import lang
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("survey_report", __name__)


@bp.get("/console/khao-sat/<int:survey_id>/bao-cao.<ending>")
@staff_may(May.SEE_SURVEYS)
def download(survey_id: int, ending: str) -> Response:
    """Send the paper; raise `PrintingError` where LibreOffice cannot print it."""
    from portal.reports.asked.paper import (  # noqa: PLC0415 python-docx is slow to load
        survey_pdf,
        write_survey_paper,
    )

    with database().reading() as session:
        authority_id, only_unit = signed_in().authority_id, desk().only_unit
        sheet = store.sheet_of(session, authority_id, only_unit, survey_id)
        if sheet.survey.approved_at is None or ending not in {"docx", "pdf"}:
            raise NotFoundError(survey=survey_id)
        report = survey_report(session, sheet, lang(), now=request_now())
    note_export("survey", survey=survey_id, format=ending)
    file = io.BytesIO()
    if ending == "pdf":
        file.write(survey_pdf(report))
    else:
        write_survey_paper(report, file)
    file.seek(0)
    name = f"khao-sat-{survey_id}_bao-cao.{ending}"
    response = send_file(file, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response
