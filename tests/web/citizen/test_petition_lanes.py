"""Complaints and denunciations: asked about, guided, and never stored."""

import logging

import html5lib
import pytest
from sqlalchemy import Connection, func, inspect, select, text

from portal.cases.models import Case
from portal.config import Config
from portal.db import Database
from portal.files.models import Attachment
from portal.offices.models import Authority
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.citizen.builders import FILLED, URL, asked_by_radio, photo, upload

pytestmark = pytest.mark.usefixtures("commune", "clock")

COMPLAINT = "Tôi muốn khiếu nại quyết định thu hồi đất của xã."
BOTH = "Tôi khiếu nại quyết định xử phạt và tố cáo người đã vòi tiền."


def nothing_is_stored(database: Database, config: Config) -> bool:
    with database.reading() as session:
        rows = [session.scalar(select(func.count()).select_from(t)) for t in (Case, Attachment)]
    files = [path for path in (config.data_dir / "files").rglob("*") if path.is_file()]
    return not any(rows) and not files


@pytest.mark.parametrize(
    ("story", "questions"), [(COMPLAINT, {"complaint"}), (BOTH, {"complaint", "denunciation"})]
)
def test_a_story_that_sounds_like_one_is_asked_about(
    client: ProofreadingClient, story: str, questions: set[str]
) -> None:
    page = client.post_form(URL, {**FILLED, "story": story})
    assert page.status_code == 200
    assert asked_by_radio(page.text) == questions


def test_whoever_says_no_goes_on_with_every_answer(
    client: ProofreadingClient, database: Database
) -> None:
    page = client.post_form(URL, {**FILLED, "story": BOTH})
    no = {"complaint": "no", "denunciation": "no", "step": "answer"}
    checked = client.post(URL, data={**hidden_fields(page.text), **no})
    assert BOTH in checked.text
    sent = client.post(URL, data={**hidden_fields(checked.text), "step": "send"})
    assert sent.status_code == 303
    with database.reading() as session:
        assert session.scalars(select(Case.place)).one() == FILLED["place"]


def test_whoever_says_nothing_is_asked_again(client: ProofreadingClient) -> None:
    page = client.post_form(URL, {**FILLED, "story": COMPLAINT})
    again = client.post(URL, data={**hidden_fields(page.text), "step": "answer"})
    assert again.status_code == 422
    assert 'href="#complaint"' in again.text


def test_the_question_cannot_be_jumped_over(client: ProofreadingClient, database: Database) -> None:
    page = client.post_form(URL, {**FILLED, "story": COMPLAINT, "step": "send"})
    assert asked_by_radio(page.text) == {"complaint"}
    with database.reading() as session:
        assert session.scalar(select(Case.id)) is None


@pytest.mark.parametrize(
    ("story", "lane", "slug"),
    [(COMPLAINT, "complaint", "khieu-nai"), (BOTH, "denunciation", "to-cao")],
)
def test_a_confirmed_one_is_guided_and_nothing_of_it_stays(
    client: ProofreadingClient,
    database: Database,
    config: Config,
    story: str,
    lane: str,
    slug: str,
) -> None:
    page = client.post_form(URL, {**FILLED, "story": story, **upload(photo())})
    answers = {"complaint": "no", "denunciation": "no", lane: "yes", "step": "answer"}
    guide = client.post(URL, data={**hidden_fields(page.text), **answers})
    assert guide.status_code == 200
    for words in ("Thôn 1, xã Suối Mơ", "7:30–11:30", "Thứ Năm hằng tuần", story):
        assert words in guide.text
    assert f"/c/xa-suoi-mo/{slug}/don" in guide.text
    assert nothing_is_stored(database, config)


@pytest.mark.parametrize("slug", ["khieu-nai", "to-cao"])
def test_the_guide_and_the_blank_form_have_addresses_of_their_own(
    client: ProofreadingClient, slug: str
) -> None:
    assert client.get(f"/c/xa-suoi-mo/{slug}").status_code == 200
    blank = client.get(f"/c/xa-suoi-mo/{slug}/don")
    assert blank.status_code == 200
    assert 'class="signature"' in blank.text


def test_the_senders_own_words_can_stand_on_the_form_and_are_escaped(
    client: ProofreadingClient,
) -> None:
    story = "Ông A <b>ký</b> sai."
    page = client.post("/c/xa-suoi-mo/to-cao/don", data={"story": story})
    assert "Ông A &lt;b&gt;ký&lt;/b&gt; sai." in page.text


@pytest.mark.parametrize("url", ["/c/khong-co/khieu-nai", "/c/xa-suoi-mo/kien", "/c/x/to-cao/don"])
def test_other_addresses_lead_nowhere(client: ProofreadingClient, url: str) -> None:
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("slug", ["khieu-nai", "to-cao"])
def test_nothing_typed_on_the_form_reaches_the_database_or_the_log(
    client: ProofreadingClient,
    database: Database,
    config: Config,
    slug: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    canary = "hoangyenbatdau"
    with database.engine.connect() as connection:
        before = _cells(connection)
    page = client.post(f"/c/xa-suoi-mo/{slug}/don", data={"story": canary, "name": canary})
    assert canary in page.text
    with database.engine.connect() as connection:
        assert _cells(connection) == before
    assert nothing_is_stored(database, config)
    assert canary not in caplog.text


def _cells(connection: Connection) -> str:
    names = sorted(inspect(connection).get_table_names())
    return repr([list(connection.execute(text(f'SELECT * FROM "{name}"'))) for name in names])  # noqa: S608  # names of our own tables


@pytest.mark.parametrize(
    ("slug", "who"), [("khieu-nai", "Chairperson"), ("to-cao", "Chairperson of the province")]
)
def test_the_guide_says_who_receives_it_and_by_when_the_law_wants_a_first_step(
    client: ProofreadingClient, slug: str, who: str
) -> None:
    page = client.get(f"/c/xa-suoi-mo/{slug}?lang=en").text
    assert who in page
    assert "7 working days" in page


def where_to_go(client: ProofreadingClient, lang: str = "vi") -> dict[str, str]:
    page = client.get(f"/c/xa-suoi-mo/khieu-nai?lang={lang}").text
    document = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    rows = document.iterfind(".//main//dl/div")
    return {row.findtext("dt", ""): row.findtext("dd", "") for row in rows}


def test_the_guide_names_a_place_even_where_none_was_entered(
    client: ProofreadingClient, database: Database
) -> None:
    assert where_to_go(client)["Địa chỉ"] == "Thôn 1, xã Suối Mơ"
    with database.writing() as session:
        commune = session.scalars(select(Authority)).one()
        commune.address = commune.hours = commune.reception = commune.hotline = ""
    seat = "Trụ sở Ủy ban nhân dân Xã Suối Mơ, Tỉnh Minh Họa"
    assert where_to_go(client) == {"Địa chỉ": seat}
    assert "People’s Committee" in where_to_go(client, "en")["Where"]
