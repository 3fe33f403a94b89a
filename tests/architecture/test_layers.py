"""Imports flow down the house; checked without any tool, next to the import contracts."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# A room may import rooms of its own line and of the lines below.
LINES = (
    {"web", "app", "cli", "commands", "demo", "chores"},
    {"founding", "keeping"},
    {"reports", "remedies"},
    {"cases", "ratings", "fieldwork"},
    {"notices", "jobs", "people", "files", "documents"},
    {"calendar", "offices", "words"},
    {
        "db",
        "traces",
        "clock",
        "errors",
        "keys",
        "config",
        "codes",
        "access_codes",
        "search",
        "schema",
        "logs",
        "models",
    },
)
WEB_LIBRARIES = {"flask", "flask_wtf", "flask_babel", "werkzeug", "jinja2", "wtforms"}
# `models` gathers every room's tables, `schema` runs the migrations over them.
GATHERERS = {"models", "schema"}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def modules(folder: str) -> list[Path]:
    return [path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts]


def room(path: Path) -> str:
    return path.relative_to(ROOT / "portal").parts[0].removesuffix(".py")


def line_of(name: str) -> int | None:
    return next((i for i, names in enumerate(LINES) if name in names), None)


def test_every_room_has_its_line() -> None:
    known = {name for names in LINES for name in names} | {"__init__", "__main__", "translations"}
    assert {room(path) for path in modules("portal")} - known == set()


def test_a_room_imports_only_its_own_line_and_below() -> None:
    faults = []
    for path in modules("portal"):
        own = line_of(room(path))
        if own is None or room(path) in GATHERERS:
            continue
        for name in imports(path):
            parts = name.split(".")
            target = line_of(parts[1]) if parts[0] == "portal" and len(parts) > 1 else None
            if target is not None and target < own:
                faults.append(f"{path.relative_to(ROOT)} imports {name}")
    assert faults == []


def test_flask_lives_in_the_web_and_in_the_wiring_only() -> None:
    faults = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("portal")
        if room(path) not in {"web", "app", "cli", "commands"}
        for name in imports(path)
        if name.split(".")[0] in WEB_LIBRARIES
    ]
    assert faults == []


def test_surveys_know_neither_the_web_nor_a_database_nor_the_portal() -> None:
    strangers = WEB_LIBRARIES | {"sqlalchemy", "portal", "time"}
    faults = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("surveys")
        for name in imports(path)
        if name.split(".")[0] in strangers
    ]
    assert faults == []


def test_pandas_stays_in_its_two_places() -> None:
    faults = [
        str(path.relative_to(ROOT))
        for path in [*modules("portal"), *modules("surveys")]
        if any(name.split(".")[0] == "pandas" for name in imports(path))
        and path.relative_to(ROOT).as_posix() != "surveys/tables.py"
        and room_or_none(path) != "reports"
    ]
    assert faults == []


def room_or_none(path: Path) -> str | None:
    return room(path) if path.is_relative_to(ROOT / "portal") else None


def test_queries_live_in_the_stores() -> None:
    builders = {"sqlalchemy.select", "sqlalchemy.update", "sqlalchemy.delete", "sqlalchemy.insert"}
    faults = [
        str(path.relative_to(ROOT))
        for path in modules("portal")
        if imports(path) & builders and not path.stem.endswith("store")
    ]
    assert faults == []


def test_only_the_database_module_commits() -> None:
    faults = [
        str(path.relative_to(ROOT))
        for path in modules("portal")
        if ".commit(" in path.read_text(encoding="utf-8") and path != ROOT / "portal" / "db.py"
    ]
    assert faults == []
