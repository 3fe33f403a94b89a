"""How much there is to read on a page, and to tap: counted as somebody reads who reads slowly."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

# What a browser folds away, or hides from everybody who looks.
UNREAD = {"script", "style", "svg", "template"}


def words_to_read(html: str) -> list[str]:
    """Return the words of a page's main part, each set of answers once.

    Answers repeat under every question and are read there by their place and face. Folded notes,
    and what stands outside of the main part, need not be read to answer.
    """
    seen: set[tuple[str, ...]] = set()
    return list(_words(_main(html), seen))


def taps(html: str) -> int:
    """Return how often one has to tap to answer every question that is not typed, and to send."""
    groups = {
        control.get("name")
        for control in _main(html).iter("input")
        if control.get("type") == "radio"
    }
    return len(groups) + 1


def sentences(html: str) -> list[str]:
    """Return the sentences of the main part, however long."""
    text = " ".join(_plain(_main(html)))
    for end in "?!…:":
        text = text.replace(end, ".")
    return [one.strip() for one in text.split(".") if one.strip()]


def _main(html: str) -> Element:
    page = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    main = page.find(".//main")
    assert main is not None
    return main


def _words(element: Element, seen: set[tuple[str, ...]]) -> Iterator[str]:
    if _is_unread(element):
        return
    if "levels" in (element.get("class") or "").split():
        answers = tuple(word for text in _plain(element) for word in text.split())
        if answers in seen:
            return
        seen.add(answers)
    yield from (element.text or "").split()
    for child in element:
        yield from _words(child, seen)
        yield from (child.tail or "").split()


def _plain(element: Element) -> Iterator[str]:
    if not _is_unread(element):
        yield element.text or ""
        for child in element:
            yield from _plain(child)
            yield child.tail or ""


def _is_unread(element: Element) -> bool:
    is_folded = element.tag == "details" and "open" not in element.attrib
    return element.tag in UNREAD or is_folded or "vh" in (element.get("class") or "").split()
