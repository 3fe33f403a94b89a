"""The two kinds of form, and what their fields share: tidy text and counted letters."""

import unicodedata
from typing import Any

import regex
from flask_babel import get_domain, gettext
from flask_wtf import FlaskForm
from wtforms import Form, IntegerField, ValidationError

from portal.web.numbers import LARGEST_ID

CONTROL = regex.compile(r"[\p{Cc}\p{Cs}--[\n\t]]", flags=regex.VERSION1)


class PageWords:
    """Gives WTForms' own messages in the language of the page."""

    def gettext(self, text: str) -> str:
        return str(gettext(text))

    def ngettext(self, one: str, many: str, n: int) -> str:
        # WTForms fills the numbers in by itself: the pattern is asked for, not the sentence.
        return str(get_domain().get_translations().ungettext(one, many, n))


class _Meta:
    def get_translations(self, _form: object) -> PageWords:
        return PageWords()


class CitizenForm(Form):
    """A citizen's form: no cookie, guarded by its signed submission id."""

    class Meta(_Meta):
        """Words of the page."""


class PartForm(Form):
    """A part of a staff form that comes several times; the whole form has the token."""

    class Meta(_Meta):
        """Words of the page."""


class StaffForm(FlaskForm):
    """A signed-in form with a CSRF token."""

    class Meta(_Meta, FlaskForm.Meta):
        """Words of the page and the framework's CSRF."""


class WholeNumber(IntegerField):
    """A number a row can hold; a range check of WTForms breaks on one of four hundred digits."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and abs(self.data) > LARGEST_ID:
            self.data = None
            raise ValueError(self.gettext("Not a valid integer value."))


class GraphemeLimit:
    """At most `limit` letters, counted as people count them (UAX #29 grapheme clusters)."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.field_flags = {"data_limit": limit}

    def __call__(self, _form: Form, field: Any) -> None:
        count = len(regex.findall(r"\X", field.data or ""))
        if count > self.limit:
            raise ValidationError(
                gettext(
                    "This is %(count)d letters long. Please keep to %(limit)d.",
                    count=count,
                    limit=self.limit,
                )
            )


def tidy(text: str | None) -> str:
    """Return text in NFC with plain line ends, without control characters and outer space."""
    if text is None:
        return ""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return str(CONTROL.sub("", composed)).strip()
