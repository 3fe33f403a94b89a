"""What is wrong with a questionnaire file is said in the reader's language, all of it."""

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.fieldwork.errors import FileFault, QuestionnaireRefusedError
from portal.web.console.fault_words import WORDS, fault_line, refusal_lines
from surveys.faults import Fault, FaultCode
from surveys.sentences import sentence

PLACE = ("questions", "polite", "options", "a", "text")


def said(app: Flask, fault: Fault, language: str) -> str:
    with app.test_request_context(), force_locale(language):
        return fault_line(fault)


def test_every_fault_has_words_in_both_languages(app: Flask) -> None:
    assert WORDS.keys() == set(FaultCode)
    for code in FaultCode:
        fault = Fault(code, PLACE, "{odd} 5%")
        vietnamese, english = said(app, fault, "vi"), said(app, fault, "en")
        assert vietnamese.startswith("câu hỏi “polite”, lựa chọn “a”, text: ")
        # Only the quotation marks differ from what a designer reads at a command line.
        assert english.replace("“", '"').replace("”", '"') == sentence(fault)
        assert vietnamese != english
        assert ("{odd} 5%" in vietnamese) is ("{odd} 5%" in english)


def test_a_fault_of_the_whole_and_a_wanted_type_are_translated(app: Flask) -> None:
    assert said(app, Fault(FaultCode.NO_LANGUAGE), "vi").startswith("mẫu phiếu: ")
    fault = Fault(FaultCode.WRONG_TYPE, ("version",), "int")
    assert said(app, fault, "vi") == "version: chỗ này phải là một số nguyên."
    assert said(app, Fault(FaultCode.SCALE_LEVELS), "vi").endswith("trong tệp là: không có.")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (QuestionnaireRefusedError(FileFault.TOO_LARGE, kb=256), "Tệp lớn hơn 256 KB."),
        (QuestionnaireRefusedError(FileFault.NOT_UTF8), "Tệp không phải chữ UTF-8"),
        (QuestionnaireRefusedError(FileFault.NOT_TOML, line=12), "không đọc được dòng 12."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    app: Flask, error: QuestionnaireRefusedError, words: str
) -> None:
    with app.test_request_context(), force_locale("vi"):
        (line,) = refusal_lines(error)
    assert words in line
