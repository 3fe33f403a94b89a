"""Questionnaires made of parts: `from = "name"` takes the questions of another file."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

BUILT_IN = Path(str(files("surveys") / "instruments"))
PARTS = BUILT_IN / "parts"

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")  # never a path: a file may come from a stranger
_SHARED = ("factors", "scales")

Table = dict[str, Any]


def read(path: Path) -> Table:
    """Return the raw table of a file with its parts put in where they are asked for.

    A part is looked for beside the file, then among the built-in ones; one that is not found, or
    that would take itself, stays in the table as it was written, for lint to name. A byte order
    mark, as Notepad writes it, is skipped.
    """
    return _with_parts(_table(path), path.parent, (path.stem,))


def read_text(text: str) -> Table:
    """Return the raw table of a text; its parts come from the built-in questionnaires only.

    For what strangers upload: nothing of the host's files can be asked for. Raises
    `tomllib.TOMLDecodeError`.
    """
    return _with_parts(tomllib.loads(text), BUILT_IN, ())


def has_parts(data: Table) -> bool:
    """Say whether a table, as `tomllib` reads it, asks for questions of other files."""
    rows = data.get("questions")
    return isinstance(rows, list) and any(_is_part(row) for row in rows)


def _table(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise tomllib.TOMLDecodeError(f"{path.name}: {error}") from error


def _with_parts(data: Table, folder: Path, within: tuple[str, ...]) -> Table:
    if not has_parts(data):
        return data
    whole = {**data, "questions": []}
    for row in data["questions"]:
        part = _part(row, folder, within) if _is_part(row) else None
        if part is None:
            whole["questions"].append(row)
            continue
        whole["questions"] += [_asked_if(inner, row) for inner in part.get("questions", [])]
        for key in _SHARED:
            _add(whole, key, part.get(key, []))
    return whole


def _is_part(row: object) -> bool:
    if not isinstance(row, dict) or "from" not in row:
        return False
    return row.keys() <= {"from", "ask_if"} and isinstance(row.get("ask_if", []), list)


def _part(row: Table, folder: Path, within: tuple[str, ...]) -> Table | None:
    name = row["from"]
    if not isinstance(name, str) or not _NAME.fullmatch(name) or name in within:
        return None
    places = (folder / f"{name}.toml", BUILT_IN / f"{name}.toml", PARTS / f"{name}.toml")
    path = next((place for place in places if place.is_file()), None)
    return None if path is None else _with_parts(_table(path), path.parent, (*within, name))


def _asked_if(question: Any, part: Table) -> Any:
    """Return a question of a part, asked only if the whole part is."""
    if not isinstance(question, dict) or "ask_if" not in part:
        return question
    own = question.get("ask_if", [])
    return {**question, "ask_if": [*part["ask_if"], *own] if isinstance(own, list) else own}


def _add(whole: Table, key: str, rows: object) -> None:
    if isinstance(rows, list) and rows:
        own = whole.get(key, [])
        whole[key] = [*own, *rows] if isinstance(own, list) else own
