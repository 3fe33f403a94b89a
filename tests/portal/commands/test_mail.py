"""The keeper tries the mail server out, and is told in plain words what is wrong with it."""

import io
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from portal.commands import bounce, send_test_mail
from portal.config import Config, ConfigError, MailServer
from portal.db import Database
from portal.keeping.checks.notices import notices
from portal.notices.kinds import Kind, Progress, Way
from portal.notices.models import Notice
from portal.notices.queueing import Told, tell
from tests.builders import make_authority
from tests.conftest import NOW
from tests.portal.notices.sink import sinks

SET = {"PORTAL_ENV": "demo", "PORTAL_SECRET_KEY": "s" * 40, "PORTAL_SMTP_HOST": "mail.example"}
FROM = {"PORTAL_MAIL_FROM": "gopy@xa.example"}


def tried(
    config: Config, capsys: pytest.CaptureFixture[str], to: str = "a@b.vn"
) -> tuple[int, str]:
    args = SimpleNamespace(address=to, lang="en")
    status = send_test_mail.run(args, config, Database(config.effective_database_url))  # type: ignore[arg-type]
    return status, capsys.readouterr().out


def test_a_letter_goes_out(config: Config, capsys: pytest.CaptureFixture[str]) -> None:
    with sinks() as (sink, server):
        status, said = tried(replace(config, mail=server), capsys)
    assert status == 0
    assert "took the letter" in said
    assert len(sink.letters) == 1


def test_what_is_wrong_is_said(config: Config, capsys: pytest.CaptureFixture[str]) -> None:
    assert "PORTAL_SMTP_HOST" in tried(config, capsys)[1]
    with sinks() as (sink, server):
        sink.refusals["a@b.vn"] = "550 no"
        said = [
            tried(replace(config, mail=wrong), capsys)
            for wrong in (
                server,
                replace(server, port=1),
                replace(server, host="nowhere.invalid"),
                replace(server, security="starttls"),
                replace(server, user="x"),
            )
        ]
    assert [status for status, _said in said] == [1] * 5
    words = ["no such receiver", "does not answer", "not known", "no STARTTLS", "or no sign-in"]
    assert all(word in text for word, (_status, text) in zip(words, said, strict=True)), said


def test_the_settings_of_mail(tmp_path: object) -> None:
    environ = {**SET, **FROM, "PORTAL_DATA_DIR": str(tmp_path)}
    mail = Config.from_env(environ).mail
    assert mail == MailServer("mail.example", 587, "gopy@xa.example")
    assert Config.from_env({**environ, "PORTAL_SMTP_SECURITY": "tls"}).mail == replace(
        mail, security="tls", port=465
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"PORTAL_MAIL_FROM": "gopy"}, "mail_from"),
        ({"PORTAL_SMTP_SECURITY": "ssl"}, "smtp_security"),
        ({"PORTAL_SMTP_SECURITY": "none", "PORTAL_SMTP_USER": "x"}, "smtp_open_password"),
        ({"PORTAL_SMTP_PORT": "mail"}, "whole_number"),
    ],
    ids=["sender", "security", "open password", "port"],
)
def test_settings_that_cannot_be_meant(changed: dict[str, str], code: str) -> None:
    with pytest.raises(ConfigError, match=code):
        Config.from_env({**SET, **FROM, **changed})


def test_other_mail_piped_in_does_nothing(
    database: Database,
    config: Config,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Subject: x\n\nx")))
    args = SimpleNamespace(lang="en")
    assert bounce.run(args, config, database) == 0  # type: ignore[arg-type]
    assert "nothing was done" in capsys.readouterr().out


def test_the_doctor_sees_what_is_stuck(database: Database, config: Config) -> None:
    assert list(notices(config, database)) == []
    with database.writing() as session:
        authority = make_authority(session)
        for number in range(2):
            told = Told(authority.id, Kind.MOVED, str(number))
            tell(session, told, Way.WEBHOOK, "vi", now=NOW.replace(year=2020))
        first = session.query(Notice).order_by(Notice.id).first()
        assert first is not None
        first.progress = Progress.DEAD
    gone = replace(config, mail=MailServer("127.0.0.1", 1, "a@b.vn"))
    said = " ".join(message for message, _values in notices(gone, database))
    for words in ("could not be delivered", "has waited", "does not answer"):
        assert words in said
