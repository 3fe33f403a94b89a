"""Who receives what this commune does not decide: its own entry, or the usual office."""

import tomllib
from functools import cache
from pathlib import Path

from portal.offices.models import Authority

RECEIVERS = Path(__file__).with_name("receivers.toml")


def receiver_of_regulations(authority: Authority) -> str:
    """Return the office, with its address where the commune has entered one."""
    return authority.regulation_receiver or _usual_name("regulation", authority)


def source_of_receiver() -> str:
    """Return the law that names the usual office."""
    return _usual("regulation")["source"]


def receiver_about_leaders(authority: Authority) -> tuple[str, str]:
    """Return who judges what names the chairperson or a deputy, and the source of that."""
    if authority.leaders_receiver:
        return authority.leaders_receiver, authority.leaders_source
    return _usual_name("leaders", authority), _usual("leaders")["source"]


def _usual_name(which: str, authority: Authority) -> str:
    # "Tỉnh" and "Thành phố" stand inside the name here.
    province = authority.province[:1].lower() + authority.province[1:]
    return _usual(which)["name"].format(province=province)


@cache
def _usual(which: str) -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(RECEIVERS.read_text(encoding="utf-8"))[which]
    return found
