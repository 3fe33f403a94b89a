"""The pages that are looked at by engines and by eyes, and how to reach them."""

import os
import re
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page

from tests.journeys.demonstration import Demonstration

WIDTHS = (360, 1280)
SITE = "/c/xa-suoi-mo"
OPEN = {
    "rate": "{rating}",
    "easy": "{rating}/de",
    "rated": "{rating}/cam-on",
    "tablet": "{kiosk}",
    "petition": "{rating}/y-kien",
    "procedures": "{rating}/thu-tuc",
    "type": "/q/",
    "type-slip": "/s/",
    "track": "/tra-cuu",
    "public": f"{SITE}/",
    "cases": f"{SITE}/vu-viec/",
    "case": "{published}",
    "denunciation": f"{SITE}/to-cao",
    "complaint": f"{SITE}/khieu-nai/don",
    "methods": f"{SITE}/cach-tinh",
    "schedule": f"{SITE}/lich-cong-bo",
    "calculator": f"{SITE}/tinh-han?received=2026-11-20&days=5&unit=working",
    "privacy": f"{SITE}/rieng-tu",
    "accessibility": f"{SITE}/tiep-can",
    "sign-in": "/dang-nhap",
    "nowhere": "/khong-co",
}
CONSOLE: dict[str, tuple[str, ...]] = {
    "motcua": ("/console/", "{waiting}", "{waiting}/seal", "{waiting}/split"),
    "chanhvanphong": (
        "/console/?queue=overdue",
        "/console/?queue=all&words=khong-co-gi",
        "{waiting}",
        "/console/ket-qua",
        "/console/ket-qua/loi-nhan",
        "/console/tin-hieu",
    ),
    "chutich": (
        *("/console/niem-phong", "/console/xac-minh"),
        *("/console/ket-qua", "/console/ket-qua/don-vi/4", "/console/ket-qua/viec"),
        *("/console/ket-qua/phieu", "/console/ket-qua/phieu/1", "/console/ket-qua/muc-tieu"),
        *("/console/ket-qua/muc-tieu/moi?mau=0", "/console/ket-qua/lich-cong-bo"),
        *("/console/ket-qua/nhan-xet", "/console/ket-qua/loi-nhan/nhan"),
        *("/console/lanh-dao", "/console/khac-phuc", "/console/khac-phuc/1"),
        *("/console/khac-phuc/1/in", "/console/khac-phuc/1/sua", "/console/khac-phuc/bien-phap"),
        *("/console/khac-phuc/bien-phap/2", "/console/khac-phuc/bien-phap/3/kiem-tra-lai"),
        *("/console/khac-phuc/moi", "/console/khac-phuc/phat-hien/1/so-lieu"),
    ),
    "canbo.kinhte": ("/console/", "/console/giai-trinh"),
    "canbo.vanhoa": (
        *("/console/ket-qua", "/console/ket-qua/xuat", "/console/ky-bao-cao"),
        *("/console/khao-sat/tieng", "/console/khao-sat/tieng/1/vi/ghi-am"),
        "/console/ket-qua/so-lieu/{month}/to_handle",
        "/console/ket-qua/so-lieu/{month}/index",
        "/console/ky-bao-cao/nhap-tay/{month}",
        "/console/ky-bao-cao/don-vi/{month}",
        *("/console/phan-bao-cao", "/console/phan-bao-cao/{month}"),
        *("/console/khao-sat", "/console/khao-sat/1", "/console/khao-sat/1/xem"),
        *("/console/khao-sat/moi", "/console/khao-sat/mau-phieu"),
        *("/console/khao-sat/luot-phuc-vu", "/console/khao-sat/su-co"),
        *("/console/khao-sat/phieu", "/console/khao-sat/phieu/1"),
        *("/console/phieu-giay", "/console/phieu-giay/1", "/console/phieu-giay/1/nhap"),
        "/console/khao-sat/phieu-cu",
    ),
    "quantri": (
        "/admin/places",
        "/admin/kiosks",
        *("/admin/posters", "/admin/posters/2", "/admin/posters/notice"),
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


# Where a journey leaves what it saw: `build/` is never committed.
KEPT = Path(os.environ.get("JOURNEY_PICTURES", "build/journeys"))


def keep(page: Page, name: str) -> None:
    """Keep a picture of the whole open page for whoever wants to look."""
    KEPT.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=KEPT / f"{name}.png", full_page=True)


def address(demo: Demonstration, path: str) -> str:
    """Return the full address of a page; names in braces are looked up in the demonstration."""
    if "{rating}" in path:
        return path.replace("{rating}", demo.links["rating"])
    if path == "{kiosk}":
        return str(demo.links["kiosk"])
    if "{month}" in path:
        return demo.url + path.replace("{month}", _last_month(demo))
    if path == "{published}":
        return demo.url + _first_case(demo)
    if path.startswith("{waiting}"):
        page = path.removeprefix("{waiting}")
        return f"{demo.url}/console/vu-viec/{_waiting(demo)}{page}"
    return demo.url + path


def _first_case(demo: Demonstration) -> str:
    with urlopen(f"{demo.url}{SITE}/vu-viec/") as answer:  # noqa: S310 our own loopback address
        found = re.search(rf'href="({SITE}/vu-viec/[^"?]+)"', answer.read().decode())
    assert found, "no case is published"
    return found[1]


def _last_month(demo: Demonstration) -> str:
    """Return the key of the last month that is over."""
    with demo.database.reading() as session:
        row = session.connection().exec_driver_sql(
            "SELECT key FROM period WHERE cutoff_on < "
            '(SELECT max(received_on) FROM "case") ORDER BY to_on DESC LIMIT 1'
        )
        return str(row.scalar_one())


def _waiting(demo: Demonstration) -> str:
    with demo.database.reading() as session:
        row = session.connection().exec_driver_sql(
            "SELECT reference FROM \"case\" WHERE state = 'received' ORDER BY id LIMIT 1"
        )
        return str(row.scalar_one())
