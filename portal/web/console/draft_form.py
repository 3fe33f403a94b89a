"""The form of an answer: its points, each with the same seven parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    FieldList,
    FormField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from portal.cases.replies.drafts.keeping import NOTHING_YET, Written
from portal.cases.replies.drafts.models import ReplyTemplate
from portal.cases.replies.drafts.templates import begun_with
from portal.cases.replies.points.point import LIMITS, MOST_POINTS, NAMES, Point
from portal.web.console.forms import AnswerForm
from portal.web.forms import GraphemeLimit, PartForm, tidy


def _line(name: str, label: Any, hint: Any = "") -> StringField:
    checks = [GraphemeLimit(LIMITS[name])]
    return StringField(label, description=hint, filters=[tidy], validators=checks)


def _area(name: str, label: Any, hint: Any = "") -> TextAreaField:
    checks = [GraphemeLimit(LIMITS[name])]
    return TextAreaField(label, description=hint, filters=[tidy], validators=checks)


class PointForm(PartForm):
    """One point of an answer; whether it says enough is judged by the gate."""

    raised = _line("raised", _l("What the sender raised"))
    found = _area("found", _l("What was found"))
    done = _area("done", _l("What was done about it"))
    when = _line("when", _l("When it was done, or will be"))
    by_whom = _line("by_whom", _l("By whom"))
    ground = _line("ground", _l("On what ground"), _l("A rule, a decision, a contract, a record."))
    next_step = _area("next_step", _l("What the sender can do next"))


class DraftForm(AnswerForm):
    """An answer, point by point."""

    draft_version = IntegerField(widget=HiddenInput(), default=NOTHING_YET)
    template = SelectField(_l("Begin with a template"), coerce=int, validators=[Optional()])
    points = FieldList(FormField(PointForm), min_entries=1, max_entries=MOST_POINTS)

    @property
    def written(self) -> Written:
        points = [
            Point(**{name: entry.form[name].data or "" for name in NAMES}) for entry in self.points
        ]
        return Written(points, self.why_late)

    @property
    def seen(self) -> int:
        """The version of the draft that was on the page."""
        return self.draft_version.data or NOTHING_YET

    @property
    def faulty(self) -> list[Any]:
        """The fields at fault, for the list above the form."""
        parts = [field for entry in self.points for field in entry.form]
        return [field for field in (*parts, *self) if field.errors and field.name != "points"]

    def offer(self, templates: Sequence[ReplyTemplate]) -> None:
        """Offer the templates of the unit, if it has any."""
        if not templates:
            del self.template
            return
        self.template.choices = [SelectChoice(value=row.id, label=row.name) for row in templates]

    def begin_with(self, template: ReplyTemplate, values: Mapping[str, str], by_whom: str) -> None:
        """Begin the last point with a template; one more if it has words already."""
        *_before, last = self.written.points
        if not last.is_blank:
            self.add_point(by_whom)
            last = self.written.points[-1]
        begun = begun_with(last, template, values)
        for name in NAMES:
            self.points[-1].form[name].data = getattr(begun, name)

    def add_point(self, by_whom: str) -> None:
        """Offer one more, as long as there may be more."""
        if len(self.points) < MOST_POINTS:
            self.points.append_entry({"by_whom": by_whom})


def as_data(written: Written, by_whom: str, version: int) -> dict[str, Any]:
    """Return a draft for a form; an empty one has a point in which the unit is named already."""
    points = written.points or [Point(by_whom=by_whom)]
    return {
        "points": [asdict(point) for point in points],
        "late_reason": written.late_reason,
        "draft_version": version,
    }


def named(form: Any, name: str) -> Any:
    """Return a field of a form by its full name (points-0-found), None if there is none."""
    return next((field for field in _all(form) if field.name == name), None)


def _all(form: Any) -> Iterator[Any]:
    for field in form:
        yield field
        for entry in getattr(field, "entries", ()):
            yield from _all(entry.form)
