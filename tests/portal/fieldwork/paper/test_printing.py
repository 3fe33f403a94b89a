"""What is printed: every field once, numbered as it is typed, with its skip rules in words."""

import pytest

from portal.documents.questionnaire import Paper, sheets_pdf
from portal.fieldwork.paper.fields import fields_of
from portal.fieldwork.paper.printing import WORDS, blocks_of
from portal.fieldwork.paper.skips import Skip, Unless, skips_of
from portal.words.translate import say
from surveys.building import build
from surveys.loading import builtin_codes, load_builtin
from tests.surveys.questionnaire import sound, words


@pytest.mark.parametrize("code", sorted(builtin_codes()))
def test_every_field_that_is_typed_is_printed_once_with_its_digits(code: str) -> None:
    instrument = load_builtin(code)
    for tongue in instrument.languages:
        blocks = list(blocks_of(instrument, tongue))
        printed = [
            (row.number, row.words, [box.digit for box in block.boxes])
            for block in blocks
            for row in block.rows
        ]
        assert printed == [
            (field.number, field.words, [mark.digit for mark in field.marks])
            for field in fields_of(instrument, tongue)
        ]


def test_rules_say_where_to_go_on() -> None:
    data = sound()
    online = [{"question": "purpose", "is": ["ask"]}]
    many = [{"question": "minutes", "at_least": 30}, *online]
    data["questions"] += [
        {"code": "minutes", "kind": "number", "max": 90, "text": words("Phút?"), "ask_if": online},
        {"code": "who", "kind": "short-text", "limit": 9, "text": words("Ai?"), "ask_if": online},
        {"code": "why", "kind": "short-text", "limit": 9, "text": words("Sao?"), "ask_if": many},
    ]
    instrument = build(data)
    assert skips_of(instrument) == {
        5: Skip(5, (Unless(3, ("2",)),), 7),
        7: Skip(7, (Unless(5, (), 30, 90), Unless(3, ("2",))), None),
    }
    told = {
        tongue: [b.note for b in blocks_of(instrument, tongue) if b.note] for tongue in ["vi", "en"]
    }
    assert told["vi"] == [
        "Nếu câu 3 không chọn ô 2 thì sang câu 7.",
        (
            "Nếu số ở câu 5 không nằm từ 30 đến 90, hoặc câu 3 không chọn ô 2 "
            "thì phiếu kết thúc ở đây."
        ),
    ]
    assert told["en"][0] == "If you did not cross 2 at question 3, go to question 7."


def test_a_batch_is_printed_the_same_again_and_nothing_in_it_is_evaluated() -> None:
    instrument = load_builtin("online-service")
    paper = Paper(
        language="vi",
        commune="Xã #panic() $x$ \\ Suối Mơ",
        title='#read("/etc/passwd")',
        place="*Quầy* 1",
        batch=3,
        numbers=[41, 42],
        words={name: say("vi", text) for name, text in WORDS.items()},
        blocks=list(blocks_of(instrument, "vi")),
    )
    pdf = sheets_pdf(paper)
    assert pdf.startswith(b"%PDF")
    assert pdf == sheets_pdf(paper)
