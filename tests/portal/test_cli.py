"""Whatever stops a command is said in one sentence, Vietnamese unless English was asked for."""

import re
from pathlib import Path

import pytest

from portal import schema
from portal.cli import main
from portal.commands.refusals import SENTENCES, refusal
from portal.config import ConfigError
from portal.db import Database
from portal.errors import DatabaseUnavailableError, DomainError, NotFoundError
from portal.words.translate import LANGUAGES

COMMANDS = (
    ["demo", "--show"],
    ["doctor"],
    ["export", "--period", "2026-10", "--out", "x"],
    ["init", "--no-input"],
    ["migrate"],
    ["serve"],
    ["staff", "list"],
    ["worker", "--once"],
)
DEMO = {"PORTAL_ENV": "demo"}
GOOD = {"PORTAL_SECRET_KEY": "s" * 40, "PUBLIC_URL": "https://gopy.example"}
NOBODY = "postgresql://nobody@127.0.0.1:1/nothing"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment that names a data directory and nothing else."""
    for name in ("ENV", "SECRET_KEY", "PORT", "DATABASE_URL", "CONFIG", "TRUSTED_PROXIES"):
        monkeypatch.delenv(f"PORTAL_{name}", raising=False)
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    return monkeypatch


@pytest.mark.parametrize(
    ("settings", "vietnamese", "english"),
    [
        ({}, "Cần đặt PORTAL_SECRET_KEY dài ít nhất 32", "PORTAL_SECRET_KEY must be set"),
        (
            {"PORTAL_SECRET_KEY": "s" * 40},
            "PUBLIC_URL phải là địa chỉ",
            "PUBLIC_URL must be the address",
        ),
        (
            {**GOOD, "PORTAL_TRUSTED_PROXIES": "one"},
            "PORTAL_TRUSTED_PROXIES phải là một số nguyên, không phải “one”",
            "PORTAL_TRUSTED_PROXIES must be a whole number, not “one”",
        ),
        (
            {"PORTAL_CONFIG": "/nowhere.toml"},
            "Không đọc được tệp /nowhere.toml",
            "PORTAL_CONFIG names /nowhere.toml",
        ),
        (
            {**GOOD, "PORTAL_DATA_DIR": "/proc/portal"},
            "Không ghi được vào /proc/portal",
            "Nothing can be written into /proc/portal",
        ),
    ],
)
def test_a_setting_that_is_wrong_is_named(
    bare: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: dict[str, str],
    vietnamese: str,
    english: str,
) -> None:
    for name, value in settings.items():
        bare.setenv(name, value)
    for lang, words in (([], vietnamese), (["--lang", "en"], english)):
        assert main(["doctor", *lang]) == 2
        assert capsys.readouterr().err.startswith(words)


@pytest.mark.parametrize("command", COMMANDS[1:-1], ids=lambda command: command[0])
def test_a_database_that_does_not_answer_is_said_and_not_traced(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    for name, value in {**DEMO, "PORTAL_DATABASE_URL": NOBODY}.items():
        bare.setenv(name, value)
    assert main(command) == 1
    sentence, reason, *_ = capsys.readouterr().err.splitlines()
    assert sentence.startswith("Cơ sở dữ liệu không trả lời.")
    assert reason.startswith("Hệ thống báo: ")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_command_can_be_asked_for_english(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    bare.setenv("PORTAL_TRUSTED_PROXIES", "one")
    bare.setenv("PORTAL_SECRET_KEY", "s" * 40)
    bare.setenv("PUBLIC_URL", "https://gopy.example")
    name, *rest = command
    assert main([name, "--lang", "en", *rest]) == 2
    assert capsys.readouterr().err.startswith("PORTAL_TRUSTED_PROXIES must be a whole number")


@pytest.mark.parametrize("command", ["migrate", "init"])
def test_a_newer_database_is_not_touched(
    bare: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    bare.setenv("PORTAL_ENV", "demo")
    database = Database(f"sqlite:///{tmp_path / 'portal.sqlite'}")
    schema.upgrade(database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert main([command]) == 1
    assert capsys.readouterr().err.startswith("Cơ sở dữ liệu đang ở phiên bản 9999")
    assert schema.current(database) == "9999"
    database.dispose()


@pytest.mark.parametrize("command", [COMMANDS[2], COMMANDS[6]], ids=lambda command: command[0])
def test_an_empty_database_is_not_called_one_that_does_not_answer(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    bare.setenv("PORTAL_ENV", "demo")
    assert main(command) == 1
    assert capsys.readouterr().err == "Cơ sở dữ liệu cũ hơn phần mềm: xin chạy “portal migrate”.\n"


def test_whoever_stops_a_command_sees_no_trace(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stopped:
        def readline(self) -> str:
            raise KeyboardInterrupt

    bare.setenv("PORTAL_ENV", "demo")
    bare.setattr("sys.stdin", Stopped())
    assert main(["init"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_refusal_shows_a_bare_code_or_a_raw_value(lang: str) -> None:
    for code, sentence in SENTENCES.items():
        wanted = re.findall(r"%\((\w+)\)([sd])", sentence)
        values = {name: 7 if kind == "d" else "v" for name, kind in wanted}
        assert code not in refusal(ConfigError(code, **values), lang)
    assert "{" not in refusal(NotFoundError(code="ABC"), lang)
    assert refusal(DatabaseUnavailableError(), lang).count("\n") == 0
    assert "refused" in refusal(DomainError(why="x"), lang)
