"""The one type family of everything printed: Be Vietnam Pro (OFL 1.1), never a system font."""

from pathlib import Path

from fontpkg_be_vietnam_pro import FAMILY, ROOT

FONT_FAMILY: str = FAMILY
FONT_FOLDERS: list[Path] = [ROOT / "files"]
