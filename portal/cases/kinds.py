"""The vocabulary of cases: kind, subject, state, sender, channel and what can be done."""

from enum import StrEnum


class CaseKind(StrEnum):
    """What a case is.

    Complaints and denunciations are guided and not taken in. One that is recognised in a stored
    petition is sealed and handed over, and gets its kind there.
    """

    REPORT = "report"
    PROPOSAL = "proposal"
    INQUIRY = "inquiry"
    PRAISE = "praise"
    FORMAL_COMPLAINT = "formal_complaint"
    DENUNCIATION = "denunciation"
    # What names the chairperson or a deputy; the province judges it.
    ABOUT_LEADERS = "about_leaders"

    @property
    def is_petition(self) -> bool:
        """Only petitions enter the denominators of handling figures."""
        return self in {CaseKind.REPORT, CaseKind.PROPOSAL}

    @property
    def is_formal(self) -> bool:
        """Outside the portal: it has a law, a form and a protection of its own."""
        return self in {CaseKind.FORMAL_COMPLAINT, CaseKind.DENUNCIATION, CaseKind.ABOUT_LEADERS}


# What somebody can choose on a page.
CHOSEN = tuple(kind for kind in CaseKind if not kind.is_formal)
FORMAL = tuple(kind for kind in CaseKind if kind.is_formal)


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
    SEALED = "sealed"
    HANDED_OVER = "handed_over"

    @property
    def is_open(self) -> bool:
        """An open case still owes the citizen something; a sealed one is no petition any more."""
        return self not in {State.ANSWERED, State.NOT_ACCEPTED, State.FORWARDED, *SEALED_STATES}


SEALED_STATES = frozenset({State.SEALED, State.HANDED_OVER})


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
    RECLASSIFY = "reclassify"
    ANSWER_LIGHTLY = "answer_lightly"
    THANK = "thank"
    ASK_EXPLANATION = "ask_explanation"
    EXPLAIN = "explain"
    SPLIT = "split"
    SEAL = "seal"
    ENTRUST = "entrust"
    HAND_OVER = "hand_over"
    PURGE = "purge"
    CLOSE_UNSATISFIED = "close_unsatisfied"
    CLOSE_UNCONFIRMED = "close_unconfirmed"
    DIRECT = "direct"
    DIRECTIVE_DONE = "directive_done"
    NAME = "name"
    RELATE = "relate"
    UNRELATE = "unrelate"
    MERGE = "merge"
    GATHER = "gather"
    UNMERGE = "unmerge"
    RELEASE = "release"
    ANSWER_TOGETHER = "answer_together"
    TAKE_OVER = "take_over"
    DISPATCH = "dispatch"


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
    TO_EXPLAIN = "to_explain"
    EXPLANATION = "explanation"
    POINTS = "points"
    DIRECTIVE = "directive"
    DIRECTIVE_DONE = "directive_done"
