"""Words of the working-day calendar: why a day counts or not, and whose rule a term is."""

from dataclasses import dataclass
from datetime import date

from portal.calendar.days import DayReason, ReasonCode
from portal.calendar.rules import Rule, RuleScope
from portal.calendar.terms import CountCode, CountedDay, Due, Term, TermUnit
from portal.words.translate import N_, say, short_date, translator

WHY: dict[str, str] = {
    CountCode.EVENT_DAY: N_("The day received is not counted"),
    CountCode.CALENDAR_DAY: N_("Day %(number)d"),
    CountCode.LAST_DAY_RESTS: N_(
        "Day %(number)d is the last but a day off (%(rest)s), so the term runs to the next "
        "working day"
    ),
    CountCode.ROLLED: N_("First working day after the days off: the term ends here"),
    CountCode.PAUSED: N_("The clock stood still: the sender was asked something"),
    ReasonCode.WORKING_DAY: N_("Working day %(number)d"),
    ReasonCode.WORKED_SATURDAY: N_("Working day %(number)d, a Saturday that is worked"),
    ReasonCode.WEEKEND: N_("Weekend"),
    ReasonCode.HOLIDAY: N_("Public holiday: %(name)s"),
    ReasonCode.COMPENSATION: "%(name)s",
    ReasonCode.SWAP_OFF: N_("Day off by swap"),
}
WHY_SWAPPED: dict[str, str] = {
    ReasonCode.WORKED_SATURDAY: N_("Working day %(number)d, a Saturday worked for %(other)s off"),
    ReasonCode.SWAP_OFF: N_("Day off by swap, worked on %(other)s instead"),
}


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line of the table "why this date"; `source` names the law or decision, if there is one.

    `number` is the day's place in the term, None if it does not count.
    """

    day: date
    counted: bool
    number: int | None
    code: str
    why: str
    source: str

    @property
    def why_with_source(self) -> str:
        return f"{self.why} ({self.source})" if self.source else self.why


def explain(due: Due, lang: str) -> list[DayLine]:
    """Say for each day from the event to the due date whether it counts, and why."""
    return [_line(counted_day, lang) for counted_day in due.days]


def term_phrase(term: Term, lang: str) -> str:
    """Write "5 ngày làm việc" or "5 working days"."""
    catalogue, count = translator(lang), term.days
    if term.unit is TermUnit.WORKING:
        phrase = catalogue.ngettext("%(num)d working day", "%(num)d working days", count)
    else:
        phrase = catalogue.ngettext("%(num)d calendar day", "%(num)d calendar days", count)
    return phrase % {"num": count}


def rule_source(rule: Rule, lang: str) -> str:
    """Name the law behind a rule, or say that the commune sets the term itself."""
    if rule.scope is RuleScope.COMMUNE_DEFAULT:
        return say(lang, N_("A term the commune sets itself, not one set by law"))
    return rule.source


def day_phrase(reason: DayReason, lang: str) -> str:
    """Say of a day by itself whether it is worked, and why: "Quốc khánh, nghỉ lễ (văn bản)"."""
    words = say(lang, N_("worked")) if reason.is_working else _reason_words(reason, None, lang)
    return f"{words} ({reason.decision})" if reason.decision else words


def _line(counted_day: CountedDay, lang: str) -> DayLine:
    reason = counted_day.reason
    return DayLine(
        counted_day.day,
        counted_day.counted,
        counted_day.number,
        str(counted_day.code),
        _why(counted_day, lang),
        counted_day.law or (reason.decision if reason else ""),
    )


def _why(counted_day: CountedDay, lang: str) -> str:
    code, number, reason = counted_day.code, counted_day.number, counted_day.reason
    if reason is None:
        return say(lang, WHY[code], number=number)
    if code is CountCode.LAST_DAY_RESTS:
        rest = _reason_words(reason, number, lang)
        return say(lang, WHY[code], number=number, rest=rest[0].lower() + rest[1:])
    return _reason_words(reason, number, lang)


def _reason_words(reason: DayReason, number: int | None, lang: str) -> str:
    name = reason.name.in_language(lang) if reason.name else ""
    if reason.swaps_with and reason.code in WHY_SWAPPED:
        other = short_date(reason.swaps_with, lang)
        words = say(lang, WHY_SWAPPED[reason.code], number=number, other=other)
    else:
        words = say(lang, WHY[reason.code], number=number, name=name)
    if reason.is_estimate:
        return say(lang, N_("%(words)s – expected"), words=words)
    return words
