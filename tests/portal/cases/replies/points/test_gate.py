"""The gate: every point answered in every part, and no phrase that alone says nothing."""

from dataclasses import replace

import pytest

from portal.cases.replies.points.gate import answered, passed, says_nothing
from portal.cases.replies.points.point import MOST_POINTS, NAMES, Point
from portal.errors import InvalidInputError
from tests.portal.cases.handling.builders import saying

GOOD = saying()[0]
UNITS = ("Phòng Kinh tế", "Công an xã", "Ban quản lý chợ Ea Knuếc")

EMPTY_WORDS = (
    "Ghi nhận.",
    "ghi nhận",
    "GHI NHAN",
    "Xin ghi nhận ý kiến của Ông/Bà.",
    "Đã chuyển.",
    "Đã chuyển bộ phận chuyên môn.",
    "Đã chuyển Phòng Kinh tế xử lý theo quy định.",
    "Đã chuyển đến Ban quản lý chợ Ea Knuếc.",
    "Kính chuyển cơ quan có thẩm quyền xem xét, giải quyết.",
    "Tiếp thu ý kiến, sẽ xem xét.",
    "UBND xã đã tiếp nhận thông tin và đang xử lý.",
    "Xã sẽ xem xét trong thời gian tới.",
    "Theo quy định của pháp luật hiện hành.",
    "Cảm ơn ý kiến của công dân, đơn vị xin rút kinh nghiệm.",
    "Da ghi nhan va chuyen Cong an xa.",
    "Sớm nhất.",
    "Noted.",
)
REAL_WORDS = (
    "Đã thay ba bóng đèn.",
    "Ghi nhận phản ánh đúng: ba bóng đèn cháy từ ngày 10/11.",
    "Đã ghi nhận và thay bóng đèn.",
    "Đã chuyển cột đèn sang bên kia đường.",
    "Không có vi phạm.",
    "Ngày 23/11/2026.",
    "Điều 5 Quyết định 12/2025/QĐ-UBND.",
    "Đã chuyển Điện lực Buôn Hồ; họ hẹn thay dây trước 30/11.",
    "Đang chờ vật tư về ngày 30/11, đã căng dây cảnh báo.",
    "Không phải làm gì thêm.",
    "Mở cửa đến 17 giờ.",
)


@pytest.mark.parametrize("words", EMPTY_WORDS)
def test_a_phrase_alone_is_no_answer(words: str) -> None:
    assert says_nothing(words, UNITS)


@pytest.mark.parametrize("words", REAL_WORDS)
def test_words_that_say_something_pass(words: str) -> None:
    assert not says_nothing(words, UNITS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("words", ["", " \n\u200b"])
def test_no_part_of_a_point_is_empty(name: str, words: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        passed([GOOD, replace(GOOD, **{name: words})])
    assert caught.value.fields == {f"points-1-{name}": "required"}


@pytest.mark.parametrize("name", ["found", "done", "when", "ground", "next_step"])
def test_each_part_is_held_against_the_phrases(name: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        passed([replace(GOOD, **{name: "Đã chuyển Phòng Kinh tế."})], UNITS)
    assert caught.value.fields == {f"points-0-{name}": "says_nothing"}


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(InvalidInputError) as caught:
        passed([replace(GOOD, found="", done="Ghi nhận."), replace(GOOD, ground="đ" * 301)])
    assert caught.value.fields == {
        "points-0-found": "required",
        "points-0-done": "says_nothing",
        "points-1-ground": "too_long",
    }


def test_a_blank_point_is_left_out_and_numbers_stay_those_of_the_page() -> None:
    assert passed([Point(by_whom="Phòng Kinh tế"), GOOD]) == (GOOD,)
    with pytest.raises(InvalidInputError) as caught:
        passed([Point(by_whom="Phòng Kinh tế"), replace(GOOD, done="")])
    assert list(caught.value.fields) == ["points-1-done"]


def test_without_any_point_nothing_is_answered() -> None:
    for points in ([], [Point(by_whom="Phòng Kinh tế")]):
        with pytest.raises(InvalidInputError) as caught:
            passed(points)
        assert caught.value.fields == {"points-0-raised": "required"}


def test_there_is_an_end_of_points() -> None:
    assert len(passed([GOOD] * MOST_POINTS)) == MOST_POINTS
    with pytest.raises(InvalidInputError) as caught:
        passed([GOOD] * (MOST_POINTS + 1))
    assert caught.value.fields == {"points": "too_many"}


def test_parts_are_tidied() -> None:
    (point,) = passed([replace(GOOD, done="  Đã thay.\r\n")])
    assert point.done == "Đã thay."


def test_an_answer_in_one_piece_passes_the_same_words() -> None:
    assert answered("Quầy mở cửa đến 17 giờ.") == "Quầy mở cửa đến 17 giờ."
    with pytest.raises(InvalidInputError) as caught:
        answered("Đã ghi nhận ý kiến.")
    assert caught.value.fields == {"reply": "says_nothing"}
