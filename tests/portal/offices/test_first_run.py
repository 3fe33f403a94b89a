"""The key to an empty installation lies where only its owner looks, and opens once."""

from pathlib import Path

import pytest

from portal.errors import NotFoundError
from portal.offices.first_run import FILE, claimed, is_token, make_token


def test_the_token_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    token = make_token(tmp_path / "new")
    assert make_token(tmp_path / "new") == token
    assert len(token) >= 32
    assert (tmp_path / "new" / FILE).stat().st_mode & 0o777 == 0o600


def test_only_the_token_is_the_token(tmp_path: Path) -> None:
    assert not is_token(tmp_path, "")
    token = make_token(tmp_path)
    assert is_token(tmp_path, token)
    assert not is_token(tmp_path, token[:-1])
    assert not is_token(tmp_path, "")
    assert not is_token(tmp_path, "mã thông báo")


def test_the_token_is_gone_after_the_commune_was_set_up(tmp_path: Path) -> None:
    token = make_token(tmp_path)
    with claimed(tmp_path), pytest.raises(NotFoundError), claimed(tmp_path):
        raise AssertionError("two people founded one commune")
    assert not is_token(tmp_path, token)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_attempt_gives_the_token_back(tmp_path: Path) -> None:
    token = make_token(tmp_path)
    with pytest.raises(ZeroDivisionError), claimed(tmp_path):
        raise ZeroDivisionError
    assert is_token(tmp_path, token)
