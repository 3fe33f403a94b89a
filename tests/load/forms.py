"""The form of a rating page as a browser reads it, and a fully answered copy of it."""

import random
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

TOKEN_FIELD = "submission"
TOKEN = re.compile(rb'name="submission"[^>]*?value="([^"]+)"')
WORDS = "Cán bộ hướng dẫn tận tình, nhưng phải chờ hơi lâu vì máy in hỏng."


@dataclass
class Form:
    """What a form offers: choices by field, fields for words, fields filled in beforehand."""

    choices: dict[str, list[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    hidden: dict[str, str] = field(default_factory=dict)

    def filled(self, chance: random.Random) -> bytes:
        """Return every question answered, urlencoded, without the token."""
        fields = {name: value for name, value in self.hidden.items() if name != TOKEN_FIELD}
        fields |= {name: chance.choice(values) for name, values in self.choices.items()}
        fields |= dict.fromkeys(self.words, WORDS)
        return urlencode(fields).encode()


def form_of(html: str) -> Form:
    """Return the form that carries the token of a page."""
    reader = _Reader()
    reader.feed(html)
    return next(form for form in reader.forms if TOKEN_FIELD in form.hidden)


def token_of(html: bytes) -> bytes:
    found = TOKEN.search(html)
    if found is None:
        raise ValueError("the page has no token")
    return found[1]


class _Reader(HTMLParser):
    """Collects the forms; what lies outside of one belongs to the form that comes next."""

    def __init__(self) -> None:
        super().__init__()
        self.forms = [Form()]
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        form = self.forms[-1]
        if tag == "form":
            self.forms.append(Form())
        elif tag == "textarea":
            form.words.append(name)
        elif tag == "select":
            self._select = name
        elif tag == "option" and value:
            form.choices.setdefault(self._select, []).append(value)
        elif tag == "input" and given.get("type") == "radio":
            form.choices.setdefault(name, []).append(value)
        elif tag == "input" and given.get("type") == "hidden":
            form.hidden[name] = value
