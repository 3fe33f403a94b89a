"""A test client that reads every page it fetches and refuses bad ones."""

import gzip
import re
from typing import Any

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.clock import utc_now
from portal.offices.models import Staff
from portal.offices.sessions import start_session
from portal.web.security import rule_of
from portal.web.session import COOKIE_KEY, Parts

CONTROLS = ("input", "select", "textarea")
UNLABELLED_TYPES = {"hidden", "submit", "button", "image"}
# html5lib's word for an inline <svg> attribute case or a void element is noise, not a fault.
HARMLESS = {"non-void-element-with-trailing-solidus"}


class ProofreadingClient(FlaskClient):
    """Fails on invalid HTML, missing titles, labels, languages and policies, doubled ids."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("buffered", True)
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.status_code not in {301, 302, 303, 308}:
            html = _readable(response)
            proofread(html, response.headers)
            self._is_honest(html)
        return response

    def _is_honest(self, html: str) -> None:
        """Fail where a demonstration does not say, on any of its pages, that it is one."""
        if not self.application.extensions["portal"].config.production:
            assert '<aside class="demo"' in html, html[:3000]

    def sign_in(self, staff: Staff) -> None:
        """Sign in without the page; the session is a real one."""
        parts = self.application.extensions["portal"]
        assert isinstance(parts, Parts)
        with parts.database.writing() as session:
            token = start_session(session, parts.config.keys, staff.id, utc_now())
        with self.session_transaction() as cookie:
            cookie[COOKIE_KEY] = token

    def post_form(self, url: str, data: dict[str, Any], **kwargs: Any) -> TestResponse:
        """Fetch the page at `url`, take over its hidden fields and send its form."""
        page = self.get(url)
        return self.post(url, data={**hidden_fields(page.text), **data}, **kwargs)


def _readable(response: TestResponse) -> str:
    packed = response.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(response.data) if packed else response.data).decode()


def hidden_fields(html: str) -> dict[str, str]:
    """Return the hidden fields of a page, the last of each name."""
    document = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return {
        element.get("name", ""): element.get("value", "")
        for element in document.iter("input")
        if element.get("type") == "hidden"
    }


def proofread(html: str, headers: Any) -> None:
    """Raise AssertionError naming every fault of a page."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    document = parser.parse(html)
    faults = [
        f"invalid HTML at {place}: {code} {data}"
        for place, code, data in parser.errors
        if code not in HARMLESS
    ]
    faults += _structure(document) + _attributes(document) + _labels(document)
    if "Content-Security-Policy" not in headers:
        faults.append("no Content-Security-Policy")
    assert not faults, "\n".join(faults) + f"\n\n{html[:3000]}"


def _structure(document: Any) -> list[str]:
    faults = []
    if not document.get("lang"):
        faults.append("no lang on <html>")
    title = document.find("head/title")
    if title is None or not (title.text or "").strip():
        faults.append("no title")
    headings = list(document.iter("h1"))
    if len(headings) != 1:
        faults.append(f"{len(headings)} h1")
    top = document.find("body/header[@class='top']")  # of a citizen's page
    if top is not None and top.find("p[@class='house']/a") is None:
        faults.append("no link to the first page")
    return faults


def _attributes(document: Any) -> list[str]:
    faults = []
    seen: set[str] = set()
    for element in document.iter():
        identity = element.get("id")
        if identity in seen and identity is not None:
            faults.append(f"id {identity!r} twice")
        seen.add(identity or "")
        if element.get("style") is not None:
            faults.append(f"style attribute on <{element.tag}>")
        faults += [f"handler {name}" for name in element.attrib if re.fullmatch(r"on\w+", name)]
        if element.tag == "img" and element.get("alt") is None:
            faults.append("img without alt")
        if element.tag == "script" and not element.get("src"):
            faults.append("inline script")
    return faults


def _labels(document: Any) -> list[str]:
    labelled = {label.get("for") for label in document.iter("label")}
    wrapped = {
        control
        for label in document.iter("label")
        for tag in CONTROLS
        for control in label.iter(tag)
    }
    return [
        f"<{control.tag} name={control.get('name')!r}> without label"
        for tag in CONTROLS
        for control in document.iter(tag)
        if control.get("type") not in UNLABELLED_TYPES
        and control.get("id") not in labelled
        and control not in wrapped
        and not control.get("aria-label")
        and not control.get("aria-labelledby")
    ]


def endpoints_without_rule(app: Flask) -> list[str]:
    return sorted(
        rule.endpoint for rule in app.url_map.iter_rules() if rule_of(app, rule.endpoint) is None
    )
