"""Take the pictures in docs/screenshots: eight pages, phone and desk. `make screenshots`."""

import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.journeys.demonstration import Demonstration, demonstration
from tests.journeys.pages import OPEN, WIDTHS, address
from tests.journeys.servers import chromium

PICTURES = Path(__file__).resolve().parent.parent.parent / "docs" / "screenshots"
# Name of the picture, the page, and who is signed in.
SHOWN: tuple[tuple[str, str, str | None], ...] = (
    ("rate", OPEN["rate"], None),
    ("petition", OPEN["petition"], None),
    ("track", OPEN["track"], None),
    ("public", OPEN["public"], None),
    ("case", OPEN["case"], None),
    ("queue", "/console/", "motcua"),
    ("desk", "{waiting}", "motcua"),
    ("results", "/console/ket-qua", "chanhvanphong"),
)
HEIGHT = 900
SMALLER = 2


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as directory,
        demonstration(Path(directory)) as demo,
        chromium() as browser,
    ):
        for name, path, username in SHOWN:
            for width in WIDTHS:
                take(browser, demo, path, username, PICTURES / f"{name}-{width}.png")
    overview(PICTURES / "overview.png")


def take(
    browser: Browser, demo: Demonstration, path: str, username: str | None, target: Path
) -> None:
    width = int(target.stem.rpartition("-")[2])
    page = browser.new_page(viewport={"width": width, "height": HEIGHT}, locale="vi-VN")
    if username is not None:
        demo.sign_in(page, username)
    page.goto(address(demo, path))
    page.screenshot(path=target)
    page.close()
    # Sixteen pictures in a repository: a palette keeps each under a hundred kilobytes.
    Image.open(target).convert("RGB").quantize(255).save(target, optimize=True)


def overview(target: Path) -> None:
    """Put the phone, the public page and the console side by side for the README."""
    names = ("rate-360", "public-1280", "queue-1280")
    pictures = [Image.open(PICTURES / f"{name}.png").convert("RGB") for name in names]
    gap = 40
    size = (sum(p.width + gap for p in pictures) + gap, HEIGHT + 2 * gap)
    sheet = Image.new("RGB", size, (236, 230, 216))
    left = gap
    for picture in pictures:
        sheet.paste(picture, (left, gap))
        left += picture.width + gap
    small = sheet.resize((size[0] // SMALLER, size[1] // SMALLER), Image.Resampling.LANCZOS)
    small.quantize(255).save(target, optimize=True)


if __name__ == "__main__":
    main()
