"""A production without secrets or address does not start; a demonstration makes its own."""

from pathlib import Path

import pytest

from portal.config import Config, ConfigError
from portal.keys import Purpose

GOOD = {"PORTAL_SECRET_KEY": "s" * 40, "PUBLIC_URL": "https://gopy.example"}


def test_production_refuses_to_start_without_a_secret() -> None:
    with pytest.raises(ConfigError, match="secret_key"):
        Config.from_env({"PUBLIC_URL": "https://gopy.example"})


def test_a_short_secret_is_refused_even_in_a_demonstration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="32"):
        Config.from_env(
            {"PORTAL_ENV": "demo", "PORTAL_SECRET_KEY": "short", "PORTAL_DATA_DIR": str(tmp_path)}
        )


@pytest.mark.parametrize("url", ["", "gopy.example", "ftp://gopy.example", "https://"])
def test_production_refuses_an_address_that_cannot_be_printed(url: str) -> None:
    with pytest.raises(ConfigError, match="public_url"):
        Config.from_env({**GOOD, "PUBLIC_URL": url})


def test_a_demonstration_keeps_its_own_secret(tmp_path: Path) -> None:
    environ = {"PORTAL_ENV": "demo", "PORTAL_DATA_DIR": str(tmp_path), "PORTAL_PORT": "9000"}
    first, second = Config.from_env(environ), Config.from_env(environ)
    assert first.keys.key(Purpose.CONTACT) == second.keys.key(Purpose.CONTACT)
    assert first.public_url == "http://127.0.0.1:9000"
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_a_demonstration_is_found_at_the_port_of_the_last_time(tmp_path: Path) -> None:
    environ = {"PORTAL_ENV": "demo", "PORTAL_DATA_DIR": str(tmp_path)}
    for port, found in (("", "8000"), ("9000", "9000"), ("", "9000"), ("9001", "9001")):
        named = {"PORTAL_PORT": port} if port else {}
        assert Config.from_env({**environ, **named}).public_url == f"http://127.0.0.1:{found}"
    (tmp_path / "port").write_text("somewhere")
    assert Config.from_env(environ).public_url == "http://127.0.0.1:8000"


def test_a_directory_nobody_can_write_into_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(ConfigError, match=str(file / "below")):
        Config.from_env({"PORTAL_ENV": "demo", "PORTAL_DATA_DIR": str(file / "below")})


def test_a_file_fills_what_the_environment_leaves_open(tmp_path: Path) -> None:
    file = tmp_path / "portal.toml"
    file.write_text('PUBLIC_URL = "https://file.example"\nPORTAL_TRUSTED_PROXIES = 1\n')
    config = Config.from_env({"PORTAL_CONFIG": str(file), "PORTAL_SECRET_KEY": "s" * 40})
    assert (config.public_url, config.trusted_proxies) == ("https://file.example", 1)
    both = Config.from_env({"PORTAL_CONFIG": str(file), **GOOD})
    assert both.public_url == "https://gopy.example"


def test_a_broken_file_and_a_word_for_a_number_are_named(tmp_path: Path) -> None:
    file = tmp_path / "portal.toml"
    file.write_text("PUBLIC_URL = ")
    with pytest.raises(ConfigError, match=r"portal\.toml"):
        Config.from_env({"PORTAL_CONFIG": str(file)})
    with pytest.raises(ConfigError, match="PORTAL_TRUSTED_PROXIES"):
        Config.from_env({**GOOD, "PORTAL_TRUSTED_PROXIES": "one"})


def test_sqlite_in_the_data_directory_is_the_default(tmp_path: Path) -> None:
    config = Config.from_env({**GOOD, "PORTAL_DATA_DIR": str(tmp_path)})
    assert config.effective_database_url == f"sqlite:///{tmp_path / 'portal.sqlite'}"


def test_neither_the_configuration_nor_its_keys_print_the_secret() -> None:
    config = Config.from_env(GOOD)
    assert "ssss" not in repr(config)
