"""What became of a notice, and why, in plain sentences for desk, administrator and keeper."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.notices.kinds import Because, Kind, Progress, Trouble
from portal.words.translate import N_

KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.RECEIVED: N_("Told that it was received"),
        Kind.ASKED: N_("A question to the sender"),
        Kind.POSTPONED: N_("The day has changed"),
        Kind.ANSWERED: N_("Told that it was answered"),
        Kind.ENDED: N_("Not accepted, or forwarded"),
        Kind.ASSIGNED: N_("Given to my unit"),
        Kind.RETURNED: N_("My draft came back"),
        Kind.TO_APPROVE: N_("A draft to approve"),
        Kind.SUPPLIED: N_("The sender has answered a question"),
        Kind.DUE_SOON: N_("A case is due soon"),
        Kind.DUE_TODAY: N_("A case is due today"),
        Kind.OVERDUE: N_("A case is overdue"),
        Kind.GROSSLY_OVERDUE: N_("A case is grossly overdue"),
        Kind.WELCOME: N_("First letter to a new address"),
        Kind.MOVED: N_("A case moved"),
    }
)
PROGRESS: Mapping[Progress, str] = MappingProxyType(
    {
        Progress.QUEUED: N_("waits to go out"),
        Progress.SENDING: N_("on its way"),
        Progress.SENT: N_("handed to the mail server"),
        Progress.DEAD: N_("could not be delivered"),
        Progress.DROPPED: N_("not sent"),
    }
)
TONES: Mapping[Progress, str] = MappingProxyType(
    {
        Progress.QUEUED: "waiting",
        Progress.SENDING: "waiting",
        Progress.SENT: "done",
        Progress.DEAD: "late",
        Progress.DROPPED: "waiting",
    }
)
REASONS: Mapping[str, str] = MappingProxyType(
    {
        Because.NOT_SET_UP: N_("E-mail, or this way of telling, is not set up here."),
        Because.NO_ADDRESS: N_("There is no address any more."),
        Because.STOPPED: N_("The receiver wants no more letters about this."),
        Because.ADDRESS_FAILS: N_("The address takes no letters."),
        Because.SEALED: N_("Nothing is told about a sealed case."),
        Because.OVER: N_("The case had moved on before the letter went."),
        Because.NOT_THEIRS: N_("The case was no longer theirs to know."),
        Trouble.NO_SUCH_HOST: N_("The server’s name is not known on the internet."),
        Trouble.NO_CONNECTION: N_("The server does not answer: wrong port, or it is down."),
        Trouble.TIMED_OUT: N_("The server answers too slowly."),
        Trouble.CERTIFICATE: N_("The server’s certificate cannot be trusted."),
        Trouble.NO_STARTTLS: N_("The server offers no STARTTLS, or no sign-in."),
        Trouble.PASSWORD_FILE: N_("The file with the password cannot be read."),
        Trouble.LOGIN: N_("The server refuses user or password."),
        Trouble.SENDER_REFUSED: N_("The server lets nobody send from PORTAL_MAIL_FROM."),
        Trouble.RECEIVER_REFUSED: N_("The server says that there is no such receiver."),
        Trouble.RECEIVER_LATER: N_("The receiver’s mailbox takes nothing just now."),
        Trouble.LETTER_REFUSED: N_("The server refuses the letter."),
        Trouble.UNFIT_ADDRESS: N_("This is not an e-mail address that a letter can go to."),
        Trouble.NOT_HTTPS: N_("The webhook’s address does not begin with https://."),
        Trouble.NOT_PUBLIC: N_("The webhook’s address leads into a private network."),
        Trouble.NOT_TAKEN: N_("The webhook’s receiver did not answer with success."),
        Trouble.BROKEN: N_("The server broke the conversation off."),
        Trouble.BOUNCED: N_("The letter came back: there is no such receiver."),
    }
)
