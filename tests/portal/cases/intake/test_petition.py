"""Which fields a petition needs, by what the sender chose."""

import unicodedata
from typing import Any

import pytest

from portal.cases.intake.petition import LONGEST_STORY, check, tidied
from portal.cases.kinds import ReplyBy, Subject
from portal.errors import InvalidInputError
from portal.people.details import ContactDetails
from tests.portal.cases.intake.builders import MAI, a_petition, an_anonymous_petition

E_DE = "ê̆"  # one letter of Ê Đê, two code points


def faults(**changes: Any) -> dict[str, str]:
    try:
        check(tidied(a_petition(**changes)))
    except InvalidInputError as error:
        return error.fields
    return {}


def test_a_whole_petition_has_no_faults() -> None:
    assert faults() == {}


@pytest.mark.parametrize("story", ["", "  \n ", "\u200b\u200b"])
def test_a_petition_without_a_story_is_asked_for_one(story: str) -> None:
    assert faults(story=story) == {"story": "required"}


def test_length_is_counted_as_people_count_letters() -> None:
    assert faults(story=E_DE * LONGEST_STORY) == {}
    assert faults(story=E_DE * (LONGEST_STORY + 1)) == {"story": "too_long"}


@pytest.mark.parametrize(
    ("reply_by", "contact", "expected"),
    [
        (ReplyBy.CODE, ContactDetails(name="Mai"), {}),
        (ReplyBy.PAPER, ContactDetails(name="Mai"), {}),
        (ReplyBy.PHONE, ContactDetails(name="Mai"), {"phone": "required"}),
        (ReplyBy.EMAIL, ContactDetails(name="Mai"), {"email": "required"}),
        (ReplyBy.EMAIL, ContactDetails(email="mai@vidu.vn"), {"name": "required"}),
        (ReplyBy.CODE, ContactDetails(), {"name": "required"}),
    ],
)
def test_the_way_of_answering_decides_what_is_needed(
    reply_by: ReplyBy, contact: ContactDetails, expected: dict[str, str]
) -> None:
    assert faults(reply_by=reply_by, contact=contact) == expected


def test_feedback_on_a_regulation_needs_name_address_and_phone() -> None:
    nothing = {"subject": Subject.REGULATION, "reply_by": ReplyBy.CODE, "contact": ContactDetails()}
    assert set(faults(**nothing)) == {"name", "address", "phone"}


def test_an_anonymous_sender_is_answered_by_code_only() -> None:
    check(tidied(an_anonymous_petition()))
    with pytest.raises(InvalidInputError) as caught:
        check(an_anonymous_petition(reply_by=ReplyBy.PHONE))
    assert caught.value.fields == {"reply_by": "needs_name"}


def test_an_anonymous_petition_on_a_regulation_passes_but_is_told() -> None:
    petition = an_anonymous_petition(subject=Subject.REGULATION)
    check(petition)
    assert petition.lacks_what_the_law_asks
    assert not a_petition(subject=Subject.REGULATION).lacks_what_the_law_asks


def test_what_was_typed_before_choosing_anonymity_is_not_kept() -> None:
    assert not tidied(an_anonymous_petition(contact=MAI)).contact


@pytest.mark.parametrize(
    "phone", ["0912345678", "0912.345.678", "+84 912 345 678", "(0262) 385-1111"]
)
def test_phones_are_taken_as_people_write_them(phone: str) -> None:
    assert faults(contact=ContactDetails(name="Mai", phone=phone)) == {}


@pytest.mark.parametrize("phone", ["123", "không có", "0912345678901234567"])
def test_what_is_no_phone_is_refused(phone: str) -> None:
    assert faults(contact=ContactDetails(name="Mai", phone=phone)) == {"phone": "not_a_phone"}


@pytest.mark.parametrize("email", ["mai", "mai@", "mai@vidu", "mai @vidu.vn"])
def test_what_is_no_email_is_refused(email: str) -> None:
    contact = ContactDetails(name="Mai", email=email)
    assert faults(reply_by=ReplyBy.EMAIL, contact=contact) == {"email": "not_an_email"}


def test_texts_longer_than_their_columns_are_refused() -> None:
    contact = ContactDetails(name="M" * 121, phone="0912345678", address="T" * 201)
    assert faults(contact=contact, place="đ" * 201) == dict.fromkeys(
        ("name", "address", "place"), "too_long"
    )


def test_texts_are_composed_and_lines_are_single_lines() -> None:
    decomposed = unicodedata.normalize("NFD", "Đường Ê Đê hỏng")
    petition = tidied(a_petition(story=decomposed, place=" gần \n chợ "))
    assert petition.story == "Đường Ê Đê hỏng"
    assert petition.place == "gần chợ"


def test_a_contact_does_not_show_itself_in_logs() -> None:
    assert "Mai" not in repr(MAI)
    assert "Mai" not in repr(a_petition())


def test_two_petitions_that_differ_in_anything_say_different_things() -> None:
    assert a_petition().said() == a_petition().said()
    assert a_petition().said() != a_petition(may_publish=False).said()
