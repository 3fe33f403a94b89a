"""A new commune starts from the units that its type usually has."""

import pytest

from portal.offices.kinds import AuthorityType, UnitKind
from portal.offices.usual_units import usual_units


def names(commune_type: AuthorityType) -> set[str]:
    return {unit.name for unit in usual_units(commune_type)}


@pytest.mark.parametrize("commune_type", AuthorityType)
def test_every_type_has_the_offices_all_communes_share(commune_type: AuthorityType) -> None:
    assert names(commune_type) >= {
        "Văn phòng HĐND và UBND",
        "Phòng Văn hóa – Xã hội",
        "Trung tâm Phục vụ hành chính công",
        "Trung tâm Dịch vụ tổng hợp",
        "Trạm Y tế",
    }


@pytest.mark.parametrize(
    ("commune_type", "economy", "police"),
    [
        (AuthorityType.XA, "Phòng Kinh tế", "Công an xã"),
        (AuthorityType.PHUONG, "Phòng Kinh tế, Hạ tầng và Đô thị", "Công an phường"),
        (AuthorityType.DAC_KHU, "Phòng Kinh tế", "Công an đặc khu"),
    ],
)
def test_a_ward_has_other_offices_than_a_rural_commune(
    commune_type: AuthorityType, economy: str, police: str
) -> None:
    by_key = {unit.key: unit for unit in usual_units(commune_type)}
    assert by_key["economy"].name == economy
    assert by_key["police"].name == police


@pytest.mark.parametrize("commune_type", AuthorityType)
def test_only_units_under_the_commune_are_internal(commune_type: AuthorityType) -> None:
    kinds = {unit.key: unit.kind for unit in usual_units(commune_type)}
    assert kinds["police"] == kinds["military"] == kinds["tax"] == UnitKind.VERTICAL
    assert kinds["land_registry"] == UnitKind.EXTERNAL
    assert kinds["health_station"] == kinds["service_centre"] == UnitKind.INTERNAL


@pytest.mark.parametrize("commune_type", AuthorityType)
def test_keys_and_names_are_unique_and_sourced(commune_type: AuthorityType) -> None:
    units = usual_units(commune_type)
    assert len({unit.key for unit in units}) == len(names(commune_type)) == len(units)
    assert all(unit.source for unit in units)
