"""The petition page: looked over before it is sent, sent once, nothing lost on the way."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from portal.cases.kinds import Channel, State, TextPart
from portal.cases.models import Case
from portal.cases.store import texts_of
from portal.db import Database
from portal.keys import Keys
from portal.offices.models import ServicePoint, Village
from portal.people.contacts import open_contact
from portal.people.details import ContactDetails, ReadingPurpose
from portal.people.models import Contact
from tests.builders import make_authority, make_staff, make_village
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.citizen.builders import (
    ANONYMOUS,
    FILLED,
    POINT_URL,
    STORY,
    URL,
    fields_of,
    send,
)

pytestmark = pytest.mark.usefixtures("commune", "clock")


def only_case(database: Database) -> Case:
    with database.reading() as session:
        case = session.scalars(select(Case)).one()
        session.expunge(case)
        return case


def no_case(database: Database) -> bool:
    with database.reading() as session:
        return session.scalar(select(Case.id)) is None


def test_the_page_asks_for_the_story_first(client: ProofreadingClient) -> None:
    page = client.get(URL)
    assert page.status_code == 200
    assert page.text.index('name="story"') < page.text.index('name="kind"')
    assert fields_of(page.text).get("sender_kind") == "person"
    assert not {"may_publish", "identity", "reply_by"} & set(fields_of(page.text))
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "no-store"


def test_what_was_filled_in_is_shown_before_anything_is_stored(
    client: ProofreadingClient, database: Database
) -> None:
    page = client.post_form(URL, FILLED)
    assert page.status_code == 200
    for words in (STORY, "Cạnh chợ", "Nguyễn Thị Mai", "0912 345 678"):
        assert words in page.text
    assert no_case(database)


def test_the_public_version_shows_no_contact(client: ProofreadingClient) -> None:
    story = "Tôi là Nguyễn Thị Mai, gọi 0912 345 678. Đèn hỏng."
    page = client.post_form(URL, {**FILLED, "story": story})
    assert "Tôi là […], gọi […]. Đèn hỏng." in page.text


def test_a_sent_petition_is_a_case_with_all_that_was_said(
    client: ProofreadingClient, database: Database, keys: Keys, now: datetime
) -> None:
    send(client)
    case = only_case(database)
    assert (case.kind, case.subject, case.reply_by) == ("report", "local_life", "phone")
    assert (case.place, case.may_publish, case.channel) == ("Cạnh chợ", True, Channel.WEB)
    assert case.received_at == now
    with database.writing() as session:
        assert texts_of(session, case.id, TextPart.STORY)[0].body == STORY
        authority = make_authority(session, slug="phuong-x", code="99002")
        staff = make_staff(session, authority, "lan")
        opened = open_contact(session, keys, case.id, staff.id, ReadingPurpose.REPLY, now)
    assert opened == ContactDetails(name="Nguyễn Thị Mai", phone="0912 345 678")


def test_an_anonymous_petition_keeps_no_contact_even_if_it_was_typed(
    client: ProofreadingClient, database: Database
) -> None:
    send(client, **{**ANONYMOUS, "name": "Mai", "phone": "0912345678"})
    with database.reading() as session:
        assert session.scalar(select(Contact.case_id)) is None
    assert only_case(database).is_anonymous


def test_a_petition_from_a_counter_keeps_its_place(
    client: ProofreadingClient, database: Database
) -> None:
    checked = client.post_form(POINT_URL, FILLED)
    client.post(POINT_URL, data={**hidden_fields(checked.text), "step": "send"})
    case = only_case(database)
    with database.reading() as session:
        point_id = session.scalars(select(ServicePoint.id)).one()
    assert (case.service_point_id, case.channel) == (point_id, Channel.QR)


def test_a_revoked_counter_still_takes_petitions_for_its_commune(
    client: ProofreadingClient, database: Database, now: datetime
) -> None:
    with database.writing() as session:
        session.scalars(select(ServicePoint)).one().revoked_at = now
    checked = client.post_form(POINT_URL, FILLED)
    client.post(POINT_URL, data={**hidden_fields(checked.text), "step": "send"})
    assert only_case(database).service_point_id is None


@pytest.mark.parametrize(
    "url",
    ["/c/khong-co/y-kien", POINT_URL.replace("K7", "7K"), "/q/xx/y-kien", "/q/2222222/y-kien"],
)
def test_a_place_nobody_knows_is_not_found(client: ProofreadingClient, url: str) -> None:
    assert client.get(url).status_code == 404


def test_an_empty_form_names_every_missing_answer_and_no_more(client: ProofreadingClient) -> None:
    page = client.post_form(URL, {"step": "check"})
    assert page.status_code == 422
    missing = ("story", "kind", "subject", "identity", "reply_by", "may_publish")
    for field in missing:
        assert f'href="#{field}"' in page.text
    for field in ("name", "phone", "email", "address", "village_id", "complaint"):
        assert f'href="#{field}"' not in page.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"phone": ""}, "phone"),
        ({"phone": "12"}, "phone"),
        ({"reply_by": "email"}, "email"),
        ({"subject": "regulation"}, "address"),
        ({"identity": "anonymous"}, "reply_by"),
        ({"story": "  "}, "story"),
        ({"story": "đ" * 5001}, "story"),
        ({"kind": "formal_complaint"}, "kind"),
        ({"reply_by": "pigeon"}, "reply_by"),
        ({"may_publish": "1"}, "may_publish"),
        ({"village_id": "4711"}, "village_id"),
        ({"village_id": "x"}, "village_id"),
        ({"place": "a" * 201}, "place"),
        ({"website": "http://spam.example"}, "website"),
    ],
)
def test_a_fault_is_named_and_the_typing_kept(
    client: ProofreadingClient, database: Database, changes: dict[str, str], field: str
) -> None:
    for step in ("check", "send"):
        page = client.post_form(URL, {**FILLED, **changes, "step": step})
        assert page.status_code == 422
        assert f'href="#{field}"' in page.text
        kept = fields_of(page.text)
        typed = {**FILLED, **changes}
        assert kept["story"] == typed["story"].strip()
        assert kept["place"] == typed["place"]
    assert no_case(database)


def test_five_thousand_letters_of_e_de_are_five_thousand(
    client: ProofreadingClient, database: Database
) -> None:
    story = "ê̆" * 5000
    send(client, story=story)
    with database.reading() as session:
        assert texts_of(session, only_case(database).id)[0].body == story


def test_a_village_of_another_commune_is_not_taken(
    client: ProofreadingClient, database: Database
) -> None:
    with database.writing() as session:
        other = make_authority(session, slug="phuong-ben-xuan", code="99002")
        foreign = make_village(session, other, "Thôn lạ").id
        own = session.scalars(select(Village.id).where(Village.id != foreign)).one()
    assert client.post_form(URL, {**FILLED, "village_id": str(foreign)}).status_code == 422
    send(client, village_id=str(own))
    assert only_case(database).village_id == own


def test_a_double_click_and_a_resent_form_make_one_case_and_one_code(
    client: ProofreadingClient, database: Database
) -> None:
    checked = client.post_form(URL, FILLED)
    form = {**hidden_fields(checked.text), "step": "send"}
    receipts = [client.get(client.post(URL, data=form).location).text for _ in range(3)]
    assert only_case(database).state == State.RECEIVED
    codes = {page[page.index('class="code"') :][:600].split("<div")[0] for page in receipts}
    assert len(codes) == 1


def test_another_story_from_a_spent_page_is_offered_as_new(
    client: ProofreadingClient, database: Database
) -> None:
    checked = client.post_form(URL, FILLED)
    form = {**hidden_fields(checked.text), "step": "send"}
    assert client.post(URL, data=form).status_code == 303
    page = client.post(URL, data={**form, "story": "Còn một việc nữa: ổ gà trước chợ."})
    assert page.status_code == 409
    assert "Còn một việc nữa" in page.text
    again = client.post(URL, data={**hidden_fields(page.text), "step": "send"})
    assert again.status_code == 303
    with database.reading() as session:
        assert len(session.scalars(select(Case.id)).all()) == 2


def test_going_back_to_change_something_keeps_every_answer(client: ProofreadingClient) -> None:
    checked = client.post_form(URL, FILLED)
    page = client.post(URL, data={**hidden_fields(checked.text), "step": "edit"})
    assert page.status_code == 200
    kept = fields_of(page.text)
    assert {name: kept[name] for name in FILLED if name != "step"} == {
        name: value for name, value in FILLED.items() if name != "step"
    }


def test_a_page_open_too_long_comes_back_with_the_typing_and_works(
    client: ProofreadingClient, database: Database, clock: time_machine.Traveller
) -> None:
    form = {**hidden_fields(client.get(URL).text), **FILLED, "step": "send"}
    clock.shift(timedelta(hours=13))
    page = client.post(URL, data=form)
    assert page.status_code == 422
    assert fields_of(page.text)["story"] == STORY
    again = client.post(URL, data={**fields_of(page.text), "step": "send"})
    assert again.status_code == 303
    assert only_case(database).state == State.RECEIVED


@pytest.mark.parametrize("token", ["", "x", "A" * 48, "đ" * 48])
def test_a_forged_page_id_stores_nothing_and_loses_nothing(
    client: ProofreadingClient, database: Database, token: str
) -> None:
    page = client.post(URL, data={**FILLED, "submission": token, "step": "send"})
    assert page.status_code == 422
    assert fields_of(page.text)["story"] == STORY
    assert no_case(database)


def test_an_anonymous_sender_on_a_rule_is_told_what_the_law_asks(
    client: ProofreadingClient,
) -> None:
    assert "20/2008" in client.get(URL).text
    page = client.post_form(URL, {**ANONYMOUS, "subject": "regulation"})
    assert page.status_code == 200
    assert 'class="chip soon"' in page.text


def test_too_many_petitions_from_one_connection_wait_with_nothing_lost(
    client: ProofreadingClient, database: Database
) -> None:
    checked = client.post_form(URL, FILLED)
    form = {**hidden_fields(checked.text), "step": "send"}
    statuses = [client.post(URL, data=form).status_code for _ in range(31)]
    assert statuses == [303] * 30 + [429]
    assert STORY in client.post(URL, data=form).text
    assert only_case(database).state == State.RECEIVED


def test_when_the_database_is_gone_every_word_stays_on_an_honest_page(
    app: Flask, client: ProofreadingClient, database: Database
) -> None:
    form = {**hidden_fields(client.get(URL).text), **FILLED, "step": "send"}
    whole = app.extensions["portal"]
    # Nothing listens on port 1: the connection is refused at once.
    gone = Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    app.extensions["portal"] = replace(whole, database=gone)
    page = client.post(URL, data=form)
    assert page.status_code == 503
    assert hidden_fields(page.text)["story"] == STORY
    app.extensions["portal"] = whole
    assert client.post(URL, data=hidden_fields(page.text)).status_code == 303
    assert only_case(database).state == State.RECEIVED
