"""Skip rules that can never come true, found without asking anyone.

All conditions of a question must hold, and so must those of every question they ask about; so a
question can be reached if and only if, for each earlier question, one answer fits all that is
wanted of it. That makes the search exact: nothing is tried out.
"""

from collections.abc import Iterator, Mapping

from surveys.faults import Fault, FaultCode, Place
from surveys.instrument import Instrument, Question
from surveys.skipping import Condition


def skip_faults(instrument: Instrument) -> Iterator[Fault]:
    """Yield conditions that make no sense; if all do, questions that can never be asked."""
    senseless = list(_condition_faults(instrument))
    yield from senseless or _unreachable(instrument)


def _condition_faults(instrument: Instrument) -> Iterator[Fault]:
    everywhere = {question.code: question for question in instrument.questions}
    before: dict[str, Question] = {}
    for question in instrument.questions:
        for condition in question.ask_if:
            asked = before.get(condition.question)
            if asked is not None:
                yield from _misfits(condition, asked, ("questions", question.code))
                continue
            is_there = condition.question in everywhere
            code = FaultCode.CONDITION_LATER if is_there else FaultCode.CONDITION_UNKNOWN
            yield Fault(code, ("questions", question.code), condition.question)
        before[question.code] = question


def _misfits(condition: Condition, asked: Question, place: Place) -> Iterator[Fault]:
    possible = asked.kind.possible()
    if possible is None:
        yield Fault(FaultCode.CONDITION_ON_KIND, place, asked.code)
        return
    has_bounds = condition.at_least is not None or condition.at_most is not None
    if bool(condition.answers) == has_bounds or isinstance(possible, range) != has_bounds:
        yield Fault(FaultCode.CONDITION_FORM, place, asked.code)
    elif not isinstance(possible, range):
        for answer in sorted(condition.answers - possible):
            yield Fault(FaultCode.CONDITION_ANSWER, place, f"{asked.code} = {answer}")


def _unreachable(instrument: Instrument) -> Iterator[Fault]:
    wanted_by: dict[str, list[Condition]] = {}
    never: set[str] = set()
    for question in instrument.questions:
        wanted = _wanted(question, wanted_by)
        wanted_by[question.code] = wanted
        contradicted = next((c for c in wanted if not _fits(instrument, c.question, wanted)), None)
        if contradicted is None:
            continue
        never.add(question.code)
        if not any(condition.question in never for condition in question.ask_if):
            place = ("questions", question.code)
            yield Fault(FaultCode.UNREACHABLE, place, contradicted.question)


def _wanted(question: Question, wanted_by: Mapping[str, list[Condition]]) -> list[Condition]:
    """Return all that must hold: the conditions, and those of the questions they ask about."""
    inherited = [c for condition in question.ask_if for c in wanted_by[condition.question]]
    return list(dict.fromkeys([*question.ask_if, *inherited]))


def _fits(instrument: Instrument, code: str, wanted: list[Condition]) -> bool:
    """Say whether one answer to a question can meet all conditions on it."""
    kind = instrument.question(code).kind
    conditions = [condition for condition in wanted if condition.question == code]
    possible = kind.possible()
    if isinstance(possible, range):
        least = [c.at_least for c in conditions if c.at_least is not None]
        most = [c.at_most for c in conditions if c.at_most is not None]
        return max([possible.start, *least]) <= min([possible.stop - 1, *most])
    return kind.several or bool(frozenset.intersection(*(c.answers for c in conditions)))
