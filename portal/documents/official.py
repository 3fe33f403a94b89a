"""An official paper as a Word file, in the form of Decree 30/2020/NĐ-CP, Annex I.

A4 upright, margins 20 mm above and below, 30 left, 20 right; Times New Roman in black; page
numbers in the upper margin from the second page on. The form alone: what it says comes from
outside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from portal.documents.official_marks import border, link, page_number

FONT = "Times New Roman"
BLACK = RGBColor(0, 0, 0)
WIDTH_MM = 210 - 30 - 20
SIDES_MM = (62, 98)
BODY_POINTS, TABLE_POINTS, NOTE_POINTS = 14, 11, 12
THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
CENTRE, LEFT, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
)


@dataclass(frozen=True)
class Head:
    """What stands above the title: two lines of the office, its number; state, motto, day."""

    office: tuple[str, str]
    number: str
    draft: str
    state: str
    motto: str
    place_and_day: str


@dataclass(frozen=True)
class Grid:
    """A table of texts; the first `words` columns are text, the others figures; widths in mm.

    `links` are addresses by row and column of the cell that leads there.
    """

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    words: int = 1


class OfficialPaper:
    """A paper that grows downwards, part by part."""

    def __init__(self, title: str, office: str, lang: str, made_at: datetime) -> None:
        self._document = Document()
        self._set_properties(title, office, lang, made_at)
        self._set_page()
        self._set_styles(lang)

    def head(self, head: Head) -> None:
        table = self._plain_table(SIDES_MM)
        left, right = table.rows[0].cells
        _line(left, head.office[0], bold=True)
        _rule(_line(left, head.office[1], bold=True), inset_mm=21)
        _line(left, head.number)
        _boxed(_line(left, head.draft, bold=True), inset_mm=16)
        _line(right, head.state, bold=True, points=12)
        _rule(_line(right, head.motto, bold=True, points=13), inset_mm=23)
        _line(right, head.place_and_day, italic=True, before=6)

    def title(self, kind: str, about: Sequence[str]) -> None:
        paragraph = self._document.add_paragraph(style="Title")
        paragraph.add_run(kind)
        lines = [self._document.add_paragraph(style="Subtitle") for _line in about]
        for line, words in zip(lines, about, strict=True):
            line.add_run(words)
        _rule(lines[-1], inset_mm=60)

    def heading(self, words: str, level: int = 1) -> None:
        self._document.add_heading(words, level)

    def text(self, words: str, *, italic: bool = False) -> None:
        self._document.add_paragraph(style="Body Text").add_run(words).italic = italic

    def note(self, words: str) -> None:
        paragraph = self._document.add_paragraph(style="Body Text")
        paragraph.alignment, paragraph.paragraph_format.first_line_indent = LEFT, Mm(0)
        run = paragraph.add_run(words)
        run.italic, run.font.size = True, Pt(NOTE_POINTS)

    def caption(self, words: str) -> None:
        self._document.add_paragraph(words, style="Caption")

    def grid(self, grid: Grid) -> None:
        table = self._document.add_table(len(grid.rows) + 1, len(grid.headers), style="Table Grid")
        _fix_widths(table, grid.widths)
        for cell, words in zip(table.rows[0].cells, grid.headers, strict=True):
            _fill(cell, words, CENTRE, bold=True)
        _mark_row(table.rows[0]._tr, "w:tblHeader")
        for line, (row, texts) in enumerate(zip(table.rows[1:], grid.rows, strict=True)):
            _mark_row(row._tr, "w:cantSplit")
            for number, (cell, words) in enumerate(zip(row.cells, texts, strict=True)):
                _fill(cell, words, LEFT if number < grid.words else RIGHT)
                if (line, number) in grid.links:
                    link(cell.paragraphs[0], grid.links[line, number])
        gap = self._document.add_paragraph(style="Body Text").paragraph_format
        gap.space_after, gap.line_spacing = Pt(0), Pt(6)

    def signature(self, receivers: Sequence[str], signer: Sequence[str]) -> None:
        """Write who gets the paper, its first line being the label, and who signs it."""
        table = self._plain_table(SIDES_MM)
        _mark_row(table.rows[0]._tr, "w:cantSplit")
        left, right = table.rows[0].cells
        label, *names = receivers
        _line(left, label, bold=True, italic=True, points=12).alignment = LEFT
        for name in names:
            _line(left, name, points=11).alignment = LEFT
        first, *others = signer
        _line(right, first, bold=True, points=14)
        for words in others[:-1]:
            _line(right, words, bold=True, points=14)
        _line(right, others[-1], italic=True, points=13)
        right.add_paragraph().paragraph_format.space_before = Pt(60)

    def save(self, file: IO[bytes]) -> None:
        self._document.save(file)

    def _plain_table(self, widths: Sequence[int]) -> Table:
        table: Table = self._document.add_table(1, len(widths))
        _fix_widths(table, widths)
        return table

    def _set_properties(self, title: str, office: str, lang: str, made_at: datetime) -> None:
        core = self._document.core_properties
        core.title, core.author, core.language, core.comments = title, office, lang, ""
        core.created = core.modified = made_at.replace(tzinfo=None)

    def _set_page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(30), Mm(20)
        section.top_margin = section.bottom_margin = Mm(20)
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = CENTRE
        page_number(number)

    def _set_styles(self, lang: str) -> None:
        _style(self._document, "Normal", BODY_POINTS, lang=lang)
        _style(self._document, "Header", BODY_POINTS)
        for name in ("Title", "Subtitle"):
            style = _style(self._document, name, BODY_POINTS, bold=True)
            style.paragraph_format.alignment = CENTRE
            style.paragraph_format.space_before = Pt(12 if name == "Title" else 0)
        body = _style(self._document, "Body Text", BODY_POINTS).paragraph_format
        body.alignment, body.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(10)
        body.line_spacing = 1.1
        for level in (1, 2):
            heading = _style(self._document, f"Heading {level}", BODY_POINTS, bold=True)
            heading.paragraph_format.first_line_indent = Mm(10)
            heading.paragraph_format.space_before = Pt(6)
        caption = _style(self._document, "Caption", NOTE_POINTS, italic=True)
        caption.paragraph_format.keep_with_next = True


def _style(
    document: Any,
    name: str,
    points: int,
    *,
    bold: bool = False,
    italic: bool = False,
    lang: str = "",
) -> Any:
    """Give a style the one font; those of the template would come from a theme, in blue."""
    style = document.styles[name]
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(points), bold, italic
    font.color.rgb = BLACK
    _take_out_of_theme(style.element)
    if lang:
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), {"vi": "vi-VN"}.get(lang, lang))
        style.element.rPr.append(spoken)
    style.paragraph_format.space_after = Pt(6)
    return style


def _take_out_of_theme(element: Any) -> None:
    """Name the font for every script; drop the template's theme fonts, spacing and rules."""
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for theme in THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for spacing in element.rPr.findall(qn("w:spacing")):
        element.rPr.remove(spacing)
    for line in element.findall(f".//{qn('w:pBdr')}"):
        line.getparent().remove(line)


def _line(
    cell: _Cell,
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    points: float = 13,
    before: int = 0,
) -> Paragraph:
    """Add a centred line to a cell; a new cell has one empty paragraph already."""
    first = cell.paragraphs[0]
    paragraph: Paragraph = cell.add_paragraph() if first.runs else first
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.space_before = Pt(before)
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(points)
    return paragraph


def _fill(cell: _Cell, words: str, alignment: WD_ALIGN_PARAGRAPH, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.space_before = Pt(2)
    run = paragraph.add_run(words)
    run.bold, run.font.size = bold, Pt(TABLE_POINTS)


def _fix_widths(table: Table, widths: Sequence[int]) -> None:
    """Set widths cell by cell: LibreOffice reads those, Word the columns'."""
    table.autofit = False
    _narrow_padding(table)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _narrow_padding(table: Table) -> None:
    """Leave one millimetre at either side of a cell, so that no short word has to break."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _mark_row(row: Any, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _rule(paragraph: Paragraph, inset_mm: int) -> None:
    """Draw the short line that the form wants: an empty paragraph's upper border, inset."""
    below = OxmlElement("w:p")
    paragraph._p.addnext(below)
    rule = Paragraph(below, paragraph._parent)
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm(inset_mm)
    rule.paragraph_format.space_after = Pt(0)
    rule.paragraph_format.space_before = Pt(1)
    rule.paragraph_format.line_spacing = Pt(6)
    border(rule, ("top",))


def _boxed(paragraph: Paragraph, inset_mm: int) -> None:
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(inset_mm)
    form.space_before = Pt(8)
    border(paragraph, ("top", "left", "bottom", "right"))
