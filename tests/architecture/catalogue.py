"""The message catalogues: extract from code and templates, keep translations, report drift.

`python -m tests.architecture.catalogue` brings every `messages.po` up to date.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent.parent
TRANSLATIONS = ROOT / "portal" / "translations"
METHODS = [("portal/**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "_l": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
}


def extracted() -> Catalog:
    """Return every message of the program, without places: they would change with every line."""
    catalog = Catalog()
    found = extract_from_dir(
        ROOT,
        method_map=METHODS,
        keywords=KEYWORDS,
        directory_filter=lambda path: ".venv" not in Path(path).parts,
    )
    for _file, _line, message, _comments, _context in found:
        if message:
            catalog.add(message)
    return catalog


def paths() -> list[Path]:
    return sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))


def stored(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def update(path: Path) -> None:
    """Bring one catalogue up to date; nothing is guessed, obsolete messages go."""
    catalog = stored(path)
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, omit_header=False)


if __name__ == "__main__":
    for po in paths():
        update(po)
