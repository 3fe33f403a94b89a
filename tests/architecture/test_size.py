"""Nothing written by hand is longer than a reader can hold."""

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("portal", "surveys", "templates", "static", "migrations", "tests")
SUFFIXES = {".py", ".html", ".css", ".js", ".typ", ".toml"}
LIMIT = 300
LONGEST_FUNCTION = 25


def written_files() -> list[Path]:
    return [
        path
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.suffix in SUFFIXES and "__pycache__" not in path.parts
    ]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    long = {str(path.relative_to(ROOT)): lines(path) for path in written_files()}
    assert {name: n for name, n in long.items() if n > LIMIT} == {}


def body_lines(function: ast.FunctionDef) -> int:
    """Return the lines of a function without its docstring."""
    first = function.body[0]
    is_documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    prose = (first.end_lineno or 0) - first.lineno + 1 if is_documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - prose


def test_no_function_of_the_program_is_longer_than_twenty_five_lines() -> None:
    long = {
        f"{path.relative_to(ROOT)} {node.name}": body_lines(node)
        for folder in ("portal", "surveys")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: n for name, n in long.items() if n > LONGEST_FUNCTION} == {}


def test_half_of_the_modules_are_short() -> None:
    sizes = [lines(path) for path in written_files() if path.suffix == ".py" and lines(path)]
    assert median(sizes) < 100


def test_no_module_has_a_name_that_says_nothing() -> None:
    nothing = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base"}
    assert [p for p in written_files() if p.suffix == ".py" and p.stem in nothing] == []
