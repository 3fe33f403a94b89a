"""What colleagues have noted on a case, and whether a note is waited for."""

from dataclasses import dataclass

from portal.cases.handling.case_file import CaseFile
from portal.cases.kinds import Action, State
from portal.web.console.timeline import who_did, words_of
from portal.web.i18n import date_time


@dataclass(frozen=True)
class Note:
    """What a colleague has noted."""

    who: str
    at: str
    words: str


@dataclass(frozen=True)
class Notes:
    """What colleagues have noted; `is_awaited` of a sender who is not satisfied."""

    written: list[Note]
    may_add: bool
    is_awaited: bool


def notes_of(file: CaseFile) -> Notes:
    written = [
        Note(who_did(file, event), date_time(event.at), words_of(file, event))
        for event in file.events
        if event.action == Action.NOTE
    ]
    return Notes(written, Action.NOTE in file.actions, _is_note_awaited(file))


def _is_note_awaited(file: CaseFile) -> bool:
    """Say whether the case stands in the queue of those not satisfied."""
    case = file.case
    if case.state != State.ANSWERED or case.is_satisfied is not False or case.outcome:
        return False
    said = [
        event.action for event in file.events if event.action in {Action.RATE_REPLY, Action.NOTE}
    ]
    return said[-1] == Action.RATE_REPLY
