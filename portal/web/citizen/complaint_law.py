"""The two ways beside the portal in plain words, and the first term their law sets."""

from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.calendar.rules import RuleCode, RuleMissingError
from portal.calendar.store import rule
from portal.cases.intake.lanes import Lane
from portal.web.deadlines import rule_sentence


@dataclass(frozen=True)
class Way:
    """One of the two ways beside the portal, as its pages name it."""

    slug: str
    title: LazyString
    why: LazyString
    who: LazyString
    law: LazyString
    term: RuleCode


WAYS: dict[Lane, Way] = {
    Lane.COMPLAINT: Way(
        "khieu-nai",
        _l("This is a complaint: it needs your signature"),
        _l(
            "A complaint asks an authority to examine a decision or an act again and to rule on "
            "it. The law therefore wants it signed on paper, or told in person: "
            "without a signature the office may not take it up."
        ),
        _l(
            "The first complaint goes to whoever made the decision or leads the office that did: "
            "for what the commune did, to its Chairperson."
        ),
        _l("Law on Complaints 2011, Articles 8 and 11"),
        RuleCode.COMPLAINT_TAKEN_UP,
    ),
    Lane.DENUNCIATION: Way(
        "to-cao",
        _l("This is a denunciation: it needs your signature, and it protects you"),
        _l(
            "A denunciation says that someone broke the law. The law wants it signed on paper, or "
            "told in person, and in return keeps your name secret. A web page cannot give you that "
            "protection."
        ),
        _l(
            "The head of the office where that person works decides on it. If it is about the "
            "head of the commune, it goes to the Chairperson of the province."
        ),
        _l("Law on Denunciation 2018, Articles 22, 23 and 56"),
        RuleCode.DENUNCIATION_TAKEN_UP,
    ),
}
BY_SLUG = {way.slug: (lane, way) for lane, way in WAYS.items()}


def first_term(session: Session, authority_id: int, lane: Lane, on: date | None, lang: str) -> str:
    """Name the first term of a way with its source; empty where no rule is known for the day."""
    if on is None:
        return ""
    try:
        return rule_sentence(rule(session, authority_id, WAYS[lane].term, on), lang)
    except RuleMissingError:
        return ""
