"""When the database is gone: an honest page that needs none and holds every word that was typed."""

from flask import render_template, request

from portal.errors import DatabaseUnavailableError

LONG_TEXTS = ("story", "answer", "comment")
SECRET = frozenset({"code", "website"})


def keep_typing(_error: DatabaseUnavailableError) -> tuple[str, int]:
    """Answer 503 with everything typed in hidden fields, so that one button tries again."""
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in SECRET]
    written = [text for name in LONG_TEXTS if (text := request.form.get(name))]
    return render_template("citizen/kept.html", typed=typed, written=written), 503
