"""Every message a field gives is in the language of the page; letters count as people count."""

import unicodedata

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import (
    DateField,
    DecimalField,
    FloatField,
    IntegerField,
    RadioField,
    SelectChoice,
    StringField,
    validators,
)

from portal.web.field_messages import COUNTED, MESSAGES
from portal.web.forms import CitizenForm, GraphemeLimit, tidy

CHOICES = [SelectChoice(value="a", label="A")]


class EveryFault(CitizenForm):
    """One field for each way in which a value can be unfit."""

    missing = StringField(validators=[validators.InputRequired()])
    empty = StringField(validators=[validators.DataRequired()])
    choice = RadioField(choices=CHOICES)
    whole = IntegerField()
    day = DateField()
    decimal = DecimalField()
    number = FloatField()
    low = IntegerField(validators=[validators.NumberRange(min=5)])
    high = IntegerField(validators=[validators.NumberRange(max=1)])
    between = IntegerField(validators=[validators.NumberRange(min=4, max=9)])
    long = StringField(validators=[GraphemeLimit(2)])
    one_of = StringField(validators=[validators.AnyOf(["a"])])
    none_of = StringField(validators=[validators.NoneOf(["3"])])
    shape = StringField(validators=[validators.Regexp("x")])
    span = StringField(validators=[validators.Length(min=5, max=9)])
    long_words = StringField(validators=[validators.Length(max=3)])
    short = StringField(validators=[validators.Length(min=5)])
    two = StringField(validators=[validators.Length(min=5, max=5)])
    same = StringField(validators=[validators.EqualTo("shape")])


def faults(app: Flask, language: str) -> dict[str, str]:
    sent = dict.fromkeys(EveryFault()._fields, "3") | {
        "missing": "",
        "empty": " ",
        "whole": "ba",
        "day": "31/02",
        "decimal": "ba",
        "number": "ba",
        "long": "ba bốn",
        "long_words": "ba bốn",
        "two": "ba",
        "same": "khác",
    }
    with app.test_request_context(f"/?lang={language}"):
        app.preprocess_request()
        form = EveryFault(MultiDict(sent))
        form.validate()
        return {name: str(found[0]) for name, found in form.errors.items()}


def test_every_field_complains_in_vietnamese(app: Flask) -> None:
    vietnamese, english = faults(app, "vi"), faults(app, "en")
    assert set(vietnamese) == set(english) == set(EveryFault()._fields)
    assert [name for name in vietnamese if vietnamese[name] == english[name]] == []


def test_every_listed_message_has_its_vietnamese(app: Flask) -> None:
    def told(language: str) -> list[str]:
        with app.test_request_context(f"/?lang={language}"):
            app.preprocess_request()
            return [str(message) for message in (*MESSAGES, *COUNTED)]

    assert [one for one, other in zip(told("vi"), told("en"), strict=True) if one == other] == []


@pytest.mark.parametrize(("text", "fits"), [("ê̆ơ̆", True), ("Ê̆ƀư̆", False), ("ộ", True)])
def test_an_ede_letter_is_one_letter(app: Flask, text: str, fits: bool) -> None:
    class Short(CitizenForm):
        words = StringField(validators=[GraphemeLimit(2)])

    with app.test_request_context("/"):
        app.preprocess_request()
        assert Short(MultiDict({"words": text})).validate() is fits


@given(st.text())
def test_tidying_is_done_once_and_leaves_no_control_sign(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    unseen = {sign for sign in once if unicodedata.category(sign) in {"Cc", "Cs"}}
    assert unseen <= {"\n", "\t"}
