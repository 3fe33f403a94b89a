"""Static files: sheets inlined with their hash, others linked with an immutable address."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

from flask import url_for
from markupsafe import Markup

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
INLINED = ("citizen",)


@cache
def inline_css(name: str) -> Markup:
    """Return the shared tokens and one sheet without comments and needless white space."""
    sheets = [
        (STATIC / "css" / f"{part}.css").read_text(encoding="utf-8") for part in ("tokens", name)
    ]
    return Markup(_squeezed("\n".join(sheets)))  # noqa: S704  # our own file, escaped by nobody


@cache
def inline_icon() -> str:
    """Return the mark of the browser's tab as an address that nothing is fetched for."""
    svg = (STATIC / "img" / "mark.svg").read_text(encoding="utf-8").strip()
    return "data:image/svg+xml," + quote(svg.replace('"', "'"), safe=" =:/'")


def style_hashes() -> str:
    """Return the CSP sources that allow the inlined sheets and no other inline style."""
    digests = (hashlib.sha256(inline_css(name).encode()).digest() for name in INLINED)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def static_url(path: str) -> str:
    """Return the address of a static file that changes whenever its content does."""
    return url_for("static", filename=path, v=_fingerprint(path))


@cache
def _fingerprint(path: str) -> str:
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]


def _squeezed(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,])\s*", r"\1", css).replace(";}", "}").strip()
