"""Which machine an address on the internet leads to, if it is one that everyone may reach.

The attack (SSRF): somebody sets a webhook to a name that leads into our own network. So a name is
resolved once, every answer must be public, and the connection goes to the address that was looked
at, not to the name, which could lead elsewhere a moment later.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from portal.notices.kinds import Trouble
from portal.notices.ways.parcel import UndeliveredError

Ip = IPv4Address | IPv6Address
# Ways to write an IPv4 address inside an IPv6 one; a gateway would lead on to the former.
_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


def checked_address(host: str, port: int, *, allows_loopback: bool = False) -> str:
    """Return an address of a host; raise `UndeliveredError` if it has none or one not public."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UndeliveredError(Trouble.NO_SUCH_HOST) from None
    found = [str(answer[4][0]) for answer in answers]
    if not found or not all(_fits(ip, allows_loopback=allows_loopback) for ip in found):
        raise UndeliveredError(Trouble.NOT_PUBLIC, is_final=True)
    return found[0]


def is_public(ip: Ip) -> bool:
    """Say whether everyone on the internet may be there; addresses that hide another are not."""
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if inner or any(ip in network for network in _TRANSLATED):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _fits(text: str, *, allows_loopback: bool) -> bool:
    ip = ip_address(text.partition("%")[0])
    return is_public(ip) or (allows_loopback and ip.is_loopback)
