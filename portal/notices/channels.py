"""What a channel is: one class that carries a parcel to one kind of address.

A provider of SMS or Zalo is added from outside, as an entry point; `docs/notices.md` shows how.
"""

from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from typing import Protocol

from portal.config import Config
from portal.notices.kinds import Way
from portal.notices.ways.mail import Mail
from portal.notices.ways.parcel import Parcel
from portal.notices.ways.webhook import Webhook

GROUP = "portal.channels"


class Channel(Protocol):
    """Carries one parcel, or raises `UndeliveredError`; it is built once for a round of sending."""

    def send(self, parcel: Parcel) -> None: ...


Maker = Callable[[Mapping[str, str]], Channel]
"""An entry point of the group `portal.channels`: gets the keeper's settings of its name."""


def channels_of(config: Config) -> dict[Way, Channel]:
    """Return the channels this installation has; what is not set up is missing."""
    found: dict[Way, Channel] = {Way.WEBHOOK: Webhook(allows_loopback=config.webhook_loopback)}
    if config.mail is not None:
        found[Way.EMAIL] = Mail(config.mail)
    if config.phone_channel:
        maker = _named(config.phone_channel)
        if maker is not None:
            found[Way.PHONE] = maker(config.channel_settings)
    return found


def _named(name: str) -> Maker | None:
    for entry in entry_points(group=GROUP, name=name):
        maker: Maker = entry.load()
        return maker
    return None
