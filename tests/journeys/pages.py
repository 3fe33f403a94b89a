"""The pages that are looked at by engines and by eyes, and how to reach them."""

import re
from urllib.request import urlopen

from tests.journeys.demonstration import Demonstration

WIDTHS = (360, 1280)
SITE = "/c/xa-suoi-mo"
OPEN = {
    "rate": "{rating}",
    "rated": "{rating}/cam-on",
    "petition": "{rating}/y-kien",
    "procedures": "{rating}/thu-tuc",
    "type": "/q/",
    "track": "/tra-cuu",
    "public": f"{SITE}/",
    "cases": f"{SITE}/vu-viec/",
    "case": "{published}",
    "methods": f"{SITE}/cach-tinh",
    "calculator": f"{SITE}/tinh-han?received=2026-11-20&days=5&unit=working",
    "privacy": f"{SITE}/rieng-tu",
    "accessibility": f"{SITE}/tiep-can",
    "sign-in": "/dang-nhap",
    "nowhere": "/khong-co",
}
CONSOLE: dict[str, tuple[str, ...]] = {
    "motcua": ("/console/", "{waiting}"),
    "chanhvanphong": (
        "/console/?queue=overdue",
        "/console/?queue=all&words=khong-co-gi",
        "{waiting}",
        "/console/ket-qua",
        "/console/ket-qua/loi-nhan",
        "/console/tin-hieu",
    ),
    "chutich": ("/console/xac-minh",),
    "canbo.kinhte": ("/console/",),
    "canbo.vanhoa": (
        *("/console/ket-qua", "/console/ket-qua/xuat", "/console/ky-bao-cao"),
        *("/console/khao-sat", "/console/khao-sat/1", "/console/khao-sat/1/xem"),
        *("/console/khao-sat/moi", "/console/khao-sat/mau-phieu"),
        *("/console/khao-sat/luot-phuc-vu", "/console/khao-sat/su-co"),
    ),
    "quantri": (
        "/admin/places",
        "/admin/staff",
        "/admin/staff/new",
        "/admin/units",
        "/admin/villages",
        "/admin/procedures",
        "/admin/calendar",
        "/admin/terms",
        "/admin/commune",
    ),
}


def address(demo: Demonstration, path: str) -> str:
    """Return the full address of a page; names in braces are looked up in the demonstration."""
    if "{rating}" in path:
        return path.replace("{rating}", demo.links["rating"])
    if path == "{published}":
        return demo.url + _first_case(demo)
    if path == "{waiting}":
        return f"{demo.url}/console/vu-viec/{_waiting(demo)}"
    return demo.url + path


def _first_case(demo: Demonstration) -> str:
    with urlopen(f"{demo.url}{SITE}/vu-viec/") as answer:  # noqa: S310 our own loopback address
        found = re.search(rf'href="({SITE}/vu-viec/[^"?]+)"', answer.read().decode())
    assert found, "no case is published"
    return found[1]


def _waiting(demo: Demonstration) -> str:
    with demo.database.reading() as session:
        row = session.connection().exec_driver_sql(
            "SELECT reference FROM \"case\" WHERE state = 'received' ORDER BY id LIMIT 1"
        )
        return str(row.scalar_one())
