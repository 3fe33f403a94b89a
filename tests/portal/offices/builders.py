"""Builders of the office's tests."""

from portal.keys import Keys
from portal.offices.kinds import AuthorityType, UnitKind
from portal.offices.passwords import Hasher
from portal.offices.setup import Contact, NewOffice

HASHER = Hasher(is_fast=True)
KEYS = Keys(b"a secret that only the tests know, 32+")
GOOD_PASSWORD = "hoa sim bên suối"


def an_office(**changes: object) -> NewOffice:
    values: dict[str, object] = {
        "code": "99001",
        "name": "Xã Suối Mơ",
        "type": AuthorityType.XA,
        "province": "Tỉnh Minh Họa",
        "units": (
            ("Văn phòng HĐND và UBND", UnitKind.INTERNAL),
            ("Trung tâm Phục vụ hành chính công", UnitKind.INTERNAL),
            ("Công an xã", UnitKind.VERTICAL),
        ),
        "admin_username": "quantri",
        "admin_name": "Lê Thị Na",
        "villages": ("Thôn 1", "Buôn Kla"),
        "contact": Contact(address="Thôn 1", hotline="0200 000 000"),
    }
    return NewOffice(**{**values, **changes})  # type: ignore[arg-type]  # a test names its fields
