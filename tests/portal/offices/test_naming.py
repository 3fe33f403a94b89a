"""Slugs and reference prefixes stay short, plain and unique."""

import pytest

from portal.offices.naming import by_given_name, prefix_of, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Xã Suối Mơ", "xa-suoi-mo"),
        ("Phường Đông Hải", "phuong-dong-hai"),
        ("Xã Ea H’Leo", "xa-ea-hleo"),
        ("Xã Krông Á", "xa-krong-a"),
    ],
)
def test_a_slug_is_the_name_without_marks(name: str, slug: str) -> None:
    assert slug_of(name, "Tỉnh Đắk Lắk", set()) == slug


def test_a_shared_name_gets_its_province_and_then_a_number() -> None:
    taken = {"xa-tan-tien"}
    taken.add(slug_of("Xã Tân Tiến", "Tỉnh Đắk Lắk", taken))
    taken.add(slug_of("Xã Tân Tiến", "Thành phố Hải Phòng", taken))
    taken.add(slug_of("Xã Tân Tiến", "Tỉnh Đắk Lắk", taken))
    assert taken == {
        "xa-tan-tien",
        "xa-tan-tien-dak-lak",
        "xa-tan-tien-hai-phong",
        "xa-tan-tien-dak-lak-2",
    }


def test_a_long_slug_still_fits_its_column() -> None:
    name = "Xã " + "Rất Dài " * 20
    taken = {slug_of(name, "Tỉnh Minh Họa", set())}
    second = slug_of(name, "Tỉnh Minh Họa", taken)
    assert second not in taken
    assert len(second) <= 60


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("Xã Suối Mơ", "SM"), ("Phường Đông Hải", "DH"), ("Xã Ea H’Leo", "EH"), ("Phường Vinh", "VI")],
)
def test_a_prefix_is_made_of_initials(name: str, prefix: str) -> None:
    assert prefix_of(name, set()) == prefix


def test_prefixes_never_run_out_and_keep_their_shape() -> None:
    taken: set[str] = set()
    for _ in range(2000):
        taken.add(prefix_of("Xã Suối Mơ", taken))
    assert len(taken) == 2000
    assert all(2 <= len(prefix) <= 6 and prefix.isascii() and prefix.isupper() for prefix in taken)


def test_a_name_without_letters_still_gets_a_prefix() -> None:
    assert prefix_of("Phường 4", set()) == "XA"


def test_people_are_sorted_by_their_given_name() -> None:
    people = ["Đặng Thị Ngọc", "Vũ Anh Tuấn", "H'Lan Niê", "Trần Đức", "Bùi Thị Mai"]
    assert [name.split()[-1] for name in sorted(people, key=by_given_name)] == [
        "Đức",
        "Mai",
        "Ngọc",
        "Niê",
        "Tuấn",
    ]
