"""Two engines that look for barriers by different rules: axe, and HTML_CodeSniffer.

`HTMLCS.js` is build/HTMLCS.js of the npm package `@pa11y/html_codesniffer` 2.6.0 (BSD-3-Clause,
HTMLCS-licence.txt), unchanged: `npm pack @pa11y/html_codesniffer@2.6.0`.
"""

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": ["color-contrast"]}
SNIFFER = (Path(__file__).parent / "HTMLCS.js").read_text(encoding="utf-8")
# Type 1 is an error; warnings and notices ask a person to look.
SNIFF = """() => new Promise((done) => HTMLCS.process("WCAG2AA", document, () => done(
  HTMLCS.getMessages().filter((found) => found.type === 1).map(
    (found) => `${found.code}: ${(found.element.outerHTML || "").slice(0, 160)}`))))"""


def barriers(page: Page) -> list[str]:
    """Return what either engine finds on the page as it stands."""
    page.evaluate(f"{SNIFFER}; 0")
    return [*by_axe(page, RULES), *page.evaluate(SNIFF)]


def too_faint(page: Page) -> list[str]:
    """Return the texts whose contrast is below AA in the colours shown."""
    return by_axe(page, CONTRAST)


def by_axe(page: Page, rules: dict[str, list[str]]) -> list[str]:
    results: dict[str, Any] = Axe().run(page, options=rules).response
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in results["violations"]]
