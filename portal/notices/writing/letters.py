"""The words of a notice, in the language of its receiver: never an access code, never a story."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from portal.notices.kinds import Kind
from portal.words.translate import N_, say, weekday_date

LOOK_UP = "/tra-cuu"
CASE_PAGE = "/console/vu-viec/"
OWN_CHOICES = "/console/thu-bao"


class Wording(NamedTuple):
    """Subject and first sentence."""

    subject: str
    body: str


WORDS: Mapping[Kind, Wording] = MappingProxyType(
    {
        Kind.RECEIVED: Wording(
            N_("%(reference)s: we have received what you wrote"),
            N_("%(commune)s has received what you wrote. Its number is %(reference)s."),
        ),
        Kind.ASKED: Wording(
            N_("%(reference)s: we have a question for you"),
            N_("To handle %(reference)s, %(commune)s needs to ask you something more."),
        ),
        Kind.POSTPONED: Wording(
            N_("%(reference)s: another day for the answer"),
            N_("The day on which %(commune)s answers %(reference)s has changed."),
        ),
        Kind.ANSWERED: Wording(
            N_("%(reference)s: you have been answered"),
            N_("%(commune)s has answered what you wrote, number %(reference)s."),
        ),
        Kind.ENDED: Wording(
            N_("%(reference)s: there is news"),
            N_("%(commune)s has looked at what you wrote, number %(reference)s, and says why."),
        ),
        Kind.ASSIGNED: Wording(
            N_("%(reference)s: given to your unit"),
            N_("Case %(reference)s was given to your unit."),
        ),
        Kind.RETURNED: Wording(
            N_("%(reference)s: draft returned"),
            N_("The draft reply to %(reference)s came back with remarks."),
        ),
        Kind.TO_APPROVE: Wording(
            N_("%(reference)s: draft to approve"),
            N_("A draft reply to %(reference)s waits for you to approve or return it."),
        ),
        Kind.SUPPLIED: Wording(
            N_("%(reference)s: the sender has answered"),
            N_("The sender of %(reference)s has answered the question asked."),
        ),
        Kind.DUE_SOON: Wording(
            N_("%(reference)s: due soon"), N_("Case %(reference)s is due soon.")
        ),
        Kind.DUE_TODAY: Wording(
            N_("%(reference)s: due today"), N_("Case %(reference)s is due today.")
        ),
        Kind.OVERDUE: Wording(
            N_("%(reference)s: overdue"), N_("Case %(reference)s is past its day.")
        ),
        Kind.GROSSLY_OVERDUE: Wording(
            N_("%(reference)s: grossly overdue"),
            N_("Case %(reference)s is past its day by more than the commune allows."),
        ),
        Kind.WELCOME: Wording(
            N_("You receive notices at this address"),
            N_("From now on the portal of %(commune)s writes to you at this address."),
        ),
    }
)
TO_SENDER = (Kind.RECEIVED, Kind.ASKED, Kind.POSTPONED, Kind.ANSWERED, Kind.ENDED)


@dataclass(frozen=True)
class Told:
    """What the words are made of; `address` is the portal's own, `stop_url` ends letters."""

    kind: Kind
    data: Mapping[str, Any]
    commune: str
    hotline: str
    address: str
    stop_url: str = ""

    @property
    def values(self) -> dict[str, str]:
        return {"reference": str(self.data.get("reference", "")), "commune": self.commune}


def subject(told: Told, lang: str) -> str:
    return say(lang, WORDS[told.kind].subject, **told.values)


def text(told: Told, lang: str) -> str:
    """Write the whole letter, a paragraph for each thought."""
    middle = _for_sender(told, lang) if told.kind in TO_SENDER else _for_staff(told, lang)
    lines = [say(lang, WORDS[told.kind].body, **told.values), *middle]
    return "\n\n".join(line for line in lines if line) + "\n"


def short(told: Told, lang: str) -> str:
    """Say the same in one line, for a text message."""
    return f"{subject(told, lang)}. {told.address}{LOOK_UP}"


def _day(told: Told, lang: str, msgid: str) -> str:
    due_on = told.data.get("due_on")
    return say(lang, msgid, day=weekday_date(date.fromisoformat(due_on), lang)) if due_on else ""


def _for_sender(told: Told, lang: str) -> list[str]:
    open_with = N_("Open it with the access code on your receipt: %(url)s")
    safety = N_(
        "For your safety this letter holds neither the code nor what you wrote. Please do not "
        "answer it."
    )
    is_promised = told.kind in {Kind.RECEIVED, Kind.POSTPONED}
    by = N_("You will be answered by %(day)s.")
    ask = N_("Questions? Call %(commune)s: %(hotline)s.")
    stop = N_("No more such letters about this: %(url)s")
    hotline = say(lang, ask, commune=told.commune, hotline=told.hotline) if told.hotline else ""
    return [
        _day(told, lang, by) if is_promised else "",
        say(lang, open_with, url=told.address + LOOK_UP),
        say(lang, safety),
        hotline,
        say(lang, stop, url=told.stop_url) if told.stop_url else "",
    ]


def _for_staff(told: Told, lang: str) -> list[str]:
    by, choices = N_("To be answered by %(day)s."), N_("What you are told by e-mail: %(url)s")
    reference = told.values["reference"]
    return [
        _day(told, lang, by),
        f"{told.address}{CASE_PAGE}{reference}" if reference else "",
        say(lang, choices, url=told.address + OWN_CHOICES),
    ]
