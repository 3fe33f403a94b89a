"""The language and the letters of a page: from its address, Vietnamese and normal unless told.

No cookie keeps them: every link and every form hands them on.
"""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from babel.numbers import format_decimal
from flask import Flask, g, request
from flask_babel import Babel

from portal.clock import local_time
from portal.words.translate import weekday_date
from surveys.scoring import half_up
from surveys.tongues.codes import is_tongue

DEFAULT = "vi"
NAMES = {"vi": "Tiếng Việt", "en": "English"}
NORMAL, LARGE = "normal", "large"


def lang() -> str:
    """Return the code of the language this page is in."""
    return str(g.get("lang", DEFAULT))


def wanted() -> str:
    """Return the language that was asked for; where a page lacks it, every link still names it."""
    return str(g.get("wanted", DEFAULT))


def size() -> str:
    """Return how large the letters of this page are: `normal` or `large`."""
    return str(g.get("size", NORMAL))


def here(**changed: str | int) -> str:
    """Return the address of the page at hand with some arguments of its query changed.

    Put together from path and query alone: handed to `url_for`, a visitor's `_external` or
    `_scheme` would count as an option, and the Host header would get into the page.
    """
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in changed]
    path = quote(request.script_root + request.path)
    return f"{path}?{urlencode([*kept, *changed.items()])}"


def lang_url(code: str) -> str:
    """Return the address of the page at hand in another language."""
    return here(lang=code)


def size_url() -> str:
    """Return the address of the page at hand in the other size of letters."""
    return here(size=other_size())


def other_size() -> str:
    return NORMAL if size() == LARGE else LARGE


def kept() -> dict[str, str]:
    """Return what every address within the portal hands on: only what is not the usual."""
    usual = {"lang": DEFAULT, "size": NORMAL}
    return {
        name: chosen
        for name, chosen in (("lang", wanted()), ("size", size()))
        if chosen != usual[name]
    }


def in_this_language(address: str) -> str:
    """Return an address of this portal so that it opens as the page at hand is read."""
    parts = urlsplit(address)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = [pair for pair in pairs if pair[0] not in {"lang", "size"}]
    return urlunsplit(parts._replace(query=urlencode([*query, *kept().items()])))


def install(app: Flask, languages: tuple[str, ...]) -> None:
    """Choose language and letters before each request and keep them on every link."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(app.root_path) + "/translations"
    Babel(app, locale_selector=_locale, default_locale=DEFAULT)

    @app.before_request
    def choose() -> None:
        asked = request.args.get("lang", DEFAULT)
        g.lang = asked if asked in languages else DEFAULT
        g.wanted = asked if asked in languages or is_tongue(asked) else DEFAULT
        g.size = LARGE if request.args.get("size") == LARGE else NORMAL

    @app.context_processor
    def words() -> dict[str, object]:
        offered = _offered(languages)
        urls = {"lang_url": lang_url, "size_url": size_url}
        spoken = {"lang": lang(), "wanted": wanted(), "direction": "ltr", "is_pack": False}
        return {"languages": offered, **spoken, **urls}

    app.jinja_env.globals.update(kept=kept, size=size)

    app.url_defaults(_keep)
    for name, show in FILTERS.items():
        app.add_template_filter(show, name)


def _locale() -> str:
    """Return whose dates and numbers to write; those of a content pack are in no table."""
    return lang() if lang() in NAMES else DEFAULT


def _keep(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint != "static":
        for name, chosen in kept().items():
            values.setdefault(name, chosen)


def _offered(languages: tuple[str, ...]) -> list[tuple[str, str, bool]]:
    """Return code, name and whether it is this page's; nothing on the answer to a sent form.

    A link fetches its page anew: what was typed would be gone, and some answers have no page.
    """
    if request.method not in {"GET", "HEAD"}:
        return []
    return [(code, NAMES.get(code, code), code == lang()) for code in languages]


def _weekday_date(day: date) -> str:
    return str(weekday_date(day, lang()))


def short_date(day: date | None) -> str:
    """Return a day as 30/11/2026, the way both languages are read here; nothing for None."""
    return day.strftime("%d/%m/%Y") if day else ""


def date_time(moment: datetime) -> str:
    return local_time(moment).strftime("%H:%M, %d/%m/%Y")


def percent(share: float | Fraction | None, digits: int = 0) -> str:
    """Return a share of 0–1 in percent, rounded half up; a dash for None, never 0."""
    if share is None:
        return "–"
    return f"{format_decimal(half_up(Fraction(share) * 100, digits), locale=lang())}%"


def number(value: float | None) -> str:
    return "–" if value is None else str(format_decimal(value, locale=_locale()))


FILTERS: dict[str, Callable[..., str]] = {
    "weekday_date": _weekday_date,
    "short_date": short_date,
    "date_time": date_time,
    "percent": percent,
    "number": number,
}
