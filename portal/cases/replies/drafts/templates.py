"""Templates of a unit: words with fields in braces, filled in from the case."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.visibility import Viewer
from portal.cases.handling.wording import one_line
from portal.cases.replies.drafts import store
from portal.cases.replies.drafts.models import ReplyTemplate
from portal.cases.replies.points.point import LIMITS, Point
from portal.errors import InvalidInputError, NotAllowedError, NotFoundError
from portal.offices.permissions import May
from surveys.graphemes import clean, is_longer

LONGEST_NAME = 120
MOST_TEMPLATES = 50
# What a template may prepare; what the sender raised and when it was done is each case's own.
PARTS = ("found", "done", "ground", "next_step")
FIELDS = ("reference", "received", "due", "today", "unit")
_FIELD = re.compile(r"\{([^{}]*)\}")


def unknown_fields(text: str) -> list[str]:
    """Return the fields of a text that nobody can fill in, each once, as they are written."""
    found = dict.fromkeys(match[1] for match in _FIELD.finditer(text))
    return [f"{{{name}}}" for name in found if name not in FIELDS]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put values in; a field without a value stays as it is written, to be seen."""
    return _FIELD.sub(lambda match: values.get(match[1]) or match[0], text)


def begun_with(point: Point, template: ReplyTemplate, values: Mapping[str, str]) -> Point:
    """Return a point with its empty parts begun; nothing typed is written over."""
    parts = {
        name: filled(template.texts.get(name, ""), values)
        for name in PARTS
        if not getattr(point, name)
    }
    return replace(point, **parts)


def keep_template(
    session: Session,
    viewer: Viewer,
    template_id: int | None,
    name: str,
    texts: Mapping[str, str],
    *,
    now: datetime,
) -> ReplyTemplate:
    """Write a template of the own unit, new or changed.

    Raises `InvalidInputError` (name `taken`; a part `unknown_field`, `too_long`; found `required`
    where no part says anything), `NotFoundError`, `NotAllowedError`.
    """
    unit_id = _unit(viewer)
    values = {
        "name": one_line(name, "name", LONGEST_NAME),
        "texts": _fitting(texts),
        "changed_at": now,
        "changed_by_id": viewer.staff_id,
    }
    if template_id is None:
        return _add(session, viewer, unit_id, values)
    row = template_of(session, viewer, template_id)
    if not store.change_template(session, row, values):
        raise InvalidInputError(name="taken")
    return row


def drop_template(session: Session, viewer: Viewer, template_id: int) -> None:
    """Delete a template of the own unit."""
    session.delete(template_of(session, viewer, template_id))
    session.flush()


def template_of(session: Session, viewer: Viewer, template_id: int) -> ReplyTemplate:
    """Return a template of the own unit, or raise `NotFoundError`."""
    row = store.template_of_unit(session, _unit(viewer), template_id)
    if row is None:
        raise NotFoundError(template=template_id)
    return row


def _add(
    session: Session, viewer: Viewer, unit_id: int, values: Mapping[str, object]
) -> ReplyTemplate:
    if len(store.templates_of_unit(session, unit_id)) >= MOST_TEMPLATES:
        raise InvalidInputError(name="too_many")
    row = ReplyTemplate(authority_id=viewer.authority_id, unit_id=unit_id, **values)
    if not store.add_template(session, row):
        raise InvalidInputError(name="taken")
    return row


def _unit(viewer: Viewer) -> int:
    if May.HANDLE not in viewer.may or viewer.unit_id is None:
        raise NotAllowedError(staff=viewer.staff_id)
    return viewer.unit_id


def _fitting(texts: Mapping[str, str]) -> dict[str, str]:
    cleaned = {name: clean(texts.get(name, "")) for name in PARTS}
    faults = {name: "too_long" for name in PARTS if is_longer(cleaned[name], LIMITS[name])}
    faults |= {name: "unknown_field" for name in PARTS if unknown_fields(cleaned[name])}
    if not any(cleaned.values()):
        faults = {"found": "required"}
    if faults:
        raise InvalidInputError(**faults)
    return cleaned
