"""The example of docs/nginx.conf fits the portal it stands in front of."""

import re
from pathlib import Path

import pytest
from flask import Flask

from portal.config import Config

SITE = (Path(__file__).resolve().parent.parent.parent / "docs" / "nginx.conf").read_text("utf-8")
UNITS = {"k": 1024, "m": 1024**2, "g": 1024**3}
# Pages of people who rate, write, follow their case, or hold a one-time link; and their styles.
PRIVATE = {
    "rating",
    "slip",
    "kiosk",
    "petition",
    "complaint",
    "receipt",
    "tracking",
    "password",
    "setup",
    "static",
}
# Addresses below the console are no keys, and only staff open them.
OF_STAFF = "/console/"


def setting(name: str) -> str:
    [value] = re.findall(rf"^\s*{re.escape(name)} (.+);$", SITE, flags=re.MULTILINE)
    return str(value)


def unlogged() -> list[re.Pattern[str]]:
    """Return what nginx compares an address with before it logs nothing."""
    lines = re.findall(r"^    (\S+) 0;$", SITE, flags=re.MULTILINE)
    return [
        re.compile(line[1:] if line.startswith("~") else f"^{re.escape(line)}$") for line in lines
    ]


def test_whatever_the_portal_takes_gets_through(config: Config) -> None:
    size = setting("client_max_body_size")
    assert int(size[:-1]) * UNITS[size[-1]] >= config.request_limit_bytes


@pytest.mark.parametrize(
    ("header", "value"), [("X-Forwarded-For", "$remote_addr"), ("X-Forwarded-Proto", "$scheme")]
)
def test_nobody_says_of_himself_where_he_is(header: str, value: str) -> None:
    assert setting(f"proxy_set_header {header}") == value


def test_signed_in_pages_stay_uncompressed() -> None:
    assert setting("gzip") == "off"


def test_every_private_address_stays_out_of_the_log(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.split(".")[0] in PRIVATE]
    addresses = [re.sub(r"<[^>]*'([^']+)'\):[^>]+>|<[^>]+>", r"\1x", str(rule)) for rule in rules]
    assert {rule.endpoint.split(".")[0] for rule in rules} == PRIVATE
    private = [address for address in addresses if not address.startswith(OF_STAFF)]
    assert [a for a in private if not any(known.search(a) for known in unlogged())] == []
