"""A rating page asks every kind of question, keeps what was typed and stores each part apart."""

from datetime import timedelta
from pathlib import Path

import html5lib
import pytest
from sqlalchemy import select

from portal.clock import utc_now
from portal.db import Database
from portal.fieldwork.models import Survey
from portal.fieldwork.questionnaires import builtin, take_over
from portal.keys import Keys
from portal.offices.events import Actor
from portal.ratings.counting import check_counts
from portal.ratings.folding import fold_rest
from portal.ratings.models import AnswerTally, Comment, Profile, Response
from portal.web.citizen.rating_messages import FAULTS
from portal.web.citizen.rating_sheet import CONTROLS
from surveys.kind import AnswerFault
from surveys.kinds.registry import KINDS
from surveys.loading import builtin_codes, load_builtin
from tests.portal.ratings.builders import Commune, make_commune
from tests.proofreading import ProofreadingClient
from tests.web.citizen.builders import fields_of

PAGE = "/q/K7M2QXG"
TOML = Path(__file__).with_name("every_kind.toml").read_bytes()
FULL = {
    "been": "yes",
    "trips": "2",
    "manner": "2",
    "overall": "4",
    "wait": "3",
    "wishes.roads": "1",
    "wishes.water": "2",
    "part": "80%",
    "heard": "other",
    "heard.other.text": "Hàng xóm nói",
    "news.radio": "1",
    "news.other.text": "Nhóm Zalo",
    "comment": "Ghế ít quá.",
    "sex": "woman",
    "age": "44",
}


@pytest.fixture
def commune(database: Database) -> Commune:
    commune = make_commune(database)
    with database.writing() as session:
        asked = take_over(session, Actor(commune.authority.id), TOML, now=utc_now())
        session.get_one(Survey, commune.survey_id).questionnaire_id = asked.id
    return commune


def test_every_kind_has_a_control_and_every_fault_has_words() -> None:
    assert CONTROLS.keys() == KINDS.keys()
    assert FAULTS.keys() == set(AnswerFault)


@pytest.mark.parametrize("code", builtin_codes())
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_built_in_questionnaire_can_be_asked_at_a_counter(
    client: ProofreadingClient, database: Database, code: str, language: str
) -> None:
    commune = make_commune(database)
    with database.writing() as session:
        asked = builtin(session, code, now=utc_now())
        session.get_one(Survey, commune.survey_id).questionnaire_id = asked.id
    page = client.get(f"{PAGE}?lang={language}")
    assert page.status_code == 200
    document = html5lib.parse(page.text, treebuilder="etree", namespaceHTMLElements=False)
    names = {c.get("name") for tag in ("input", "textarea") for c in document.iter(tag)}
    instrument = load_builtin(code)
    assert names >= {name for question in instrument.questions for name in question.fields}
    for question in instrument.questions:
        assert page.text.count(f'id="{question.code}"') == 1


@pytest.mark.usefixtures("commune")
def test_the_page_has_headings_rules_and_a_script_only_for_them(
    client: ProofreadingClient,
) -> None:
    page = client.get(PAGE).text
    assert page.index("Ông/Bà hài lòng đến mức nào?") < page.index("Người tiếp")
    assert page.index("Đôi điều về Ông/Bà") > page.index("Nói thêm?")
    assert page.count("data-ask-if=") == 2
    assert "js/citizen.js" in page
    # Two of five levels have faces; wishes are no contentment.
    assert page.count('class="face ') == 10
    assert "(cần trả lời)" in page


def test_each_part_is_stored_where_it_belongs(
    client: ProofreadingClient, database: Database, commune: Commune, keys: Keys
) -> None:
    answer = client.post_form(PAGE, {**FULL, "trips": "3", "why": "Thiếu  giấy"})
    assert answer.status_code == 303, answer.text
    fold_rest(database, keys, commune.authority.id, (utc_now() + timedelta(days=1)).date())
    with database.reading() as session:
        response = session.scalars(select(Response)).one()
        assert response.levels == {"manner": 2, "overall": 4}
        assert response.answers == {
            "been": ["yes"],
            "heard": ["other"],
            "news": ["radio", "other"],
            "part": ["80"],
            "trips": ["3"],
            "wait": ["3"],
            "wishes.roads": ["1"],
            "wishes.water": ["2"],
        }
        words = session.execute(select(Comment.question, Comment.text)).all()
        assert sorted(tuple(row) for row in words) == [
            ("comment", "Ghế ít quá."),
            ("heard.other.text", "Hàng xóm nói"),
            ("news.other.text", "Nhóm Zalo"),
            ("why", "Thiếu giấy"),
        ]
        told = session.execute(select(Profile.question, Profile.answer)).all()
        assert sorted(tuple(row) for row in told) == [("age", "44"), ("sex", "woman")]
        counted = session.execute(select(AnswerTally.question, AnswerTally.answer)).all()
        assert ("news", "*") in {tuple(row) for row in counted}
        assert check_counts(session) == {}


def test_what_a_rule_leaves_out_is_dropped_without_a_word(
    client: ProofreadingClient, database: Database, commune: Commune, keys: Keys
) -> None:
    sent = {**FULL, "been": "no", "trips": "7", "why": "Xa quá"}
    assert client.post_form(PAGE, sent).status_code == 303
    fold_rest(database, keys, commune.authority.id, (utc_now() + timedelta(days=1)).date())
    with database.reading() as session:
        assert "trips" not in session.scalars(select(Response.answers)).one()
        assert "why" not in session.scalars(select(Comment.question)).all()


@pytest.mark.usefixtures("commune")
@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        ({"been": ""}, "been", "Xin trả lời câu này."),
        ({"trips": "hai"}, "trips", "Xin ghi một số nguyên."),
        ({"trips": "21"}, "trips", "Xin ghi một số từ 0 đến 20."),
        ({"part": "101"}, "part", "Xin ghi một số từ 0 đến 100."),
        ({"why": "x" * 61}, "why", "Xin viết không quá 60 chữ cái."),
        ({"comment": "x y" * 40}, "comment", "Xin viết không quá 100 chữ cái."),
        ({"news.other.text": "x" * 201}, "news", "Xin viết không quá 200 chữ cái."),
        ({"wait": "4"}, "wait", "Xin chọn một trong các câu trả lời có sẵn."),
        ({"wishes.roads": "5"}, "wishes", "Xin chọn một trong các câu trả lời có sẵn."),
        ({"news.paper": "yes"}, "news", "Xin chọn một trong các câu trả lời có sẵn."),
        ({"sex": "other"}, "sex", "Xin chọn một trong các câu trả lời có sẵn."),
    ],
)
def test_what_does_not_fit_is_said_at_its_question_and_all_typing_stays(
    client: ProofreadingClient, change: dict[str, str], code: str, sentence: str
) -> None:
    sent = {**FULL, **change}
    page = client.post_form(PAGE, sent)
    assert page.status_code == 422
    assert f'id="{code}-error"' in page.text
    assert f'href="#{code}"' in page.text
    assert sentence in page.text
    kept = fields_of(page.text)
    for name, value in sent.items():
        if name not in change:
            assert kept.get(name) == value, name


@pytest.mark.usefixtures("commune")
def test_a_form_without_any_rating_is_refused_in_words(client: ProofreadingClient) -> None:
    page = client.post_form(PAGE, {"been": "no", "comment": "Chỉ có lời."})
    assert page.status_code == 422
    assert "Xin đánh giá ít nhất một câu." in page.text


def test_a_survey_in_one_language_is_asked_in_that_language_only(
    client: ProofreadingClient, database: Database, commune: Commune
) -> None:
    with database.writing() as session:
        session.get_one(Survey, commune.survey_id).languages = "vi"
    page = client.get(f"{PAGE}?lang=en").text
    assert "Mười loại câu hỏi" in page
    assert "Ten kinds of question" not in page
    assert '<html lang="vi">' in page
    assert "Trang này chưa có bằng tiếng Ông/Bà chọn" in page


def test_the_kept_page_is_another_one_for_another_survey(
    client: ProofreadingClient, database: Database, commune: Commune
) -> None:
    assert "Mười loại câu hỏi" in client.get(PAGE).text
    with database.writing() as session:
        asked = builtin(session, "counter-short", now=utc_now())
        session.get_one(Survey, commune.survey_id).questionnaire_id = asked.id
    assert "Mười loại câu hỏi" not in client.get(PAGE).text


def test_what_was_written_below_any_question_outlives_the_survey(
    client: ProofreadingClient, database: Database, commune: Commune
) -> None:
    form = fields_of(client.get(PAGE).text) | FULL | {"why": "Thiếu giấy tờ"}
    with database.writing() as session:
        session.get_one(Survey, commune.survey_id).closes_at = utc_now() - timedelta(hours=1)
    page = client.post(PAGE, data=form)
    assert page.status_code == 409
    for words in ("Ghế ít quá.", "Thiếu giấy tờ", "Hàng xóm nói"):
        assert words in page.text
