"""Addresses that strangers make up: options of our own, another host, ids no row can have."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.db import Database
from portal.offices.kinds import Role
from portal.web.numbers import LARGEST_ID, row_id
from portal.web.security import rule_of
from tests.builders import make_authority, make_point, make_staff, make_survey, make_unit
from tests.proofreading import ProofreadingClient

OPTIONS = "endpoint=x&_method=POST&_external=1&_scheme=evil&_anchor=x"
FORGED = {"Host": "forged.example"}
PARTS = {
    "slug": "xa-suoi-mo",
    "code": "K7M2QXG",
    "token": "x",
    "reference": "XSM1-261120-001",
    "filename": "css/tokens.css",
    "way": "khieu-nai",
    **dict.fromkeys(("number", "clip_id", "file_id"), "1"),
}


@pytest.fixture
def commune(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        make_survey(session, authority)
        make_point(session, make_unit(session, authority))
        make_staff(session, authority, "hung", Role.CHIEF_OF_OFFICE, Role.ADMINISTRATOR)


def _open_addresses(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        access = rule_of(app, rule.endpoint)
        if access and access.is_open and "GET" in (rule.methods or ()):
            with app.test_request_context("/"):
                values = {name: PARTS.get(name, "x") for name in rule.arguments}
                yield app.url_map.bind("").build(rule.endpoint, values)


@pytest.mark.usefixtures("commune")
def test_no_argument_of_a_stranger_is_an_option_of_ours(
    app: Flask, client: ProofreadingClient
) -> None:
    addresses = [*_open_addresses(app), "/nowhere", "//forged.example/nowhere"]
    assert len(addresses) > 15
    for address in addresses:
        answer = client.get(f"{address}?{OPTIONS}", headers=FORGED)
        assert answer.status_code < 500 or address == "/ready", address
        assert b"forged.example" not in answer.data.replace(b"/forged.example/nowhere", b"")
        assert "forged.example" not in answer.headers.get("Location", "")


@pytest.mark.usefixtures("commune")
def test_a_queue_turns_its_pages_whatever_stands_in_its_address(
    client: ProofreadingClient, database: Database
) -> None:
    with database.writing() as session:
        authority = make_authority(session, slug="xa-khac", code="99002")
        staff = make_staff(session, authority, "mai", Role.CHIEF_OF_OFFICE)
    client.sign_in(staff)
    answer = client.get(f"/console/?page=7&{OPTIONS}&lang=en&unit={9**30}")
    assert answer.status_code == 303
    assert answer.location.startswith("/console/?")
    assert "page=1" in answer.location
    assert "lang=en" in answer.location
    assert client.get(answer.location).status_code == 200


@pytest.mark.usefixtures("commune")
@pytest.mark.parametrize(
    "address",
    ["/c/%00/", "/c/%00/vu-viec/", "/c/xa-suoi-mo/vu-viec/%00", "/q/%00", "/tra-cuu/%00"],
)
def test_what_no_row_can_hold_is_not_there(client: ProofreadingClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("commune")
@pytest.mark.parametrize(
    "digits", [str(LARGEST_ID + 1), "9" * 30, "9" * 5000], ids=["next", "long", "endless"]
)
def test_a_number_no_row_can_have_is_not_there(
    client: ProofreadingClient, database: Database, digits: str
) -> None:
    with database.writing() as session:
        authority = make_authority(session, slug="xa-khac", code="99002")
        staff = make_staff(session, authority, "mai", Role.ADMINISTRATOR)
    client.sign_in(staff)
    assert client.get(f"/admin/units/{digits}").status_code == 404
    assert client.get(f"/q/K7M2QXG?procedure={digits}").status_code == 200
    removed = {"remove": digits}
    assert client.post_form("/c/xa-suoi-mo/y-kien", removed).status_code in {200, 422}
    sent = {"smallest_group": digits, "months_start_on": digits}
    assert client.post_form("/admin/commune", sent).status_code == 422


@pytest.mark.parametrize("text", ["0", "-1", str(2**31), "1.5", "", "9" * 30])
def test_a_row_id_is_bounded(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  any of them means: no id
        row_id(text)
    assert row_id(str(LARGEST_ID)) == LARGEST_ID
