"""Every page of a demonstration says that it is one; no page of a real portal does."""

from dataclasses import replace

from flask import Flask

from portal.app import create_app
from portal.config import Config
from portal.db import Database
from tests.builders import make_authority, make_point, make_survey, make_unit

BANNER = '<aside class="demo"'
PAGES = ("/tra-cuu", "/dang-nhap", "/q/", "/q/K7M2QXG", "/nowhere", "/c/xa-suoi-mo/")


def _pages(app: Flask) -> list[str]:
    return [app.test_client().get(page).text for page in PAGES]


def test_a_demonstration_says_so_everywhere_and_a_real_portal_nowhere(
    config: Config, database: Database
) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        make_survey(session, authority)
        make_point(session, make_unit(session, authority))
    assert all(BANNER in page for page in _pages(create_app(config, database)))
    real = create_app(replace(config, production=True), database)
    assert not any(BANNER in page for page in _pages(real))


def test_without_a_database_the_sorry_page_of_a_demonstration_still_says_so(
    config: Config,
) -> None:
    gone = Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    answer = create_app(config, gone).test_client().get("/c/xa-suoi-mo/")
    assert answer.status_code == 503
    assert BANNER in answer.text
