"""Surveys on the console: drafted, approved by a second person, asked, closed."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

import html5lib
import pytest
import time_machine
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.clock import utc_now
from portal.db import Database
from portal.fieldwork.models import Survey
from portal.fieldwork.questionnaire_store import own_questionnaires
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.store import events_of
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from surveys.loading import builtin_text
from tests.builders import make_staff
from tests.portal.fieldwork.house import House, make_house
from tests.portal.ratings.builders import Commune, rate
from tests.proofreading import ProofreadingClient
from tests.web.citizen.builders import fields_of

LIST = "/console/khao-sat"
NEW = f"{LIST}/moi"
FILLED = {
    "title": "Khảo sát quý IV",
    "questionnaire": "built-in:counter-short",
    "kind": "walk_up",
    "scope": "authority",
    "unit": "",
    "from_on": "2026-11-20",
    "to_on": "2026-11-30",
    "languages": ["vi", "en"],
    "co_organiser": "Ủy ban Mặt trận",
}


@pytest.fixture
def clock(now: datetime) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def house(database: Database, clock: time_machine.Traveller) -> House:
    with database.writing() as session:
        return make_house(session)


@pytest.fixture
def drafted(client: ProofreadingClient, house: House) -> str:
    """The address of a draft by the coordinator."""
    client.sign_in(house.coordinator)
    answer = client.post_form(NEW, FILLED)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def press(client: ProofreadingClient, page: str, act: str, **fields: str) -> int:
    """Press a button of a survey's page as its form would."""
    sent = {**fields_of(client.get(page).text), **fields}
    return client.post(f"{page}/{act}", data=sent).status_code


def survey_of(database: Database) -> Survey:
    with database.reading() as session:
        return session.scalars(select(Survey)).one()


def test_a_survey_goes_from_draft_to_the_counter_through_two_people(
    client: ProofreadingClient, database: Database, house: House, drafted: str
) -> None:
    assert "chờ duyệt" in client.get(LIST).text
    page = client.get(drafted).text
    assert "Coordinator" in page
    assert "Ủy ban Mặt trận" in page
    assert "chưa đủ để hiện" not in page
    assert "/duyet" not in page
    client.sign_in(house.chair)
    assert press(client, drafted, "duyet") == 303
    shown = client.get(drafted).text
    assert "Đã duyệt đợt khảo sát." in shown
    assert "Chair" in shown
    assert "chưa đủ để hiện" in shown
    assert "đang hỏi" in client.get(LIST).text
    assert "Ông/Bà thấy chúng tôi phục vụ thế nào?" in client.get("/q/K7M2QXG").text
    assert press(client, drafted, "dong") == 303
    assert "đã kết thúc" in client.get(LIST).text
    assert "Hiện không có đợt khảo sát nào" in client.get("/q/K7M2QXG").text
    with database.reading() as session:
        actions = [event.action for event in events_of(session, house.authority.id)]
    assert actions == ["survey_drafted", "survey_approved", "survey_closed"]


def test_a_draft_sent_back_shows_why_and_is_handed_in_again(
    client: ProofreadingClient, database: Database, house: House, drafted: str
) -> None:
    client.sign_in(house.deputy)
    assert press(client, drafted, "tra-lai", note="  ") == 422
    assert press(client, drafted, "tra-lai", note="Thêm quầy 2.") == 303
    client.sign_in(house.coordinator)
    assert "Thêm quầy 2." in client.get(drafted).text
    form = fields_of(client.get(f"{drafted}/sua").text)
    assert (form["title"], form["version"]) == ("Khảo sát quý IV", "1")
    changed = client.post_form(f"{drafted}/sua", {**FILLED, "title": "Đợt hai"})
    assert changed.status_code == 303
    kept = survey_of(database)
    assert (kept.title, kept.state, kept.version) == ("Đợt hai", "draft", 2)
    assert press(client, drafted, "rut") == 303
    assert survey_of(database).state == "withdrawn"


def test_what_was_changed_meanwhile_is_not_approved(
    client: ProofreadingClient, database: Database, house: House, drafted: str
) -> None:
    client.sign_in(house.chair)
    old = fields_of(client.get(drafted).text)
    client.sign_in(house.coordinator)
    client.post_form(f"{drafted}/sua", {**FILLED, "title": "Khác"})
    client.sign_in(house.chair)
    token = fields_of(client.get(drafted).text)["csrf_token"]
    answer = client.post(f"{drafted}/duyet", data={**old, "csrf_token": token})
    assert answer.status_code == 409
    assert survey_of(database).state == "draft"


def test_who_drafted_is_told_to_let_somebody_else_look(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    with database.writing() as session:
        both = make_staff(
            session,
            house.authority,
            "both",
            Role.REFORM_COORDINATOR,
            Role.CHIEF_OF_OFFICE,
        )
    client.sign_in(both)
    page = str(client.post_form(NEW, FILLED).location)
    assert "Cần một người khác xem" in client.get(page).text
    assert press(client, page, "duyet") == 303
    assert "Cần một người khác xem" in client.get(page).text
    assert survey_of(database).state == "draft"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "This field is required"),
        ({"to_on": "2026-11-01"}, "The last day lies before the first."),
        ({"scope": "unit"}, "This field is required."),
        ({"scope": "points"}, "This field is required."),
        ({"languages": []}, "The questionnaire does not exist in all these languages."),
        ({"questionnaire": "built-in:none"}, "Not a valid choice"),
    ],
)
def test_a_draft_that_does_not_fit_comes_back_with_its_words(
    client: ProofreadingClient, house: House, change: dict[str, object], words: str
) -> None:
    client.sign_in(house.coordinator)
    answer = client.post_form(f"{NEW}?lang=en", {**FILLED, **change})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Ủy ban Mặt trận" in answer.text


def test_a_school_keeps_its_own_survey(
    client: ProofreadingClient, database: Database, house: House, drafted: str
) -> None:
    client.sign_in(house.keeper)
    page = client.get(NEW).text
    assert "Toàn địa phương" not in page
    assert "Trung tâm Phục vụ hành chính công" not in page
    own = {**FILLED, "scope": "unit", "unit": str(house.school.id), "kind": "walk_up"}
    school = str(client.post_form(NEW, {**own, "questionnaire": "built-in:school"}).location)
    assert "Trường Tiểu học" in client.get(LIST).text
    assert drafted not in client.get(LIST).text
    for address in (drafted, f"{drafted}/sua", f"{drafted}/xem"):
        assert client.get(address).status_code == 404
    client.sign_in(house.chair)
    press(client, school, "duyet")
    press(client, drafted, "duyet")
    assert "trường" in client.get("/q/P3R8NYA").text.lower()
    assert "Biển chỉ đường" in client.get("/q/K7M2QXG").text


def test_a_survey_in_the_chosen_places_remembers_them(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    client.sign_in(house.coordinator)
    points = [str(house.points[0].id), str(house.points[2].id)]
    chosen = {**FILLED, "scope": "points", "points": points, "kind": "sample"}
    page = str(client.post_form(NEW, chosen).location)
    assert "Quầy 1, Văn phòng trường" in client.get(page).text
    document = html5lib.parse(client.get(f"{page}/sua").text, namespaceHTMLElements=False)
    ticked = {
        box.get("value")
        for box in document.iter("input")
        if box.get("name") == "points" and "checked" in box.attrib
    }
    assert ticked == set(points)


def test_the_form_can_be_seen_before_approval_and_sends_nothing(
    client: ProofreadingClient, house: House, drafted: str
) -> None:
    client.sign_in(house.chair)
    page = client.get(f"{drafted}/xem").text
    assert "Biển chỉ đường đến đúng quầy" in page
    assert "không gửi được gì" in page
    assert 'method="post"' not in page
    assert "How did we serve you?" in client.get(f"{drafted}/xem?lang=en").text


def test_responses_are_shown_once_enough_have_answered(
    client: ProofreadingClient, database: Database, house: House, drafted: str, keys: Keys
) -> None:
    client.sign_in(house.chair)
    press(client, drafted, "duyet")
    commune = Commune(
        house.authority, (house.centre, house.school), house.points, survey_of(database).id
    )
    rate(database, keys, commune, utc_now(), times=4, contents=Contents({"overall": 4}))
    fold(database, keys)
    assert "chưa đủ để hiện" in client.get(drafted).text
    rate(database, keys, commune, utc_now(), times=3, contents=Contents({"overall": 4}))
    fold(database, keys)
    assert "chưa đủ để hiện" not in client.get(drafted).text
    assert "chưa đủ để hiện" not in client.get(LIST).text


def test_three_people_and_the_neighbour_at_every_page(
    client: ProofreadingClient, database: Database, house: House, drafted: str
) -> None:
    pages = {
        LIST: (200, 200, 200, 403),
        NEW: (200, 403, 200, 403),
        drafted: (200, 200, 404, 403),
        f"{drafted}/xem": (200, 200, 404, 403),
        f"{drafted}/sua": (200, 403, 404, 403),
        f"{LIST}/mau-phieu": (200, 403, 403, 403),
    }
    with database.writing() as session:
        clerk = make_staff(session, house.authority, "clerk", Role.ONE_STOP_CLERK)
    people = (house.coordinator, house.chair, house.keeper, clerk)
    for index, person in enumerate(people):
        client.sign_in(person)
        for page, statuses in pages.items():
            for query in ("", "?lang=en"):
                assert client.get(page + query).status_code == statuses[index], page
    client.sign_in(house.stranger)
    for page in (drafted, f"{drafted}/xem"):
        assert client.get(page).status_code == 404
    token = {"csrf_token": fields_of(client.get("/console/mat-khau").text)["csrf_token"]}
    for act in ("duyet", "tra-lai", "dong"):
        sent = client.post(f"{drafted}/{act}", data={**token, "version": "1", "note": "x"})
        assert sent.status_code == 404, act
    assert client.post(f"{drafted}/rut", data=token).status_code == 403
    assert survey_of(database).state == "draft"


def test_a_questionnaire_is_checked_kept_and_asked(
    client: ProofreadingClient, database: Database, house: House
) -> None:
    page = f"{LIST}/mau-phieu"
    own = builtin_text("counter-short").replace("version = 2", "version = 1")
    own = own.replace('"counter-short"', '"mau-2026"')

    def upload(text: str) -> TestResponse:
        return client.post_form(page, {"file": (BytesIO(text.encode()), "mau.toml")})

    client.sign_in(house.coordinator)
    refused = upload(own.replace('code = "fees"', 'code = "papers"'))
    assert refused.status_code == 422
    assert "câu hỏi “papers”: mã “papers” có hai lần" in refused.text
    assert "mau-2026" not in client.get(page).text
    assert upload(own).status_code == 303
    assert "mau-2026/1" in client.get(page).text
    other = upload(own.replace("Kết quả", "Việc xong"))
    assert other.status_code == 422
    assert "phiên bản cao hơn" in other.text
    with database.reading() as session:
        kept = own_questionnaires(session, house.authority.id)[0]
    assert client.get(f"{page}/{kept.id}.toml").data == own.encode()
    draft = {**FILLED, "questionnaire": f"own:{kept.id}"}
    assert client.post_form(NEW, draft).status_code == 303
    assert survey_of(database).questionnaire_id == kept.id
    client.sign_in(house.stranger)
    assert client.get(f"{page}/{kept.id}.toml").status_code == 403
