"""The vocabulary of notices: what is told, by which way, and how far it has come."""

from enum import StrEnum


class Kind(StrEnum):
    """What a notice tells."""

    # The sender of a case:
    RECEIVED = "received"
    ASKED = "asked"
    POSTPONED = "postponed"
    ANSWERED = "answered"
    ENDED = "ended"
    # Staff:
    ASSIGNED = "assigned"
    RETURNED = "returned"
    TO_APPROVE = "to_approve"
    SUPPLIED = "supplied"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    GROSSLY_OVERDUE = "grossly_overdue"
    WELCOME = "welcome"
    # A machine:
    MOVED = "moved"


REMINDERS = (Kind.DUE_SOON, Kind.DUE_TODAY, Kind.OVERDUE, Kind.GROSSLY_OVERDUE)
# What a member of staff may switch off: the day itself and what comes after is told anyway.
OPTIONAL = (Kind.ASSIGNED, Kind.RETURNED, Kind.TO_APPROVE, Kind.SUPPLIED, Kind.DUE_SOON)


class Way(StrEnum):
    """By which kind of address a receiver is reached."""

    EMAIL = "email"
    PHONE = "phone"
    WEBHOOK = "webhook"


TO_PEOPLE = (Way.EMAIL, Way.PHONE)


class Progress(StrEnum):
    """How far a notice has come; a dead one waits for a person, a dropped one lost its point."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"


class Because(StrEnum):
    """Why a notice was dropped, found out by the portal itself."""

    NOT_SET_UP = "not_set_up"
    NO_ADDRESS = "no_address"
    STOPPED = "stopped"
    ADDRESS_FAILS = "address_fails"
    SEALED = "sealed"
    OVER = "over"
    NOT_THEIRS = "not_theirs"


class Trouble(StrEnum):
    """What went wrong on the way; never the words of the other side, which quote addresses."""

    NO_SUCH_HOST = "no_such_host"
    NO_CONNECTION = "no_connection"
    TIMED_OUT = "timed_out"
    CERTIFICATE = "certificate"
    NO_STARTTLS = "no_starttls"
    PASSWORD_FILE = "password_file"  # noqa: S105  # the name of a fault
    LOGIN = "login"
    SENDER_REFUSED = "sender_refused"
    RECEIVER_REFUSED = "receiver_refused"
    RECEIVER_LATER = "receiver_later"
    LETTER_REFUSED = "letter_refused"
    UNFIT_ADDRESS = "unfit_address"
    NOT_HTTPS = "not_https"
    NOT_PUBLIC = "not_public"
    NOT_TAKEN = "not_taken"
    BROKEN = "broken"
    BOUNCED = "bounced"
