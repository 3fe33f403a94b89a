"""Reading an export back: its JSON, and one figure of it."""

import io
import json
from pathlib import Path
from typing import Any

import portal.reports
from portal.reports.exports.json_file import write_json
from portal.reports.report import Report

FOLDER = Path(portal.reports.__file__).parent
SCHEMA: dict[str, Any] = json.loads((FOLDER / "data" / "period.schema.json").read_text())


def plain(report: Report) -> dict[str, Any]:
    text = io.StringIO()
    write_json(text, report)
    data: dict[str, Any] = json.loads(text.getvalue())
    return data


def figure(data: dict[str, Any], code: str, whom: str = "") -> dict[str, Any]:
    """Return a figure of the commune, or of the unit or counter of a name."""
    found = [
        one
        for one in data["figures"]
        if one["code"] == code
        and one["question"] in {None, "overall"}
        and (one["group"]["name"] == whom if whom else one["group"]["kind"] == "commune")
    ]
    (one,) = found
    return dict(one)
