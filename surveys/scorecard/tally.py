"""Counts the cells of a file, group by group, in memory that does not grow with its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from surveys.people import SATISFIED_IN_EVERYTHING, Everything
from surveys.scale import Ladder
from surveys.scorecard.cells import MISSING, Cells, plain
from surveys.scorecard.plan import Plan, ScoreError
from surveys.scorecard.records import Record, Sheet, opened

MOST_GROUPS = 10_000
_TOLD = 5
_UNREAD = -1
_NAMES_TOLD = 60


@dataclass(slots=True)
class Tally:
    """Counts of one group: per column a list by slot (see `cells`), and satisfied people."""

    slots: list[list[int]]
    people: Everything = field(default_factory=Everything)
    rows: int = 0

    @classmethod
    def empty(cls, plan: Plan) -> "Tally":
        return cls([[0] * (len(plan.ladder.levels) + 1) for _ in plan.columns])

    def missing(self, column: int) -> int:
        return self.slots[column][MISSING]

    def counts(self, column: int, ladder: Ladder) -> dict[int, int]:
        return dict(zip(ladder.levels, self.slots[column][1:], strict=True))


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything found in a file: tallies by group ("" alone if none was asked for), and notes."""

    groups: Mapping[str, Tally]
    notes: Sequence[str]


@dataclass(slots=True)
class _Misfits:
    """Cells that are neither a level nor a code: the first few by name, all by number."""

    told: list[str] = field(default_factory=list)
    n: int = 0

    def add(self, record: Record, column: str, text: str) -> None:
        self.n += 1
        if len(self.told) < _TOLD:
            shown = text if len(text) <= 40 else text[:40] + "…"
            self.told.append(f'{record.place}, column "{column}": "{shown}"')


def counted(plan: Plan) -> Counted:
    """Count a file. Raises `OSError`, and `ScoreError` naming row and column of what is wrong."""
    with opened(plan.path, plan.wanted) as sheet:
        places = [_place(sheet, plan, column) for column in plan.columns]
        group = None if plan.group is None else _place(sheet, plan, plan.group)
        groups: dict[str, Tally] = {} if group is not None else {"": Tally.empty(plan)}
        misfits = _Misfits()
        counter = _Counter(plan, places, misfits)
        for record in sheet.records:
            name = "" if group is None else plain(record.cells[group])
            tally = groups.get(name)
            if tally is None:
                tally = groups[name] = _new_group(plan, groups)
            counter.count(record, tally)
    if misfits.n:
        raise ScoreError(_sentence(plan, misfits))
    return Counted(groups, _notes(sheet, groups))


class _Counter:
    """Counts one record after the other."""

    def __init__(self, plan: Plan, places: Sequence[int], misfits: _Misfits) -> None:
        self._plan = plan
        self._places = places
        self._misfits = misfits
        self._cells = Cells(plan.ladder, plan.missing)
        self._of_people = plan.method == SATISFIED_IN_EVERYTHING
        self._is_reversed = [column in plan.reverse for column in plan.columns]

    def count(self, record: Record, tally: Tally) -> None:
        tally.rows += 1
        known, cells = self._cells.known, record.cells
        slots = [known.get(cells[place], _UNREAD) for place in self._places]
        if _UNREAD in slots:
            slots = [self._read(record, number) for number in range(len(slots))]
        for counts, slot in zip(tally.slots, slots, strict=True):
            counts[slot] += 1
        if self._of_people:
            tally.people.add(self._levels(slots), self._plan.ladder)

    def _read(self, record: Record, number: int) -> int:
        text = record.cells[self._places[number]]
        slot = self._cells.slot(text)
        if slot is None:
            self._misfits.add(record, self._plan.columns[number], text)
            return MISSING
        return slot

    def _levels(self, slots: Sequence[int]) -> list[int]:
        ladder = self._plan.ladder
        return [
            ladder.turned(ladder.low + slot - 1) if is_reversed else ladder.low + slot - 1
            for slot, is_reversed in zip(slots, self._is_reversed, strict=True)
            if slot != MISSING
        ]


def _place(sheet: Sheet, plan: Plan, column: str) -> int:
    times = sheet.header.count(column)
    if times == 1:
        return sheet.header.index(column)
    if times:
        raise ScoreError(f'{plan.path} has {times} columns called "{column}"; rename all but one.')
    names = ", ".join(sheet.header[:_NAMES_TOLD]) + (
        ", …" if len(sheet.header) > _NAMES_TOLD else ""
    )
    raise ScoreError(f'{plan.path} has no column "{column}". Its columns are: {names}.')


def _new_group(plan: Plan, groups: Mapping[str, Tally]) -> Tally:
    if len(groups) >= MOST_GROUPS:
        raise ScoreError(
            f'column "{plan.group}" has more than {MOST_GROUPS:,} different values; '
            "it does not seem to name groups."
        )
    return Tally.empty(plan)


def _sentence(plan: Plan, misfits: _Misfits) -> str:
    low, high = plan.ladder.low, plan.ladder.high
    more = misfits.n - len(misfits.told)
    lines = [f"{line} is not a level from {low} to {high}." for line in misfits.told]
    if more:
        lines.append(f"… and {more:,} more such cells.")
    return "\n".join([*lines, "If it stands for no answer, name it with --missing."])


def _notes(sheet: Sheet, groups: Mapping[str, Tally]) -> list[str]:
    notes = list(sheet.notes)
    if sheet.short:
        notes.append(f"{sheet.short:,} rows end early; the cells they lack count as blank.")
    if not any(tally.rows for tally in groups.values()):
        notes.append("there is no row below the header.")
    return notes
