"""Trying access codes: slow for one code, generous for one network, free for the right code.

A valley may sit behind one address, so a network has a budget that only a machine spends; a code
whose first words are known (a photographed slip with a smudge) gets ever fewer tries. Right codes
are given back to both, and what fails its check word is no try at that code.
"""

from contextlib import suppress
from ipaddress import ip_address, ip_network

from portal.errors import DomainError
from portal.web.session import allow, client_address, parts, request_now

NETWORK_TRIES, NETWORK_SECONDS = 600, 600
# Wrong tries at one code: so many in ten minutes, in an hour, in a day.
CODE_TRIES = ((5, 600), (10, 3600), (20, 86400))
# What one household, mast or village router holds.
PREFIX_BITS = {4: 24, 6: 48}


class TooManyTriesError(DomainError):
    """More tries than a person makes; `data["what"]` is `network` or `code`."""

    code = "too_many_tries"


def count_here() -> None:
    """Count a try of this network; raises `TooManyTriesError`."""
    if not allow("track", network(client_address()), NETWORK_TRIES, NETWORK_SECONDS):
        raise TooManyTriesError(what="network")


def count_at(locator: str) -> None:
    """Count a try at a code in every window, so that waiting for one does not reset the others."""
    within = [
        allow(f"track-case-{seconds}", locator, most, seconds) for most, seconds in CODE_TRIES
    ]
    if not all(within):
        raise TooManyTriesError(what="code")


def was_right(locator: str) -> None:
    """Give the try back that turned out to be no guess."""
    throttle, now = parts().throttle, request_now()
    throttle.give_back("track", network(client_address()), now, NETWORK_SECONDS)
    for _most, seconds in CODE_TRIES:
        throttle.give_back(f"track-case-{seconds}", locator, now, seconds)


def network(address: str) -> str:
    """Return the network an address belongs to; what is no address stands for itself."""
    with suppress(ValueError):
        version = ip_address(address).version
        return str(ip_network(f"{address}/{PREFIX_BITS[version]}", strict=False))
    return address
