"""Which stories are asked about, and which are left in peace."""

import pytest

from portal.cases.intake.lanes import Lane, suspected


@pytest.mark.parametrize(
    ("story", "lanes"),
    [
        ("Đèn đường hỏng đã hai tuần.", ()),
        ("Tôi muốn KHIẾU NẠI quyết định thu hồi đất của xã.", (Lane.COMPLAINT,)),
        ("toi lam don khieu nai ve viec den bu", (Lane.COMPLAINT,)),
        ("Tôi tố cáo cán bộ địa chính nhận hối lộ.", (Lane.DENUNCIATION,)),
        ("Cán bộ vòi tiền khi làm hồ sơ", (Lane.DENUNCIATION,)),
        ("Khiếu nại quyết định xử phạt và tố cáo người ký", (Lane.COMPLAINT, Lane.DENUNCIATION)),
        ("", ()),
    ],
)
def test_a_story_is_asked_about_by_its_words(story: str, lanes: tuple[Lane, ...]) -> None:
    assert suspected(story) == lanes


@pytest.mark.parametrize(
    "story",
    [
        "Cột điện tổ cao quá, dây sà xuống đường",  # "to cao" only across a word that is there
        "Xin hỏi về phong bì hồ sơ",
        "Bắt đầu tố-cáo",
    ],
)
def test_at_most_two_questions_are_asked(story: str) -> None:
    assert len(suspected(story)) <= 2


def test_marks_between_the_words_do_not_hide_them() -> None:
    assert suspected("tố – cáo") == suspected("TỐ\nCÁO") == (Lane.DENUNCIATION,)


def test_a_word_inside_another_word_is_no_signal() -> None:
    assert suspected("baocheo mai") == ()
