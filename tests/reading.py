"""How much there is to read on a page, and to tap: counted as somebody reads who reads slowly."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

UNREAD = {"script", "style", "svg"}
BLOCKS = {"p", "h1", "h2", "h3", "li", "a", "legend", "label", "summary", "button", "span"}
# Said again under every question and read there by its place: the answers, and "optional".
AGAIN = {"levels", "quiet", "optional"}


def syllables_to_read(html: str) -> list[str]:
    """Return what stands between blanks in the main part of a page, answers once.

    In Vietnamese that is a syllable, and most words have two. What is folded need not be read.
    """
    seen: set[str] = set()
    return [word for text in _texts(_main(html), seen) for word in text.split()]


def taps(html: str) -> int:
    """Return how often one taps to answer every question that is not typed, and to send."""
    inputs = _main(html).iter("input")
    return len({one.get("name") for one in inputs if one.get("type") == "radio"}) + 1


def sentences(html: str) -> list[str]:
    """Return the sentences of the main part, as its blocks and their full stops part them."""
    found = [part for text in _blocks(_main(html)) for part in text.replace("?", ".").split(". ")]
    return [" ".join(one.split()) for one in found if one.strip()]


def _main(html: str) -> Element:
    page = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    main = page.find(".//main")
    assert main is not None
    return main


def _texts(element: Element, seen: set[str]) -> Iterator[str]:
    if _is_unread(element):
        return
    classes = set((element.get("class") or "").split())
    if classes & AGAIN:
        whole = " ".join("".join(element.itertext()).split())
        if whole in seen:
            return
        seen.add(whole)
    is_folded = element.tag == "details" and "open" not in element.attrib
    yield element.text or ""
    for child in element:
        if not is_folded or child.tag == "summary":
            yield from _texts(child, seen)
        yield child.tail or ""


def _blocks(element: Element) -> Iterator[str]:
    for one in element.iter():
        if one.tag in BLOCKS:
            yield (one.text or "") + "".join(child.tail or "" for child in one)


def _is_unread(element: Element) -> bool:
    return element.tag in UNREAD or "vh" in (element.get("class") or "").split()
