"""What a sender tells about themselves: a plain value, packed before it is sealed."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class ReadingPurpose(StrEnum):
    """Why a member of staff opens a contact; each opening is logged with one."""

    REPLY = "reply"
    CLARIFY = "clarify"
    VERIFY = "verify"
    RECOVER_CODE = "recover_code"


@dataclass(frozen=True, repr=False)
class ContactDetails:
    """Name and ways to reach a sender; empty where not given. `repr` shows none of it."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    def pack(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def unpack(cls, packed: bytes) -> "ContactDetails":
        return cls(**json.loads(packed))
