"""Numbers, days and languages as people here read them."""

from fractions import Fraction

import pytest
from flask import Flask

from portal.db import Database
from portal.web.i18n import number, percent
from tests.portal.ratings.builders import make_commune
from tests.proofreading import ProofreadingClient, hidden_fields


@pytest.mark.parametrize(
    ("share", "digits", "vietnamese", "english"),
    [
        (Fraction(5, 8), 1, "62,5%", "62.5%"),
        (Fraction(1245, 2000), 1, "62,3%", "62.3%"),
        (Fraction(1, 200), 0, "1%", "1%"),
        (None, 1, "–", "–"),
        (0, 0, "0%", "0%"),
    ],
)
def test_shares_are_rounded_half_up_and_nothing_is_not_zero(
    app: Flask, share: Fraction | None, digits: int, vietnamese: str, english: str
) -> None:
    with app.test_request_context("/"):
        app.preprocess_request()
        assert percent(share, digits) == vietnamese
    with app.test_request_context("/?lang=en"):
        app.preprocess_request()
        assert percent(share, digits) == english
        assert number(12345) == "12,345"


def test_the_language_is_kept_on_links_and_a_stranger_reads_vietnamese(
    client: ProofreadingClient,
) -> None:
    assert 'lang="vi"' in client.get("/tra-cuu?lang=xx").text
    english = client.get("/tra-cuu?lang=en").text
    assert 'lang="en"' in english
    assert "lang=en" in english


def test_another_language_is_the_same_page_with_all_its_arguments(
    client: ProofreadingClient,
) -> None:
    page = client.get("/q/?code=&code=x%26y&lang=vi").text
    assert 'href="/q/?code=&amp;code=x%26y&amp;lang=en"' in page


def test_no_language_link_wipes_what_was_typed(client: ProofreadingClient) -> None:
    assert 'class="langs"' in client.get("/nowhere").text
    assert 'class="langs"' in client.get("/tra-cuu").text
    assert 'class="langs"' not in client.post("/tra-cuu", data={"code": "K7M2"}).text
    assert 'class="langs"' not in client.post("/tra-cuu/x/tra-loi").text


def test_large_letters_are_kept_on_links_and_in_forms(client: ProofreadingClient) -> None:
    page = client.get("/tra-cuu").text
    assert "Chữ to hơn" in page
    assert 'class="large"' not in page
    large = client.get("/q/?size=large&lang=en").text
    assert '<html lang="en" class="large">' in large
    assert "Normal letters" in large
    assert hidden_fields(large) == {"lang": "en", "size": "large"}
    assert 'href="/?lang=en&amp;size=large"' in large
    assert 'class="large"' not in client.get("/tra-cuu?size=huge").text


def test_a_kept_rating_page_has_the_letters_that_were_asked_for(
    client: ProofreadingClient, database: Database
) -> None:
    make_commune(database)
    normal, large = (client.get(f"/q/K7M2QXG?x=secret{more}").text for more in ("", "&size=large"))
    assert 'class="large"' not in normal
    assert '<html lang="vi" class="large">' in large
    assert 'action="/q/K7M2QXG?size=large"' in large
    assert 'href="/q/K7M2QXG?size=normal"' in large
    assert "secret" not in normal + large
