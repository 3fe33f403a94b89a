"""The vocabulary of cases: kind, subject, state, sender, channel and what can be done."""

from enum import StrEnum


class CaseKind(StrEnum):
    """Complaints and denunciations are not here: the portal guides them and stores nothing."""

    REPORT = "report"
    PROPOSAL = "proposal"
    INQUIRY = "inquiry"
    PRAISE = "praise"

    @property
    def is_petition(self) -> bool:
        """Only petitions enter the denominators of handling figures."""
        return self in {CaseKind.REPORT, CaseKind.PROPOSAL}


class Subject(StrEnum):
    """What a petition is about, after the content axis of NĐ 20/2008 Đ.5."""

    ADMINISTRATIVE_ACT = "administrative_act"
    REGULATION = "regulation"
    LOCAL_LIFE = "local_life"
    SERVICE_QUALITY = "service_quality"


class SenderKind(StrEnum):
    """Who writes."""

    PERSON = "person"
    ORGANISATION = "organisation"
    BUSINESS = "business"


class ReplyBy(StrEnum):
    """How a sender wants to be answered."""

    CODE = "code"
    PHONE = "phone"
    PAPER = "paper"
    EMAIL = "email"


class Channel(StrEnum):
    """The way by which a case came in."""

    QR = "qr"
    WEB = "web"
    COUNTER = "counter"


class State(StrEnum):
    """Where a case stands; publication is a matter of its own."""

    RECEIVED = "received"
    NEEDS_INFO = "needs_info"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    DRAFTED = "drafted"
    APPROVED = "approved"
    ANSWERED = "answered"
    NOT_ACCEPTED = "not_accepted"
    FORWARDED = "forwarded"

    @property
    def is_open(self) -> bool:
        """An open case still owes the citizen something."""
        return self not in {State.ANSWERED, State.NOT_ACCEPTED, State.FORWARDED}


class Action(StrEnum):
    """Everything that can happen to a case; each happening is one event."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    ASK = "ask"
    SUPPLY = "supply"
    RESUME = "resume"
    NOT_ACCEPT = "not_accept"
    FORWARD = "forward"
    ASSIGN = "assign"
    GIVE_BACK = "give_back"
    NOTE = "note"
    DRAFT = "draft"
    RETURN = "return"
    APPROVE = "approve"
    SIGN = "sign"
    ANSWER_AT_ONCE = "answer_at_once"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"
    RATE_REPLY = "rate_reply"
    REOPEN = "reopen"
    TELL = "tell"
    REISSUE_CODE = "reissue_code"
    EXTEND = "extend"
    RECOMPUTE = "recompute"


class TextPart(StrEnum):
    """What a stored text is; texts can be erased, events cannot."""

    STORY = "story"
    PREVIEW = "preview"
    NOTE = "note"
    QUESTION = "question"
    SUPPLEMENT = "supplement"
    REASON = "reason"
    REPLY = "reply"
    REPLY_COMMENT = "reply_comment"
    PUBLIC_STORY = "public_story"
    PUBLIC_REPLY = "public_reply"
