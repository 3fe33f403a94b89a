"""What the built-in questionnaires ask, counted against the forms they stand for."""

import re

import pytest

from surveys.concern import Concern
from surveys.instrument import Instrument
from surveys.kind import Part
from surveys.kinds.choices import SingleChoice
from surveys.kinds.numbers import Percent
from surveys.loading import builtin_codes, load_builtin

# The portal keeps an item's code in a column of this many letters.
LONGEST_ITEM = 30
IDENTITY = re.compile(r"họ tên|tên của ông|số điện thoại|email|e-mail|địa chỉ|căn cước", re.I)

SERVICE = {"access": 4, "procedure": 4, "staff": 5, "result": 3, "feedback": 3}
POLICY = {"accounts": 2, "voice": 2, "fit": 8, "change": 2}


def sizes(instrument: Instrument) -> dict[str, int]:
    return {factor.code: len(instrument.items_of(factor.code)) for factor in instrument.factors}


def official_codes(instrument: Instrument) -> list[str | None]:
    return [item.criterion for item in instrument.criteria]


def test_these_are_built_in() -> None:
    assert builtin_codes() == (
        "counter-short",
        "health-station",
        "one-stop",
        "online-service",
        "school",
        "sipas-full",
        "sipas-service",
    )


def test_the_service_form_has_the_nineteen_criteria() -> None:
    instrument = load_builtin("sipas-service")
    assert sizes(instrument) == SERVICE
    assert official_codes(instrument) == [
        f"S.{factor}.{n}"
        for factor, size in enumerate(SERVICE.values(), 1)
        for n in range(1, size + 1)
    ]


def test_the_whole_form_has_thirty_three_criteria_of_two_sides() -> None:
    instrument = load_builtin("sipas-full")
    assert sizes(instrument) == POLICY | SERVICE
    assert official_codes(instrument) == [
        *(
            f"P.{f}.{n}"
            for f, size in zip("ABCD", POLICY.values(), strict=True)
            for n in range(1, size + 1)
        ),
        *official_codes(load_builtin("sipas-service")),
    ]
    assert len(instrument.criteria) == 33


def test_the_whole_form_asks_opinions_wishes_and_a_profile_kept_apart() -> None:
    instrument = load_builtin("sipas-full")
    opinions = ["interest", "news_from", "speaks_up", "harassment", "extra_payment"]
    opinions += ["hands_in", "gets_result"]
    experience = ["did_procedure", "came_back", "went_online", "was_late"]
    experience += ["got_apology", "wrote", "got_reply"]
    codes = [question.code for question in instrument.questions]
    assert codes[:14] == opinions + experience
    assert len(instrument.question("wishes").items) == 9
    assert [question.code for question in instrument.profile] == [
        *("sex", "age", "people", "education", "occupation", "home", "area")
    ]
    assert all(not question.required for question in instrument.questions)


def test_harassment_and_extra_payment_are_worst_at_the_top() -> None:
    instrument = load_builtin("sipas-full")
    assert [item.code for item in instrument.items if item.reversed] == [
        "harassment",
        "extra_payment",
    ]


def test_the_one_stop_form_asks_what_a_citizen_can_know_of_the_nine_indices() -> None:
    instrument = load_builtin("one-stop")
    assert [item.criterion for item in instrument.graded] == [
        *("CS1", "CS2", "CS3", "CS4", "CS6", "CS7", "CS10", "CS11")
    ]
    assert instrument.rated == ()
    assert instrument.scale.levels == ()
    ladder = instrument.question("overall").kind.ladder
    assert ladder is not None
    assert (ladder.low, ladder.high, ladder.satisfied) == (1, 3, frozenset({2, 3}))


def test_the_health_form_has_thirty_one_criteria_with_a_way_out() -> None:
    instrument = load_builtin("health-station")
    per_factor = {"access": 5, "openness": 10, "facilities": 8, "staff": 4, "result": 4}
    assert sizes(instrument) == per_factor
    assert official_codes(instrument) == [
        f"{letter}{n}"
        for letter, size in zip("ABCDE", per_factor.values(), strict=True)
        for n in range(1, size + 1)
    ]
    assert instrument.scale.label(0, "en") == "I did not use this"


def test_the_health_form_asks_for_the_expectation_met_and_for_coming_again() -> None:
    instrument = load_builtin("health-station")
    assert isinstance(instrument.question("expectation").kind, Percent)
    again = instrument.question("again").kind
    assert isinstance(again, SingleChoice)
    assert [option.code for option in again.options] == [
        *("never", "no_choice", "maybe", "surely", "other")
    ]


def test_the_school_form_has_five_factors() -> None:
    instrument = load_builtin("school")
    assert len(instrument.factors) == 5
    assert len(instrument.criteria) == 24
    assert [item.code for item in instrument.rated if item.factor is None] == ["overall"]


def test_the_online_form_asks_about_paying_only_those_who_paid() -> None:
    instrument = load_builtin("online-service")
    asked_if = {q.code: q.ask_if[0].question for q in instrument.questions if q.ask_if}
    assert asked_if == {"paying": "paid", "helper": "asked_help", "help": "asked_help"}
    assert len(instrument.criteria) == 12


def test_answers_that_somebody_looks_into_are_named_in_the_forms() -> None:
    full = load_builtin("sipas-full")
    for concern in (Concern.HARASSMENT, Concern.EXTRA_PAYMENT):
        (question,) = full.concerning(concern)
        assert question.code == concern.value
        assert question.alarming == frozenset({"2", "3"})
    asking = [code for code in builtin_codes() if load_builtin(code).concerning(Concern.PRESSURE)]
    assert asking == ["counter-short", "health-station", "one-stop", "school", "sipas-service"]
    (beside,) = load_builtin("counter-short").concerning(Concern.PRESSURE)
    assert (beside.code, beside.required) == ("stood_beside", False)
    assert beside.alarming == frozenset({"yes"})
    assert load_builtin("counter-short").question("manner").alarming == frozenset()


def test_the_short_form_stays_within_two_minutes() -> None:
    # At most 14 taps (one for each question that is ticked, and one to send) and 150 words.
    short = load_builtin("counter-short")
    ticked = [question for question in short.questions if question != short.comment]
    said = [short.title("vi"), short.lead("vi"), *(question.text("vi") for question in ticked)]
    assert len(ticked) + 1 <= 14
    assert sum(len(words.split()) for words in said) <= 150


@pytest.mark.parametrize("code", builtin_codes())
def test_no_form_asks_who_one_is(code: str) -> None:
    for question in load_builtin(code).questions:
        assert not IDENTITY.search(question.text("vi"))
        assert question.kind.part is not Part.TEXT
    assert load_builtin(code).comment is not None


@pytest.mark.parametrize("code", builtin_codes())
def test_every_form_speaks_briefly_and_politely(code: str) -> None:
    instrument = load_builtin(code)
    assert "Ông/Bà" in instrument.title("vi") + instrument.lead("vi")
    for item in instrument.items:
        assert len(item.text("vi")) <= 80
        assert len(item.code) <= LONGEST_ITEM


@pytest.mark.parametrize("code", builtin_codes())
def test_every_field_of_a_form_has_a_name_of_its_own(code: str) -> None:
    fields = [name for question in load_builtin(code).questions for name in question.fields]
    assert len(set(fields)) == len(fields)
