"""Marks of an official paper that python-docx has no words for: rules, page number, links."""

from collections.abc import Sequence

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph


def border(paragraph: Paragraph, sides: Sequence[str]) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", "sz": "6", "space": "1", "color": "000000"}.items():
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = code or None
        run._r.append(element)


def link(paragraph: Paragraph, url: str) -> None:
    """Let the words of a paragraph lead to an address; they stay black, underlined with dots."""
    element = OxmlElement("w:hyperlink")
    number = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element.set(qn("r:id"), number)
    for run in paragraph.runs:
        dots = OxmlElement("w:u")
        dots.set(qn("w:val"), "dotted")
        run._r.get_or_add_rPr().append(dots)
        element.append(run._r)
    paragraph._p.append(element)
