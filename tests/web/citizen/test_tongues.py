"""A citizen reads, hears and answers in a language the commune added, or is told it is another."""

from datetime import datetime, timedelta

import html5lib
import pytest
from sqlalchemy import select

from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.fieldwork.models import Survey
from portal.fieldwork.questionnaires import builtin
from portal.fieldwork.tongues.clips import items_of
from portal.fieldwork.tongues.judging import withdraw
from portal.fieldwork.tongues.models import TonguePack
from portal.files.shelf import Shelf
from portal.keys import Keys
from portal.offices.events import Actor
from portal.ratings.folding import fold_rest
from portal.ratings.models import Response
from portal.web.citizen.rating_messages import FAULTS, LEAVE_EMPTY, NO_PROCEDURE, TOO_MANY
from portal.web.messages import sentence
from portal.web.submission import SubmissionExpiredError, SubmissionForgedError
from surveys.parts import BUILT_IN, read
from surveys.tongues.interface import INTERFACE
from tests.portal.fieldwork.tongues.builders import OGG, actors, open_clip, speak
from tests.portal.ratings.builders import Commune, make_commune
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.surveys.tongues.packs import MADE_UP

PAGE = "/q/K7M2QXG"
ASKED = {"query_string": {"lang": MADE_UP}}
# Names are names in every language.
OF_THE_COMMUNE = {
    "Xã Suối Mơ",
    "Xã Suối Mơ, Tỉnh Minh Họa",
    "Quầy 1",
    "Quầy 1 · Trung tâm Phục vụ hành chính công",
    "Thôn 1, xã Suối Mơ",
    "7:30–11:30, 13:30–17:00, thứ Hai đến thứ Sáu",
}


@pytest.fixture
def commune(database: Database) -> Commune:
    return make_commune(database)


@pytest.fixture
def pack(database: Database, commune: Commune) -> TonguePack:
    return speak(database, commune, utc_now())


def shown(html: str) -> list[str]:
    """Return the texts that are on a page, and the attributes that are read aloud."""
    page = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    texts = [
        text for e in page.iter() if e.tag not in {"style", "svg"} for text in (e.text, e.tail)
    ]
    aloud = [e.get(name) for e in page.iter() for name in ("aria-label", "data-wait")]
    return [text.strip() for text in (*texts, *aloud) if text and text.strip()]


@pytest.mark.usefixtures("pack")
@pytest.mark.parametrize("path", ["", "/de", "/cam-on"])
@pytest.mark.parametrize("size", ["normal", "large"])
def test_a_page_in_an_added_language_has_no_word_of_another(
    client: ProofreadingClient, path: str, size: str
) -> None:
    page = client.get(PAGE + path, query_string={"lang": MADE_UP, "size": size})
    assert page.status_code == 200
    assert f'<html lang="{MADE_UP}"' in page.text
    strange = {
        text
        for text in shown(page.text)
        if any(letter.isalpha() for letter in text) and "[" not in text
    }
    assert strange - OF_THE_COMMUNE == {"Tiếng Việt", "English"}


@pytest.mark.usefixtures("pack")
def test_an_error_is_told_in_the_language_and_nothing_chosen_is_lost(
    client: ProofreadingClient,
) -> None:
    again = client.post(f"{PAGE}?lang={MADE_UP}", data={"website": "x", "manner": "4"})
    assert again.status_code == 422
    assert "[fault_trap]" in again.text
    assert 'id="manner-4" value="4" checked' in again.text


def test_every_sentence_about_a_rating_is_among_the_words_of_a_pack() -> None:
    said = {*FAULTS.values(), LEAVE_EMPTY, NO_PROCEDURE, TOO_MANY}
    said |= {sentence(SubmissionForgedError()), sentence(SubmissionExpiredError(b""))}
    assert {words._args[0] for words in said} <= set(INTERFACE.values())


@pytest.mark.usefixtures("pack")
def test_a_rating_in_an_added_language_is_a_rating_like_any(
    client: ProofreadingClient, database: Database, commune: Commune, keys: Keys
) -> None:
    answer = client.post_form(f"{PAGE}?lang={MADE_UP}", {"manner": "2", "overall": "4"})
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/cam-on?lang={MADE_UP}")
    assert "[thanks_stored]" in client.get(answer.location).text
    fold_rest(database, keys, commune.authority.id, (utc_now() + timedelta(days=1)).date())
    with database.reading() as session:
        assert session.scalars(select(Response.levels)).one() == {"manner": 2, "overall": 4}


@pytest.mark.usefixtures("pack")
def test_the_switch_offers_what_is_whole_and_says_what_follows(client: ProofreadingClient) -> None:
    page = client.get(PAGE).text
    assert f'hreflang="{MADE_UP}" lang="{MADE_UP}">[made-up]</a>' in page
    form = client.get(f"{PAGE}/y-kien", **ASKED).text
    assert '<html lang="vi">' in form
    assert "Trang này chưa có bằng tiếng Ông/Bà chọn" in form
    assert f"/tiep-can?lang={MADE_UP}" in form  # so that the way back leads to it
    assert "Trang này chưa có" not in client.get(f"{PAGE}/y-kien?lang=nonsense").text


def test_a_language_withdrawn_is_gone_at_once_and_the_page_says_so(
    client: ProofreadingClient, database: Database, commune: Commune, pack: TonguePack
) -> None:
    assert "[title]" in client.get(PAGE, **ASKED).text
    with database.writing() as session:
        row = session.get_one(TonguePack, pack.id)
        withdraw(session, Actor(commune.authority.id, None), row, now=utc_now())
    page = client.get(PAGE, **ASKED).text
    assert '<html lang="vi">' in page
    assert "Trang này chưa có bằng tiếng Ông/Bà chọn" in page
    assert "[" not in page.split("<main")[1]


def test_another_questionnaire_is_not_spoken_in_the_words_of_this_one(
    client: ProofreadingClient, database: Database, commune: Commune, pack: TonguePack
) -> None:
    with database.writing() as session:
        another = builtin(session, "school", now=utc_now())
        session.get_one(Survey, commune.survey_id).questionnaire_id = another.id
    assert "[title]" not in client.get(PAGE, **ASKED).text
    assert pack.tongue not in client.get(PAGE).text


def test_a_recording_is_heard_on_demand_and_kept_by_the_browser(
    client: ProofreadingClient,
    database: Database,
    commune: Commune,
    config: Config,
    keys: Keys,
    now: datetime,
) -> None:
    shelf = Shelf(config.data_dir / "files", keys)
    with database.writing() as session:
        people = actors(session, commune.authority)
        clip = open_clip(session, commune, people, shelf, now=now, tongue="vi")
        open_clip(session, commune, people, shelf, now=now, tongue="vi", item="scale")
    page = client.get(PAGE).text
    address = f"/nghe/{clip.id}/{clip.sha256.hex()[:12]}.ogg"
    assert page.count('<audio controls preload="none"') == 2
    assert f'src="{address}" aria-label="Nghe câu hỏi: Cách cư xử' in page
    assert "<audio" not in client.get(f"{PAGE}?lang=en").text
    heard = client.get(address, headers={"Range": "bytes=0-3"})
    assert (heard.status_code, heard.data) == (206, b"OggS")
    assert heard.content_type == "audio/ogg"
    assert heard.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(address).data == OGG
    assert client.get(f"/nghe/{clip.id}/000000000000.ogg").status_code == 404
    with database.writing() as session:
        withdraw(session, people[0], session.merge(clip), now=now)
    assert client.get(address).status_code == 404
    assert address not in client.get(PAGE).text


@pytest.mark.usefixtures("commune")
def test_the_easy_way_asks_one_by_one_and_ends_in_the_same_intake(
    client: ProofreadingClient, database: Database, commune: Commune, keys: Keys
) -> None:
    page = client.get(f"{PAGE}/de")
    assert "12 / 12" in page.text
    assert 'href="#b2"' in page.text
    assert "Set-Cookie" not in page.headers
    assert "<script" not in page.text
    assert "<textarea" not in page.text
    form = {**hidden_fields(page.text), "manner": "5"}
    sent = [client.post(f"{PAGE}/de", data=form) for _ in range(2)]
    assert [one.status_code for one in sent] == [303, 303]
    assert client.get(sent[0].location).location == f"{PAGE}/cam-on"
    fold_rest(database, keys, commune.authority.id, (utc_now() + timedelta(days=1)).date())
    with database.reading() as session:
        assert session.scalars(select(Response.levels)).all() == [{"manner": 5}]


@pytest.mark.usefixtures("commune")
def test_an_empty_easy_form_stays_easy(client: ProofreadingClient) -> None:
    again = client.post_form(f"{PAGE}/de", {})
    assert again.status_code == 422
    assert "Phiếu chưa được gửi" in again.text
    assert "1 / 12" in again.text


@pytest.mark.parametrize("tongue", ["vi", MADE_UP])
def test_the_page_stays_light_with_a_recording_of_everything(
    client: ProofreadingClient,
    database: Database,
    commune: Commune,
    config: Config,
    now: datetime,
    tongue: str,
) -> None:
    pack = speak(database, commune, now)
    with database.writing() as session:
        other = session.get_one(TonguePack, pack.id)
        people = (
            Actor(commune.authority.id, other.added_by_id),
            Actor(commune.authority.id, other.judged_by_id),
        )
        shelf = Shelf(config.data_dir / "files", config.keys)
        for item in items_of(read(BUILT_IN / "counter-short.toml")):
            open_clip(session, commune, people, shelf, now=now, tongue=tongue, item=item)
    for path in ("", "/de"):
        page = client.get(
            PAGE + path, query_string={"lang": tongue}, headers={"Accept-Encoding": "gzip"}
        )
        assert len(str(page.headers)) + len(page.data) <= 12 * 1024, path
    assert client.get(PAGE, query_string={"lang": tongue}).text.count("<audio") > 12
