"""The second person types, the two are laid side by side, and one person decides by the paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.fieldwork.paper import drafts, store
from portal.fieldwork.paper.days import ClosedDays
from portal.fieldwork.paper.entering import Head, Outcome, Ready, check_head, hand_in
from portal.fieldwork.paper.errors import OwnEntryError, SheetMovedOnError
from portal.fieldwork.paper.fields import PaperField, fields_of
from portal.fieldwork.paper.keying import Keyed, differing, read, settled
from portal.fieldwork.paper.kinds import Channel, SheetState
from portal.fieldwork.paper.models import PaperSheet
from portal.keys import Keys
from portal.offices.events import Actor, record
from surveys.instrument import Instrument


@dataclass(frozen=True)
class Difference:
    """One field of which two people read different things."""

    field: PaperField
    first: str
    second: str


@dataclass(frozen=True)
class Again:
    """A sheet as a second person typed it, and for each field whether it differs."""

    sheet: PaperSheet
    typed: Ready
    differed: Mapping[str, bool]


def head_of(sheet: PaperSheet) -> Head:
    """Return where, when and how a waiting sheet was given."""
    point, day, channel = sheet.service_point_id, sheet.given_on, sheet.channel
    if point is None or day is None or channel is None:
        raise SheetMovedOnError(sheet=sheet.id)
    own = (sheet.authority_id, sheet.survey_id)
    return Head(*own, point, day, Channel(channel), sheet.number)


def compare(keys: Keys, sheet: PaperSheet, keyed: Keyed, instrument: Instrument) -> dict[str, bool]:
    """Return for each field whether the second keying differs from the first."""
    fields = fields_of(instrument, instrument.languages[0])
    other = differing(fields, drafts.first_of(keys, sheet), keyed.values)
    return {field.name: field in other for field in fields}


def enter_again(
    session: Session,
    actor: Actor,
    again: Again,
    closed: Iterable[ClosedDays],
    *,
    now: datetime,
) -> Outcome:
    """Take the second keying of a sheet: handed in if both agree, else kept to be compared.

    Whether it is another person and the sheet still waits is judged in the one UPDATE. Raises
    `OwnEntryError`, `SheetMovedOnError` and what a first entry raises for its day.
    """
    sheet, typed = again.sheet, again.typed
    check_head(session, actor, typed.head, closed, now=now)
    differs = any(again.differed.values())
    guard = (PaperSheet.state == SheetState.FIRST, PaperSheet.first_by_id != actor.staff_id)
    second = {
        "state": SheetState.DIFFERS,
        "second_by_id": actor.staff_id,
        "second_sealed": typed.draft,
    }
    values = second if differs else store.FORGOTTEN
    if not store.change_sheet(session, actor.authority_id, sheet.id, guard, values):
        raise _refusal(sheet, actor)
    store.count_typing(session, actor.authority_id, sheet.survey_id, again.differed)
    return Outcome.DIFFERS if differs else hand_in(session, actor, typed, now=now)


def differences(
    keys: Keys, sheet: PaperSheet, instrument: Instrument, tongue: str
) -> list[Difference]:
    """Return what two people read differently, in the order of the sheet."""
    one, other = drafts.first_of(keys, sheet), drafts.second_of(keys, sheet)
    found = differing(fields_of(instrument, tongue), one, other)
    return [Difference(f, one.get(f.name, ""), other.get(f.name, "")) for f in found]


def decided(
    keys: Keys,
    sheet: PaperSheet,
    instrument: Instrument,
    chosen: Mapping[str, str],
    still_open: Sequence[Difference],
) -> Keyed:
    """Return the sheet with what was decided by the paper; raises `AnswersError` as `read` does."""
    fields = [difference.field for difference in still_open]
    return read(instrument, settled(drafts.first_of(keys, sheet), chosen, fields))


def decide(
    session: Session,
    actor: Actor,
    sheet: PaperSheet,
    typed: Ready,
    closed: Iterable[ClosedDays],
    *,
    now: datetime,
) -> Outcome:
    """Hand in a sheet that was decided on. Raises `SheetMovedOnError` and as `enter_again`."""
    check_head(session, actor, typed.head, closed, now=now)
    guard = (PaperSheet.state == SheetState.DIFFERS,)
    if not store.change_sheet(session, actor.authority_id, sheet.id, guard, store.FORGOTTEN):
        raise SheetMovedOnError(sheet=sheet.id)
    return hand_in(session, actor, typed, now=now)


def discard(session: Session, actor: Actor, sheet_id: int, *, now: datetime) -> None:
    """Throw away what was typed of a sheet that is not handed in; it may be typed anew."""
    gone = store.discard(session, actor.authority_id, sheet_id)
    if gone is None:
        raise SheetMovedOnError(sheet=sheet_id)
    what = {"survey": gone.survey_id, "sheet": gone.number}
    record(session, actor, "sheet_discarded", now, **what)


def _refusal(sheet: PaperSheet, actor: Actor) -> OwnEntryError | SheetMovedOnError:
    is_own = sheet.first_by_id == actor.staff_id
    return OwnEntryError(sheet=sheet.id) if is_own else SheetMovedOnError(sheet=sheet.id)
