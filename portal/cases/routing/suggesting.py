"""Which unit is proposed for a case: by a rule of the commune, by its place, or by habit."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.cases.handling.store import assignable_units, busiest_unit, unit_of_point
from portal.cases.kinds import Subject
from portal.cases.models import Case
from portal.cases.routing import store
from portal.cases.routing.matching import Fit, decide
from portal.clock import local_day

# What happened at a counter is the matter of the unit whose counter it is; a broken street lamp
# reported at the same counter is not.
ABOUT_THE_PLACE = frozenset({Subject.SERVICE_QUALITY, Subject.ADMINISTRATIVE_ACT})


class SuggestedBecause(StrEnum):
    """Why a unit is suggested."""

    A_RULE = "a_rule"
    ITS_SERVICE_POINT = "its_service_point"
    USED_TO_THE_SUBJECT = "used_to_the_subject"


@dataclass(frozen=True)
class Suggestion:
    """A unit proposed to a person, who decides, with those beside it.

    `cases` is how many of the subject it has had; `fit` is the rule that leads to it, and by what.
    """

    unit_id: int
    because: SuggestedBecause
    cases: int = 0
    beside: tuple[int, ...] = ()
    fit: Fit | None = None


def suggest(session: Session, case: Case, now: datetime) -> Suggestion | None:
    """Propose the responsible unit; None when nothing speaks for one.

    What the commune has written down comes first. The unit that gave it back is not proposed again.
    """
    units = assignable_units(session, case.authority_id)
    assignable = {unit.id for unit in units} - {case.unit_id, case.named_unit_id}
    found = [_by_habit(session, case), _by_place(session, case)]
    if case.subject is None or case.subject in ABOUT_THE_PLACE:
        found.reverse()
    found.insert(0, _by_rule(session, case, assignable, now))
    return next((s for s in found if s is not None and s.unit_id in assignable), None)


def _by_rule(
    session: Session, case: Case, assignable: set[int], now: datetime
) -> Suggestion | None:
    rules = store.rules_of(session, case.authority_id)
    matter = store.matter_of(session, case) if rules else None
    found = decide(rules, matter, local_day(now), assignable) if matter else None
    if found is None:
        return None
    beside = tuple(unit for unit in found.rule.beside if unit in assignable)
    return Suggestion(found.rule.unit_id, SuggestedBecause.A_RULE, beside=beside, fit=found)


def _by_place(session: Session, case: Case) -> Suggestion | None:
    if case.service_point_id is None:
        return None
    unit_id = unit_of_point(session, case.authority_id, case.service_point_id)
    return Suggestion(unit_id, SuggestedBecause.ITS_SERVICE_POINT)


def _by_habit(session: Session, case: Case) -> Suggestion | None:
    if case.subject is None:
        return None
    busiest = busiest_unit(session, case.authority_id, Subject(case.subject))
    if busiest is None:
        return None
    unit_id, cases = busiest
    return Suggestion(unit_id, SuggestedBecause.USED_TO_THE_SUBJECT, cases)
