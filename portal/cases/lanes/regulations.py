"""Who receives what is said about regulations: the commune's own entry, or the usual office."""

import tomllib
from functools import cache
from pathlib import Path

from portal.offices.models import Authority

RECEIVERS = Path(__file__).with_name("receivers.toml")


def receiver_of_regulations(authority: Authority) -> str:
    """Return the office, with its address where the commune has entered one."""
    if authority.regulation_receiver:
        return authority.regulation_receiver
    # "Tỉnh" and "Thành phố" stand inside the name here.
    province = authority.province[:1].lower() + authority.province[1:]
    return _usual()["name"].format(province=province)


def source_of_receiver() -> str:
    """Return the law that names the usual office."""
    return _usual()["source"]


@cache
def _usual() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(RECEIVERS.read_text(encoding="utf-8"))["regulation"]
    return found
