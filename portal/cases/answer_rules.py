"""Which rule sets the day of an answer: questions and praise go a light path of their own."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.calendar.rules import RuleCode
from portal.cases.kinds import CaseKind

_LIGHT: Mapping[CaseKind, RuleCode] = MappingProxyType(
    {CaseKind.INQUIRY: RuleCode.REPLY_INQUIRY, CaseKind.PRAISE: RuleCode.REPLY_PRAISE}
)


def answer_rule(kind: CaseKind | str) -> RuleCode:
    """Return the code of the rule by which a case of a kind is answered."""
    return _LIGHT.get(CaseKind(kind), RuleCode.REPLY_OWN)
