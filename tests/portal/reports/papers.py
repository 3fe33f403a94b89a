"""Reading the draft report back: its tables by python-docx, its pages by LibreOffice."""

import io
from pathlib import Path

from docx import Document
from docx.document import Document as Paper

from portal.reports.files import FileFormat, write
from portal.reports.paper import write_paper
from portal.reports.report import Report

Rows = dict[str, list[str]]


def paper_of(report: Report) -> Paper:
    file = io.BytesIO()
    write_paper(report, file)
    file.seek(0)
    return Document(file)


def grids(paper: Paper) -> list[Rows]:
    """Return the tables of figures, rows by their first cell; not the head, not the signature."""
    found = [
        {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}
        for table in paper.tables
    ]
    return found[1:-1]


def spoken(paper: Paper) -> str:
    """Return all words of a paper, those in tables too."""
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def as_pdf(report: Report, folder: Path) -> Path:
    """Print the paper as the console does."""
    path = folder / "paper.pdf"
    with path.open("wb") as file:
        write(report, file, FileFormat.PDF)
    return path
