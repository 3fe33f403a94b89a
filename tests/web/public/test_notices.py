"""Privacy and accessibility are promised in both languages, from every page."""

from dataclasses import replace

import pytest

from portal.app import create_app
from portal.config import Config
from portal.db import Database
from tests.builders import make_authority
from tests.proofreading import ProofreadingClient
from tests.web.public.reading import words

SITE = "/c/xa-suoi-mo/"


@pytest.fixture(autouse=True)
def _commune(database: Database) -> None:
    with database.writing() as session:
        make_authority(session)


@pytest.mark.parametrize("page", ["rieng-tu", "tiep-can", "cach-tinh"])
def test_each_page_is_there_in_both_languages(client: ProofreadingClient, page: str) -> None:
    vietnamese, english = words(client, SITE + page), words(client, SITE + page + "?lang=en")
    assert len(vietnamese) > 800
    assert len(english) > 800
    assert vietnamese != english


def test_privacy_names_whom_to_ask(client: ProofreadingClient) -> None:
    page = words(client, SITE + "rieng-tu")
    assert "Thôn 1, xã Suối Mơ" in page
    assert "91/2025/QH15" in page


def test_every_footer_leads_there(client: ProofreadingClient) -> None:
    page = client.get(SITE).text
    assert f'href="{SITE}rieng-tu"' in page
    assert f'href="{SITE}tiep-can"' in page


@pytest.mark.parametrize(
    ("general", "own"), [("/du-lieu-ca-nhan", "rieng-tu"), ("/tro-giup-tiep-can", "tiep-can")]
)
def test_pages_of_no_commune_lead_to_the_only_one(
    client: ProofreadingClient, database: Database, general: str, own: str
) -> None:
    assert general in client.get("/nowhere").text
    assert client.get(general).location == SITE + own
    with database.writing() as session:
        make_authority(session, slug="phuong-ben-da", code="99002")
    assert client.get(general).location == "/"


def test_the_page_says_how_long_a_contact_is_kept(config: Config, database: Database) -> None:
    own = replace(config, keep_contact_days=90)
    for settings, days in ((config, "365"), (own, "90")):
        page = create_app(settings, database).test_client().get("/c/xa-suoi-mo/rieng-tu").text
        assert f"tự động xóa sau {days} ngày" in page
        assert "xóa sau 1.825 ngày" in page
