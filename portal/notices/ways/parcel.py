"""What a channel is handed, and how it says that it could not deliver."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from portal.notices.kinds import Trouble


@dataclass(frozen=True, repr=False)
class Parcel:
    """One notice ready to go: an address of the channel's kind, the words, the facts for machines.

    `message_id` stays the same at every try, so that a receiver can tell a second copy. `short`
    fits into a text message. `repr` shows nothing: `to` is personal.
    """

    to: str
    message_id: str
    at: datetime
    subject: str = ""
    text: str = ""
    short: str = ""
    language: str = "vi"
    sender_name: str = ""
    stop_url: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    secret: bytes = b""


class UndeliveredError(Exception):
    """A parcel was not taken; `is_final` for ever, `is_way_down` if others need not be tried."""

    def __init__(
        self, trouble: Trouble, *, is_final: bool = False, is_way_down: bool = False
    ) -> None:
        super().__init__(trouble)
        self.trouble, self.is_final, self.is_way_down = trouble, is_final, is_way_down
