"""What may name a person is pointed at; what does not, is left in peace."""

import pytest

from portal.cases.replies.redaction import Doubt, Doubtful, doubtful


@pytest.mark.parametrize(
    ("text", "doubt", "fragment"),
    [
        ("Gọi tôi 0912345678 nhé", Doubt.PHONE, "0912345678"),
        ("Gọi +84 912 345 678", Doubt.PHONE, "+84 912 345 678"),
        ("Máy bàn 0262.355.5012", Doubt.PHONE, "0262.355.5012"),
        ("CCCD 066200001234 của tôi", Doubt.IDENTITY_NUMBER, "066200001234"),
        ("CMND 240123456", Doubt.IDENTITY_NUMBER, "240123456"),
        ("Xe 47B1-123.45 chạy ẩu", Doubt.PLATE, "47B1-123.45"),
        ("Xe 47C 12345", Doubt.PLATE, "47C 12345"),
        ("Thư về bh.nie@example.vn", Doubt.EMAIL, "bh.nie@example.vn"),
        ("Nhà ông Nguyễn Văn Bảy lấn đường", Doubt.PERSON, "Nguyễn Văn Bảy"),
        ("anh Tuấn ở quầy 2", Doubt.PERSON, "Tuấn"),
        ("Tôi là Hồ Thị Bưởi", Doubt.PERSON, "Hồ Thị Bưởi"),
        ("Y Wăn Niê cho biết", Doubt.PERSON, "Y Wăn Niê"),
        ("H'Lan Niê cho biết", Doubt.PERSON, "H'Lan Niê"),
        ("Gặp bà H’Lan ở chợ", Doubt.PERSON, "H’Lan"),
        ("Nhà của K'Brếp gần đó", Doubt.PERSON, "K'Brếp"),
        ("Lò Thị Ón cho biết", Doubt.PERSON, "Lò Thị Ón"),
        ("Nhà Giàng A Páo", Doubt.PERSON, "Giàng A Páo"),
    ],
)
def test_a_person_shows_through(text: str, doubt: Doubt, fragment: str) -> None:
    assert Doubtful(doubt, fragment) in doubtful(text, [])


@pytest.mark.parametrize(
    "text",
    [
        "Đèn đường thôn 5 tắt từ ngày 02/11/2026, đã 14 ngày.",
        "Bà con ở chợ đề nghị dọn rác.",
        "Kính gửi Ông/Bà, xã đã thay bóng đèn.",
        "Văn bản số 214/UBND-KT ngày 12/11/2026.",
        "Kinh phí 120.000.000 đồng.",
        "",
    ],
)
def test_an_ordinary_sentence_is_left_in_peace(text: str) -> None:
    assert doubtful(text, ["Mai", "Trần Thị Lan"]) == ()


def test_an_official_is_found_without_marks_and_named_once() -> None:
    found = doubtful("Cô Trần Thị Lan và cô TRAN THI LAN", ["Trần Thị Lan"])
    assert [item.doubt for item in found].count(Doubt.OFFICIAL) == 1
    assert Doubtful(Doubt.PERSON, "Trần Thị Lan") not in found


def test_each_place_is_listed_once() -> None:
    assert len(doubtful("0912345678, 0912345678", [])) == 1
