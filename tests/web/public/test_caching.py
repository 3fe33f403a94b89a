"""Public pages may be kept for a minute, are told apart by a tag, and set no cookie."""

import gzip

import pytest

from tests.proofreading import ProofreadingClient

PAGES = (
    "/c/xa-suoi-mo/",
    "/c/xa-suoi-mo/?ky=2026-11",
    "/c/xa-suoi-mo/vu-viec/",
    "/c/xa-suoi-mo/vu-viec/?q=den",
    "/c/xa-suoi-mo/vu-viec/XSM1-261119-001",
    "/c/xa-suoi-mo/cach-tinh",
    "/c/xa-suoi-mo/tinh-han",
    "/c/xa-suoi-mo/rieng-tu",
    "/c/xa-suoi-mo/tiep-can",
)
BUDGET = 14 * 1024
pytestmark = pytest.mark.usefixtures("world")


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_page_is_kept_for_a_minute_without_a_cookie(
    client: ProofreadingClient, url: str, lang: str
) -> None:
    response = client.get(url, query_string={"lang": lang} if "?" not in url else None)
    assert response.status_code == 200, url
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("url", PAGES)
def test_an_unchanged_page_is_not_sent_again(client: ProofreadingClient, url: str) -> None:
    tag = client.get(url).headers["ETag"]
    again = client.get(url, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=60"


def test_another_language_has_another_tag(client: ProofreadingClient) -> None:
    tags = {client.get(f"/c/xa-suoi-mo/{query}").headers["ETag"] for query in ("", "?lang=en")}
    assert len(tags) == 2


def test_what_is_not_there_is_not_kept(client: ProofreadingClient) -> None:
    response = client.get("/c/xa-suoi-mo/vu-viec/XSM1-261119-999")
    assert (response.status_code, response.headers["Cache-Control"]) == (404, "no-store")


def test_the_first_view_is_light(client: ProofreadingClient) -> None:
    page = client.get("/c/xa-suoi-mo/", headers={"Accept-Encoding": "gzip"})
    sheets = [
        client.get(f"/static/css/{name}.css", headers={"Accept-Encoding": "gzip"})
        for name in ("tokens", "press", "public")
    ]
    assert gzip.decompress(page.data).startswith(b"<!doctype html>")
    assert len(page.data) + sum(len(sheet.data) for sheet in sheets) < BUDGET
