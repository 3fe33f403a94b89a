"""A webhook leads to the internet or nowhere."""

import socket
from ipaddress import ip_address
from typing import Any

import pytest

from portal.notices.kinds import Trouble
from portal.notices.ways.parcel import UndeliveredError
from portal.notices.ways.public_hosts import checked_address, is_public

PRIVATE = [
    "127.0.0.1",
    "10.0.0.8",
    "192.168.1.1",
    "172.16.5.4",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104  # an address that is refused
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "ff02::1",
]


@pytest.mark.parametrize("ip", PRIVATE)
def test_what_not_everyone_may_reach_is_refused(ip: str) -> None:
    assert not is_public(ip_address(ip))


@pytest.mark.parametrize("ip", ["8.8.8.8", "203.162.0.11", "2606:4700::1111"])
def test_the_internet_is_public(ip: str) -> None:
    assert is_public(ip_address(ip))


def answering(*ips: str) -> Any:
    return lambda *_given, **_named: [(2, 1, 6, "", (ip, 443)) for ip in ips]


def test_a_name_with_one_private_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering("8.8.8.8", "10.0.0.8"))
    with pytest.raises(UndeliveredError) as refused:
        checked_address("both.example", 443)
    assert refused.value.trouble is Trouble.NOT_PUBLIC
    assert refused.value.is_final


def test_the_address_that_was_looked_at_is_the_one_returned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering("8.8.8.8"))
    assert checked_address("public.example", 443) == "8.8.8.8"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433"])
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(UndeliveredError) as refused:
        checked_address(host, 443)
    assert refused.value.trouble in {Trouble.NOT_PUBLIC, Trouble.NO_SUCH_HOST}
