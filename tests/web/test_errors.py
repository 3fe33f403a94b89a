"""Every error is a page in the reader's language, by the closest class, and tells no secret."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import abort

from portal.app import create_app
from portal.config import Config
from portal.db import Database
from portal.errors import DatabaseUnavailableError, DomainError, NotFoundError
from portal.web.errors import PAGES, status_of
from portal.web.security import everyone
from tests.proofreading import ProofreadingClient


class SomethingOfARoomError(NotFoundError):
    code = "something_of_a_room"


@pytest.fixture
def app(config: Config, database: Database) -> Flask:
    """Return an application of its own, for it gets a view that no other test may meet."""
    app = create_app(config, database)

    @app.get("/broken/<int:status>")
    @everyone
    def broken_view(status: int) -> str:
        if status == 0:
            raise ValueError("Nguyễn Văn A, 0912 345 678")
        if status == 1:
            raise DatabaseUnavailableError
        abort(status)

    return app


@pytest.mark.parametrize("status", sorted(PAGES))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_status_has_a_page_in_both_languages(
    client: ProofreadingClient, status: int, language: str
) -> None:
    answer = client.get(f"/broken/{status}?lang={language}")
    assert answer.status_code == status
    assert f'lang="{language}"' in answer.text


def test_a_broken_view_shows_and_logs_no_words_of_people(
    client: ProofreadingClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "portal"):
        answer = client.get("/broken/0")
    assert answer.status_code == 500
    assert "0912" not in answer.text
    assert [record.getMessage() for record in caplog.records] == ["broken"]


def test_a_database_that_is_gone_is_503_and_acknowledges_nothing(
    client: ProofreadingClient,
) -> None:
    assert client.get("/broken/1").status_code == 503


def test_an_error_of_a_room_gets_the_status_of_its_closest_class() -> None:
    assert status_of(SomethingOfARoomError()) == 404
    assert status_of(DomainError()) == 422


def test_log_lines_are_json_and_carry_named_fields_only(tmp_path: Path) -> None:
    program = (
        "from portal import logs; import logging; logs.install();"
        "log = logging.getLogger('portal.x');"
        "log.info('kept', extra={'count': 3, 'phone': '0912'})\n"
        "try: raise ValueError('0912')\n"
        "except ValueError: log.exception('broken')"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert '"count": 3' in run.stderr
    assert '"error": "ValueError"' in run.stderr
    assert "0912" not in run.stderr
