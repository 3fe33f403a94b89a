"""The report on a survey is taken from its page, by those who may see the survey."""

import io

from docx import Document
from sqlalchemy import update

from portal.db import Database
from portal.fieldwork.kinds import SurveyState
from portal.fieldwork.models import Survey
from tests.portal.reports.papers import spoken
from tests.portal.reports.world import World
from tests.proofreading import ProofreadingClient
from tests.web.console.people import People


def test_the_report_is_taken_from_the_page_of_the_survey(
    client: ProofreadingClient, world: World, people: People
) -> None:
    page = f"/console/khao-sat/{world.commune.survey_id}"
    client.sign_in(people.coordinator)
    assert f'href="{page}/bao-cao.docx"' in client.get(page).text
    answer = client.get(f"{page}/bao-cao.docx")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    words = spoken(Document(io.BytesIO(answer.data)))
    assert "I. Phiếu hỏi" in words
    assert "Quầy 1 (Trung tâm Phục vụ hành chính công)" in words


def test_nobody_else_and_nothing_else_is_served(
    client: ProofreadingClient, database: Database, world: World, people: People
) -> None:
    report = f"/console/khao-sat/{world.commune.survey_id}/bao-cao"
    client.sign_in(people.coordinator)
    assert client.get(f"{report}.exe").status_code == 404
    client.sign_in(people.stranger)
    assert client.get(f"{report}.docx").status_code == 404
    for nobody in (people.clerk, people.colleague):
        client.sign_in(nobody)
        assert client.get(f"{report}.docx").status_code == 403
    with database.writing() as session:
        draft = {"state": SurveyState.DRAFT, "approved_at": None}
        mine = Survey.id == world.commune.survey_id
        session.execute(update(Survey).where(mine).values(draft))
    client.sign_in(people.coordinator)
    assert client.get(f"{report}.docx").status_code == 404
