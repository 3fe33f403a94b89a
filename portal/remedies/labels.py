"""What occasions, states, steps and figures of plans are called, on pages and on paper."""

from collections.abc import Mapping

from portal.remedies.figures import CASES, ThenAndNow, Value
from portal.remedies.kinds import MeasureState, Occasion, StepKind
from portal.reports.definitions import DEFINITIONS
from portal.reports.labels import period_name
from portal.reports.models import Period
from portal.reports.paper_cells import OF_CASES, number, percent, share_text
from portal.words.translate import N_, say

OCCASIONS: Mapping[Occasion, str] = {
    Occasion.INDEX: N_("An index was published (SIPAS, PAR Index …)"),
    Occasion.INSPECTION: N_("Conclusions of an inspection"),
    Occasion.DIALOGUE: N_("A dialogue with citizens"),
    Occasion.PERIOD: N_("A reporting period was closed"),
    Occasion.OTHER: N_("Another occasion"),
}
STATES: Mapping[MeasureState, str] = {
    MeasureState.PLANNED: N_("planned"),
    MeasureState.DOING: N_("under way"),
    MeasureState.DONE: N_("reported done, waits for a re-check"),
    MeasureState.EFFECTIVE: N_("re-checked: it helped"),
}
STEPS: Mapping[StepKind, str] = {
    StepKind.PLANNED: N_("Plan made"),
    StepKind.PLAN_CHANGED: N_("Head of the plan changed; before it said:"),
    StepKind.FINDING_ADDED: N_("Finding written down:"),
    StepKind.FINDING_CHANGED: N_("Finding changed; before it said:"),
    StepKind.FINDING_REMOVED: N_("Finding removed:"),
    StepKind.FIGURE_LINKED: N_("A figure put behind a finding"),
    StepKind.FIGURE_UNLINKED: N_("A figure taken away from a finding"),
    StepKind.CASE_LINKED: N_("A case put behind a finding"),
    StepKind.CASE_UNLINKED: N_("A case taken away from a finding"),
    StepKind.ADDED: N_("Measure set"),
    StepKind.NOTED: N_("How it goes"),
    StepKind.MOVED: N_("Another day was set"),
    StepKind.HANDED_OVER: N_("Somebody else answers for it now"),
    StepKind.DONE: N_("Reported done"),
    StepKind.EFFECTIVE: N_("Re-checked: it helped"),
    StepKind.NOT_EFFECTIVE: N_("Re-checked: it did not help; open again"),
}
HEAD_OF_UNIT = N_("head of the unit")
WHOLE = N_("Whole commune")
NOTHING_SHOWN = N_("not shown")
THEN = N_("when written down %(was)s (%(was_in)s)")
NOW_TOO = N_("now %(now)s (%(now_in)s)")
NO_LATER = N_("no later period has final figures yet")
BEYOND_CHANCE, MAYBE_CHANCE = (
    N_("more than chance explains"),
    N_("the difference may be chance"),
)


def figure_name(code: str, unit: str | None, lang: str) -> str:
    """Name a figure and whose it is: "Tỷ lệ hài lòng – Trạm Y tế"."""
    return f"{say(lang, DEFINITIONS[code].name)} – {unit or say(lang, WHOLE)}"


def value_text(code: str, value: Value | None, lang: str) -> str:
    """Write a figure with what it is made of: a share is never without its n."""
    if value is None:
        return say(lang, NOTHING_SHOWN)
    share = value.share(code)
    if share is not None:
        return share_text(share, lang).replace("\n", " ")
    if code == CASES and value.of:
        part, n = number(value.part, lang), number(value.of, lang)
        text = say(lang, OF_CASES, share=percent(value.ratio, lang), part=part, n=n)
        return text.replace("\n", " ")
    return number(value.part, lang)


def compared_text(code: str, found: ThenAndNow, lang: str) -> str:
    """Write both values, then and now, and whether the difference may be chance."""
    was = value_text(code, found.was, lang)
    then = say(lang, THEN, was=was, was_in=named(found.was_in, lang))
    if found.now_in is None or (not found.is_later and found.now == found.was):
        return f"{then}; {say(lang, NO_LATER)}"
    now = value_text(code, found.now, lang)
    both = f"{then}, {say(lang, NOW_TOO, now=now, now_in=named(found.now_in, lang))}"
    chance = _chance(code, found)
    return f"{both}: {say(lang, chance)}" if chance else both


def named(period: Period | None, lang: str) -> str:
    return period_name(period.key, period.name, lang) if period else "–"


def _chance(code: str, found: ThenAndNow) -> str:
    """Say whether the ranges of two shares leave each other; nothing for what has no range."""
    was, now = found.was.share(code), found.now.share(code) if found.now else None
    if was is None or now is None or was.interval is None or now.interval is None:
        return ""
    apart = now.interval.low > was.interval.high or now.interval.high < was.interval.low
    return BEYOND_CHANCE if apart else MAYBE_CHANCE
