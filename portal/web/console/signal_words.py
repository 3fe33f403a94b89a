"""Signals in plain words: what was seen, why it may be harmless, what to check."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from surveys.signals import Signal


@dataclass(frozen=True)
class Told:
    """One signal as people read it; `reason` is short enough for a table."""

    reason: LazyString
    seen: LazyString
    harmless: LazyString
    check: LazyString


SIGNALS: Mapping[Signal, Told] = {
    Signal.CADENCE: Told(
        _l("even intervals"),
        _l("Ratings came from one network at intervals as even as a machine’s."),
        _l("Somebody may have helped a row of people to rate, one after the other."),
        _l("Ask who helped people to rate, and whether a device was lent out."),
    ),
    Signal.SAME_ANSWERS: Told(
        _l("equal answers in a row"),
        _l("Many ratings in a row from one network were alike in every answer."),
        _l("Satisfied people often tick the same level everywhere, and a hall shares one network."),
        _l("Compare with the number of people served, and look at what was written."),
    ),
    Signal.SAME_NETWORK: Told(
        _l("many from one network"),
        _l("More ratings came from one network within ten minutes than a queue produces."),
        _l("Everyone in the hall may use its Wi-Fi, and many phones share one address."),
        _l("Compare with the number of people served in those days."),
    ),
    Signal.IN_SECONDS: Told(
        _l("seconds apart"),
        _l("Several ratings came within seconds of each other; the form takes about a minute."),
        _l("People who waited together may have sent their ratings at the same time."),
        _l("Ask whether someone held out a device or ticked for others."),
    ),
    Signal.BURST: Told(
        _l("a burst"),
        _l("Far more ratings than usual for this counter came within ten minutes."),
        _l("A meeting, a market day or a class may have rated together."),
        _l("Look for an event at that time, and note it among the incidents."),
    ),
    Signal.TOP_LEAP: Told(
        _l("a leap of top marks"),
        _l("On some day far more people gave the top mark than this counter’s past makes likely."),
        _l("Good days exist: a queue was short, a procedure was shortened, a new colleague began."),
        _l("Ask what was different, and whether people were asked for a top mark."),
    ),
    Signal.BUSY_DAY: Told(
        _l("a day with very many ratings"),
        _l("On some day several times more people rated than this counter’s past makes likely."),
        _l("A campaign, a vaccination day or school enrolment brings many people at once."),
        _l("Compare with the number of people served, and note the event among the incidents."),
    ),
    Signal.STOOD_BESIDE: Told(
        _l("the official stood beside"),
        _l("People said that whoever served them stood beside them while they rated."),
        _l("Somebody may have been helping with the phone, as asked."),
        _l("Move the sign to where nobody looks on, and remind staff to step away."),
    ),
}


def reason(code: str) -> LazyString:
    """Return the short words of a flag; of one this program does not know, "unusual"."""
    known = {signal.value for signal in Signal}
    return SIGNALS[Signal(code)].reason if code in known else _l("unusual")
