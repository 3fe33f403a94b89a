"""What periods, kinds, subjects and standings are called in reports, in either language."""

import re
from collections.abc import Mapping

from portal.cases.kinds import CaseKind, Subject
from portal.cases.registers.standing import Standing
from portal.reports.definitions import DEFINITIONS
from portal.words.translate import N_, say

OWN_NAME = N_("Satisfaction (the commune’s own survey)")
KINDS: Mapping[CaseKind, str] = {
    CaseKind.REPORT: N_("Report"),
    CaseKind.PROPOSAL: N_("Proposal"),
    CaseKind.INQUIRY: N_("Question"),
    CaseKind.PRAISE: N_("Praise"),
}
SUBJECTS: Mapping[Subject, str] = {
    Subject.LOCAL_LIFE: N_("Life in the commune"),
    Subject.SERVICE_QUALITY: N_("Service at the office"),
    Subject.ADMINISTRATIVE_ACT: N_("What an office did"),
    Subject.REGULATION: N_("Rules and procedures"),
}
STANDINGS: Mapping[Standing, str] = {
    standing: DEFINITIONS[standing.value].name for standing in Standing
}
LEVELS = (
    N_("Very dissatisfied"),
    N_("Dissatisfied"),
    N_("Neutral"),
    N_("Satisfied"),
    N_("Very satisfied"),
)
CUTS: Mapping[str, str] = {
    "q1": N_("Quarter I"),
    "q2": N_("Quarter II"),
    "6m": N_("The first six months"),
    "q3": N_("Quarter III"),
    "9m": N_("The first nine months"),
    "q4": N_("Quarter IV"),
    "year": N_("The whole year"),
    "11m": N_("The year, closed in November"),
}
_CUT = re.compile(r"(\d{4})-(\w+)")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def period_name(key: str, name: str, lang: str) -> str:
    """Return a period's own name; months and cuts that were seeded get theirs from their key."""
    if name != key:
        return name
    month, cut = _MONTH.fullmatch(key), _CUT.fullmatch(key)
    if month is not None:
        return say(lang, N_("Month %(month)d/%(year)s"), month=int(month[2]), year=month[1])
    if cut is not None and cut[2] in CUTS:
        return f"{say(lang, CUTS[cut[2]])}/{cut[1]}"
    return name


def figure_url(base_url: str, key: str, code: str) -> str:
    """Return the address of what is behind a figure of a period; for staff who are signed in."""
    return f"{base_url}/console/ket-qua/so-lieu/{key}/{code}"
