"""Reading a page as a person does: its words and its tables."""

import re
from typing import Any

import html5lib

from tests.proofreading import ProofreadingClient


def words(client: ProofreadingClient, url: str, status: int = 200) -> str:
    """Return the text of a page with single spaces."""
    response = client.get(url)
    assert response.status_code == status, url
    main = response.text.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", "<" + main))


def document(client: ProofreadingClient, url: str) -> Any:
    return html5lib.parse(client.get(url).text, treebuilder="etree", namespaceHTMLElements=False)


def rows(client: ProofreadingClient, url: str) -> dict[str, list[str]]:
    """Return the rows of all tables by their first cell."""
    found = {}
    for row in document(client, url).iter("tr"):
        cells = [" ".join("".join(cell.itertext()).split()) for cell in row]
        found[cells[0]] = cells[1:]
    return found


def number_beside(client: ProofreadingClient, url: str, name: str) -> int:
    """Return the figure of the first row whose first cell begins with a name."""
    found = rows(client, url)
    cells = next(cells for first, cells in found.items() if first.startswith(name))
    return int(cells[-1].replace(".", ""))
