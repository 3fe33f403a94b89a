"""The draft paper says the answer point by point, and nobody's name."""

import io
from dataclasses import replace

import pytest
from docx import Document

from portal.cases.replies.issuing.paper import Letter, write_letter
from tests.portal.cases.handling.builders import NOW, REPLY, saying

LETTER = Letter(
    reference="XSM-261119-001",
    commune="Xã Suối Mơ",
    unit="Phòng Kinh tế",
    points=(*saying(), *saying("Đã thay cả cột.")),
    reply="",
    late_reason="Chờ vật tư từ tỉnh.",
    made_at=NOW,
)


def lines(letter: Letter) -> list[str]:
    file = io.BytesIO()
    write_letter(letter, file)
    document = Document(file)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_each_point_and_the_delay_stand_on_the_paper() -> None:
    said = lines(LETTER)
    assert "1. Đèn đường hỏng hai tuần" in said
    assert f"Đã làm: {REPLY}" in said
    assert "Đã làm: Đã thay cả cột." in said
    assert "Trả lời chậm vì: Chờ vật tư từ tỉnh." in said


@pytest.mark.parametrize(
    "words",
    ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "/TB-UBND", "XÃ SUỐI MƠ", "Lưu: VT, Phòng Kinh tế."],
)
def test_it_has_the_form_of_an_official_paper(words: str) -> None:
    assert any(words in line for line in lines(LETTER))


def test_an_answer_in_one_piece_is_set_line_by_line() -> None:
    said = lines(replace(LETTER, points=(), reply="Dòng một.\n\nDòng hai.", late_reason=""))
    assert {"Dòng một.", "Dòng hai."} <= set(said)
    assert not any("chậm" in line for line in said)
