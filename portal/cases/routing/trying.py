"""A rule held against cases people have decided, before it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.cases.handling.store import assignable_units
from portal.cases.handling.visibility import Viewer
from portal.cases.routing import store
from portal.cases.routing.editing import NewRule
from portal.cases.routing.matching import Rule, decide, fit

TRIED = 200


@dataclass(frozen=True)
class Differing:
    """A case the rule would send elsewhere than a person did."""

    reference: str
    unit_id: int


@dataclass(frozen=True)
class Trial:
    """How a rule would have done: `decided` of the `fitting`, for earlier rules take the rest."""

    tried: int
    fitting: int
    decided: int
    differing: Sequence[Differing]

    @property
    def agreeing(self) -> int:
        return self.decided - len(self.differing)


def try_rule(session: Session, viewer: Viewer, wanted: NewRule, rule_id: int | None) -> Trial:
    """Try a new rule, or one written anew at its old place, on the last accepted cases.

    All rules count as in force, from whatever day: it is asked how this one would do among them.
    """
    rules = {rule.id: rule for rule in store.rules_of(session, viewer.authority_id)}
    old = rules.get(rule_id or 0)
    last = store.last_position(session, viewer.authority_id) + 1
    place = old.position if old else last
    tried = Rule(rule_id or 0, place, wanted.conditions, wanted.unit_id, (), date.min)
    others = [rule for rule in rules.values() if rule.id != tried.id]
    units = {unit.id for unit in assignable_units(session, viewer.authority_id)}
    cases = store.past_cases(session, viewer, TRIED)
    fitting = [case for case in cases if fit(tried, case.matter)]
    decided = []
    for case in fitting:
        found = decide([*others, tried], case.matter, date.max, units)
        if found is not None and found.rule is tried:
            decided.append(case)
    elsewhere = [case for case in decided if case.unit_id != wanted.unit_id]
    differing = [Differing(case.reference, case.unit_id) for case in elsewhere]
    return Trial(len(cases), len(fitting), len(decided), differing)
