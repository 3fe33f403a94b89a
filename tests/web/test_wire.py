"""Every answer is hardened; open pages are compressed, signed-in ones are not."""

import gzip

import pytest

from portal.db import Database
from portal.web.wire import YEAR_SECONDS
from tests.builders import make_authority, make_point, make_survey, make_unit
from tests.proofreading import ProofreadingClient


def test_every_answer_carries_the_policy(client: ProofreadingClient) -> None:
    headers = client.get("/nowhere").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Strict-Transport-Security"] == f"max-age={YEAR_SECONDS}"


def test_an_open_page_travels_compressed_when_asked(client: ProofreadingClient) -> None:
    plain = client.get("/nowhere").data
    packed = client.get("/nowhere", headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain


@pytest.mark.parametrize("refusal", ["gzip;q=0", "gzip; q=0.0, br", "identity"])
def test_who_refuses_gzip_gets_none(
    client: ProofreadingClient, database: Database, refusal: str
) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        make_survey(session, authority)
        make_point(session, make_unit(session, authority), code="K7M2QXG")
    for address in ("/nowhere", "/q/K7M2QXG"):
        answer = client.get(address, headers={"Accept-Encoding": refusal})
        assert "Content-Encoding" not in answer.headers


def test_a_fingerprinted_file_is_kept_for_a_year(client: ProofreadingClient) -> None:
    kept = client.get("/static/css/tokens.css?v=abc")
    assert "immutable" in kept.headers["Cache-Control"]
    assert "immutable" not in client.get("/static/css/tokens.css").headers["Cache-Control"]
