"""An administrator stops asking for ratings and begins again, and citizens read so at once."""

import pytest
from sqlalchemy.orm import Session

from portal.clock import utc_now
from portal.db import Database
from portal.fieldwork.questionnaire_store import usable
from portal.fieldwork.questionnaires import builtin
from portal.fieldwork.surveys import survey_at
from portal.offices import store
from portal.offices.models import OfficeEvent, ServicePoint
from tests.builders import make_survey
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House

COMMUNE = "/admin/commune"
STOP, BEGIN = f"{COMMUNE}/survey/stop", f"{COMMUNE}/survey/begin"
PLACE = "/q/K7M2QXG"
CLOSED = "Hiện không có đợt khảo sát nào"


@pytest.fixture
def asked(database: Database, mine: House) -> House:
    with database.writing() as session:
        make_survey(session, session.get_one(ServicePoint, mine.point_id).authority)
    return mine


def steps_of(session: Session, house: House) -> list[OfficeEvent]:
    """Return what somebody did on these pages; the commune's posters came with it."""
    events = store.events_of(session, house.authority_id)
    return [event for event in events if event.actor_id is not None]


def test_the_page_says_what_is_asked_since_when(admin: ProofreadingClient, asked: House) -> None:
    page = admin.get(COMMUNE).text
    assert "“Ông/Bà thấy chúng tôi phục vụ thế nào?”" in page
    assert "01/07/2025" in page
    assert f'href="{STOP}"' in page
    assert f'href="{BEGIN}"' not in page


def test_citizens_read_at_once_that_nothing_is_asked_and_that_it_is_again(
    admin: ProofreadingClient, database: Database, asked: House
) -> None:
    assert CLOSED not in admin.get(PLACE).text
    assert admin.post_form(STOP, {}).location == COMMUNE
    page = admin.get(COMMUNE).text
    assert "Đang ngừng" in page
    assert f'href="{BEGIN}"' in page
    closed = admin.get(PLACE).text
    assert CLOSED in closed
    assert f'href="{PLACE}/y-kien"' in closed
    assert admin.post_form(BEGIN, {}).status_code == 303
    assert CLOSED not in admin.get(PLACE).text
    with database.reading() as session:
        steps = steps_of(session, asked)
        actions, actors = [one.action for one in steps], {one.actor_id for one in steps}
    assert (actions, actors) == (["survey_stopped", "survey_begun"], {asked.admin.id})


def test_a_second_press_changes_nothing(
    admin: ProofreadingClient, database: Database, asked: House
) -> None:
    for url in (STOP, STOP, BEGIN, BEGIN):
        assert admin.post_form(url, {}).status_code == 303
    with database.reading() as session:
        actions = [event.action for event in steps_of(session, asked)]
    assert actions == ["survey_stopped", "survey_begun"]


def test_what_was_asked_last_is_asked_again_and_the_usual_at_first(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    assert "Chưa hỏi lần nào" in admin.get(COMMUNE).text
    for last, expected in ((None, "counter-short"), ("school", "school")):
        if last is not None:
            with database.writing() as session:
                survey = survey_at(session, mine.authority_id, now=utc_now())
                assert survey is not None
                survey.questionnaire_id = builtin(session, last, now=utc_now()).id
            admin.post_form(STOP, {})
        admin.post_form(BEGIN, {})
        with database.reading() as session:
            survey = survey_at(session, mine.authority_id, now=utc_now())
            assert survey is not None
            asked = usable(session, mine.authority_id, survey.questionnaire_id)
            assert asked.code == expected


def test_the_neighbour_goes_on_asking(
    admin: ProofreadingClient, database: Database, asked: House, other: House
) -> None:
    with database.writing() as session:
        make_survey(session, session.get_one(ServicePoint, other.point_id).authority)
    admin.post_form(STOP, {})
    assert CLOSED in admin.get(PLACE).text
    assert CLOSED not in admin.get("/q/ABCDEFG").text


def test_looking_at_the_question_changes_nothing(admin: ProofreadingClient, asked: House) -> None:
    assert admin.get(STOP).status_code == 200
    assert "Stop asking" in admin.get(f"{STOP}?lang=en").text
    assert admin.post(STOP).status_code == 400
    assert admin.get(f"{COMMUNE}/survey/other").status_code == 404
    assert CLOSED not in admin.get(PLACE).text
