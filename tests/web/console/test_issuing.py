"""Issuing: the draft paper, what stands on the signed original, and its file for the sender."""

import io
from typing import Any

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import select

from portal.cases.kinds import State
from portal.cases.models import Case
from portal.db import Database
from portal.files.models import Attachment
from portal.web.citizen.tracking_parts import case_pass
from tests.portal.cases.handling.builders import REPLY, House
from tests.portal.files.samples import document, photo
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

SIGNED = {
    "document_number": "214/UBND-KT",
    "document_on": "2026-11-20",
    "document_signer": "Nguyễn Văn An",
    "signing_form": "KT.",
}


def with_file(content: bytes, name: str = "van-ban.pdf", **changes: str) -> dict[str, Any]:
    return {**SIGNED, **changes, "signed_file": (io.BytesIO(content), name)}


def only_case(database: Database) -> Case:
    with database.reading() as session:
        return session.scalars(select(Case)).one()


def files(database: Database) -> list[Attachment]:
    with database.reading() as session:
        return list(session.scalars(select(Attachment)))


@pytest.fixture
def url(client: ProofreadingClient, house: House, page_at: MakeCase) -> str:
    found = page_at(State.APPROVED)
    client.sign_in(house.records)
    return found


def test_the_draft_paper_is_a_word_file(client: ProofreadingClient, url: str) -> None:
    assert f"{url}/reply.docx" in client.get(url).text
    answer = client.get(f"{url}/reply.docx")
    assert "attachment" in answer.headers["Content-Disposition"]
    words = "\n".join(one.text for one in Document(io.BytesIO(answer.data)).paragraphs)
    assert REPLY in words
    assert client.get(f"{url}/reply.exe").status_code == 404


def test_without_an_answer_there_is_no_paper(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    client.sign_in(house.officer)
    assert client.get(f"{page_at(State.ASSIGNED)}/reply.docx").status_code == 404


def test_the_sender_fetches_the_signed_file_as_it_was_signed(
    app: Flask, client: ProofreadingClient, database: Database, url: str
) -> None:
    signed = document()
    assert client.post_form(f"{url}/sign", with_file(signed)).location == url
    case, (row,) = only_case(database), files(database)
    assert (case.state, case.signing_form) == (State.ANSWERED, "KT.")
    assert (row.case_id, row.origin) == (case.id, "office")
    assert "KT. Nguyễn Văn An" in client.get(url).text
    with app.test_request_context():
        token = case_pass(case.id, case.code_turn)
    page = client.get(f"/tra-cuu/{token}").text
    link = f"/tra-cuu/{token}/van-ban/{row.id}"
    assert f'href="{link}"' in page
    answer = client.get(link)
    assert answer.data == signed
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.get(f"/tra-cuu/{token}/van-ban/{row.id + 1}").status_code == 404
    assert client.get(f"/tra-cuu/{token[:-2]}xx/van-ban/{row.id}").status_code in {400, 404, 410}


def test_a_file_survives_a_fault_beside_it_and_another_takes_its_place(
    client: ProofreadingClient, database: Database, url: str
) -> None:
    late = with_file(photo(), "anh.jpg", document_on="2026-11-21")
    answer = client.post_form(f"{url}/sign?lang=en", late)
    assert answer.status_code == 422
    assert "The signed file has arrived" in client.get(f"{url}/sign?lang=en").text
    assert client.post_form(f"{url}/sign", with_file(document())).status_code == 303
    assert [row.extension for row in files(database)] == ["pdf"]


@pytest.mark.parametrize("content", [b"MZ program", b""])
def test_what_is_no_document_is_refused_and_nothing_is_recorded(
    client: ProofreadingClient, database: Database, url: str, content: bytes
) -> None:
    answer = client.post_form(f"{url}/sign?lang=en", with_file(content))
    assert answer.status_code == 422
    assert 'value="214/UBND-KT"' in answer.text
    assert only_case(database).state == State.APPROVED


def test_the_form_of_the_signature_is_one_of_four(client: ProofreadingClient, url: str) -> None:
    odd = {**SIGNED, "signing_form": "PP."}
    assert client.post_form(f"{url}/sign", odd).status_code == 422
