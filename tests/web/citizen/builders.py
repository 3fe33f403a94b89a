"""What a citizen fills in, and what a page would send back."""

import io
from typing import Any

import html5lib
from PIL import Image

from tests.proofreading import ProofreadingClient, hidden_fields

URL = "/c/xa-suoi-mo/y-kien"
POINT_URL = "/q/K7M2QXG/y-kien"
STORY = "Đèn đường đầu thôn hỏng đã hai tuần, tối rất nguy hiểm."
FILLED = {
    "story": STORY,
    "kind": "report",
    "subject": "local_life",
    "place": "Cạnh chợ",
    "sender_kind": "person",
    "identity": "named",
    "reply_by": "phone",
    "name": "Nguyễn Thị Mai",
    "phone": "0912 345 678",
    "may_publish": "yes",
    "step": "check",
}
ANONYMOUS = {**FILLED, "identity": "anonymous", "reply_by": "code", "name": "", "phone": ""}


def photo(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return out.getvalue()


def upload(*contents: bytes, name: str = "anh.jpg") -> dict[str, Any]:
    return {"files": [(io.BytesIO(content), name) for content in contents]}


def fields_of(html: str) -> dict[str, str]:
    """Return what a form on the page would send: typed, chosen and hidden values."""
    document = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    values = hidden_fields(html)
    for area in document.iter("textarea"):
        values[area.get("name", "")] = (area.text or "").removeprefix("\n")
    for control in document.iter("input"):
        kind = control.get("type")
        if kind == "text" or (kind in {"radio", "checkbox"} and "checked" in control.attrib):
            values[control.get("name", "")] = control.get("value", "")
    return values


def send(client: ProofreadingClient, **changes: str) -> str:
    """Fill in, look over and send a petition; return the address of its receipt."""
    checked = client.post_form(URL, {**FILLED, **changes})
    assert checked.status_code == 200, checked.text
    sent = client.post(URL, data={**hidden_fields(checked.text), "step": "send"})
    assert sent.status_code == 303, sent.text
    return sent.location


def asked_by_radio(html: str) -> set[str]:
    """Return the names of the radio groups on a page."""
    document = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    controls = [c for c in document.iter("input") if c.get("type") == "radio"]
    return {control.get("name", "") for control in controls}
