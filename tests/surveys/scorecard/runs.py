"""Runs of the score command on files written for the occasion."""

import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from surveys.__main__ import main


@dataclass(frozen=True)
class Run:
    """What a run printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> Any:
        return json.loads(self.out)

    def column(self, name: str, group: str | None = None) -> Any:
        place = self.result if group is None else self.result["groups"][group]
        return place["columns"][name]


def score_file(path: Path, *arguments: str) -> Run:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(["score", str(path), *arguments])
        except SystemExit as end:  # argparse ends the program itself
            code = int(str(end.code))
    return Run(code, out.getvalue(), err.getvalue())


def scored(folder: Path, content: str | bytes, *arguments: str) -> Run:
    """Score a file of this content by column `q` unless told otherwise, as JSON."""
    path = folder / "answers.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    columns = () if "--columns" in arguments else ("--columns", "q")
    return score_file(path, *columns, *arguments, "--json")
