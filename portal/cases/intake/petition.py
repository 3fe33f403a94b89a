"""What a citizen hands in: a plain value that knows which of its fields are still missing."""

import json
import re
from dataclasses import asdict, dataclass, field, replace

from portal.cases.kinds import CaseKind, Channel, ReplyBy, SenderKind, Subject
from portal.cases.named import NOBODY, Named
from portal.errors import InvalidInputError
from portal.people.addresses import LONGEST_EMAIL, is_email
from portal.people.details import ContactDetails
from surveys.graphemes import clean, is_longer

LONGEST_STORY = 5000
LONGEST = {"name": 120, "address": 200, "phone": 40, "email": LONGEST_EMAIL, "place": 200}
PHONE = re.compile(r"\+?\d{8,15}")


@dataclass(frozen=True)
class NewPetition:
    """A petition before it is a case; texts as they were typed."""

    authority_id: int
    story: str
    kind: CaseKind
    subject: Subject
    sender_kind: SenderKind
    is_anonymous: bool
    reply_by: ReplyBy
    may_publish: bool
    contact: ContactDetails = field(default_factory=ContactDetails)
    place: str = ""
    village_id: int | None = None
    service_point_id: int | None = None
    named_unit_id: int | None = None
    named_staff_id: int | None = None
    channel: Channel = Channel.WEB
    language: str = "vi"

    @property
    def lacks_what_the_law_asks(self) -> bool:
        """Feedback on a regulation needs a name, an address and a phone (NĐ 20/2008, Điều 7)."""
        return self.subject is Subject.REGULATION and self.is_anonymous

    def through(self, channel: Channel) -> "NewPetition":
        return replace(self, channel=channel)

    def about(self, named: Named) -> "NewPetition":
        """Return it with whom it names; who is praised may read it."""
        named = NOBODY if self.kind is CaseKind.PRAISE else named
        return replace(self, named_unit_id=named.unit_id, named_staff_id=named.staff_id)

    def said(self) -> bytes:
        """Return everything that was said, so that a second sending can be told from another."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()


def tidied(petition: NewPetition) -> NewPetition:
    """Return the petition with clean texts; who writes anonymously leaves no contact behind."""
    contact = ContactDetails(**{k: _line(v) for k, v in asdict(petition.contact).items()})
    return replace(
        petition,
        story=clean(petition.story),
        place=_line(petition.place),
        contact=ContactDetails() if petition.is_anonymous else contact,
    )


def check(petition: NewPetition) -> None:
    """Raise `InvalidInputError` naming each field of a tidied petition that is missing or unfit."""
    faults = _story_faults(petition) | _needed(petition) | _unfit(petition)
    if faults:
        raise InvalidInputError(**faults)


def _story_faults(petition: NewPetition) -> dict[str, str]:
    if not petition.story:
        return {"story": "required"}
    return {"story": "too_long"} if is_longer(petition.story, LONGEST_STORY) else {}


def _needed(petition: NewPetition) -> dict[str, str]:
    """Return the fields that follow from how the sender wants to be known and answered."""
    if petition.is_anonymous:
        return {} if petition.reply_by is ReplyBy.CODE else {"reply_by": "needs_name"}
    needed = {"name"}
    if petition.subject is Subject.REGULATION:
        needed |= {"address", "phone"}
    needed |= {ReplyBy.PHONE: {"phone"}, ReplyBy.EMAIL: {"email"}}.get(petition.reply_by, set())
    return {name: "required" for name in needed if not getattr(petition.contact, name)}


def _unfit(petition: NewPetition) -> dict[str, str]:
    contact = petition.contact
    values = asdict(contact) | {"place": petition.place}
    # Code points, because that is what the columns count.
    faults = {name: "too_long" for name, text in values.items() if len(text) > LONGEST[name]}
    if contact.phone and not PHONE.fullmatch(re.sub(r"[\s.()-]", "", contact.phone)):
        faults["phone"] = "not_a_phone"
    if contact.email and not is_email(contact.email):
        faults["email"] = "not_an_email"
    return faults


def _line(text: str) -> str:
    return " ".join(clean(text).split())
