"""Everyone finds their commune, however they type it."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import NotFoundError
from portal.offices.communes import Commune, commune, communes, find
from portal.offices.kinds import AuthorityType
from portal.search import fold

PREFIX = {
    AuthorityType.XA: "Xã ",
    AuthorityType.PHUONG: "Phường ",
    AuthorityType.DAC_KHU: "Đặc khu ",
}


def names(query: str, limit: int = 20) -> list[str]:
    return [one.name for one in find(query, limit)]


def test_the_register_is_complete() -> None:
    assert len(communes()) == len({one.code for one in communes()}) == 3321
    assert len({one.province_code for one in communes()}) == 34
    assert len({one.province for one in communes()}) == 34
    assert Counter(one.type for one in communes()) == {
        AuthorityType.XA: 2621,
        AuthorityType.PHUONG: 687,
        AuthorityType.DAC_KHU: 13,
    }


def test_every_row_is_clean() -> None:
    for one in communes():
        assert one.code.isdigit()
        assert len(one.code) == 5
        assert one.name.startswith(PREFIX[one.type])
        assert one.name == unicodedata.normalize("NFC", " ".join(one.name.split()))
        assert "’" not in one.name


def test_a_name_is_unique_within_its_province() -> None:
    counts = Counter((one.province_code, one.name) for one in communes())
    assert set(counts.values()) == {1}


def test_the_type_follows_the_name_where_the_source_contradicts_itself() -> None:
    types = {code: commune(code).type for code in ("10543", "11848", "31213", "31299")}
    assert types == {
        "10543": AuthorityType.PHUONG,
        "11848": AuthorityType.XA,
        "31213": AuthorityType.PHUONG,
        "31299": AuthorityType.XA,
    }


def test_a_code_finds_one_commune() -> None:
    assert names("24184") == ["Xã Ea H'Leo"]
    assert commune("24184").province == "Tỉnh Đắk Lắk"


@pytest.mark.parametrize("code", ["", "99999", "4", "Ba Đình"])
def test_an_unknown_code_is_not_found(code: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        commune(code)
    assert caught.value.data == {"commune": code}


@pytest.mark.parametrize(
    "query",
    ["Ea H'Leo", "ea h’leo", "EA HLEO", "xã Ea H'Leo", "xa ea hleo", "x. ea hleo", " Ea  H`leo "],
)
def test_an_apostrophe_a_type_and_capitals_do_not_matter(query: str) -> None:
    assert names(query)[0] == "Xã Ea H'Leo"


@pytest.mark.parametrize(
    "query", ["Hòa Bình", "Hoà Bình", "hoa binh", unicodedata.normalize("NFD", "Hoà Bình")]
)
def test_old_and_new_place_of_the_tone_mark_are_equal(query: str) -> None:
    assert names(query, 5).count("Phường Hòa Bình") == 3


def test_shared_names_come_with_their_provinces() -> None:
    found = [one for one in find("tân tiến") if one.name == "Xã Tân Tiến"]
    assert len(found) == 7
    assert len({one.province for one in found}) == 7


@pytest.mark.parametrize(
    "query",
    ["Tân Tiến Lạng Sơn", "tan tien, lang son", "xã Tân Tiến (tỉnh Lạng Sơn)", "tan tien lang so"],
)
def test_the_province_after_the_name_narrows_the_search(query: str) -> None:
    assert [(one.name, one.province) for one in find(query)] == [("Xã Tân Tiến", "Tỉnh Lạng Sơn")]


def test_a_short_form_of_the_province_is_understood() -> None:
    assert names("Bến Thành, TP HCM")[0] == "Phường Bến Thành"
    assert names("ben thanh hcm")[0] == "Phường Bến Thành"


def test_typed_marks_put_the_same_spelling_first() -> None:
    assert names("Ba Đình", 3)[2] == "Xã Ba Dinh"
    assert names("Ba Dinh", 3)[0] == "Xã Ba Dinh"


def test_a_typed_type_puts_that_type_first() -> None:
    assert names("xã hòa bình", 1) == ["Xã Hòa Bình"]
    assert names("p.hòa bình", 1) == ["Phường Hòa Bình"]
    assert all(name.startswith("Phường Tân") for name in names("phường tân"))


def test_a_name_that_sounds_like_a_type_is_found() -> None:
    assert names("xa dung")[0] == "Xã Xa Dung"


def test_the_beginning_of_a_name_is_enough() -> None:
    assert {"Đặc khu Phú Quý", "Đặc khu Phú Quốc"} <= set(names("phú qu"))


@pytest.mark.parametrize("query", ["", "   ", "%' OR 1=1 --", "zzz", "'", "Tân Tiến tp Huế"])
def test_what_fits_nothing_finds_nothing(query: str) -> None:
    assert find(query) == []


def test_no_more_than_the_limit_is_returned() -> None:
    assert len(find("xã", 7)) == 7


@given(st.text(max_size=30))
def test_any_typing_is_answered(query: str) -> None:
    assert len(find(query, 5)) <= 5


@given(st.sampled_from(communes()))
def test_every_commune_is_found_by_its_own_name_and_province(one: Commune) -> None:
    assert find(f"{one.name}, {one.province}", 1) == [one]
    assert one in find(fold(one.name), 30)
