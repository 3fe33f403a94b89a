"""The fields of a leader's note (bút phê): to which unit, what, and until when."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import Optional

from portal.cases.replies.directives.giving import LONGEST_DIRECTIVE, Task
from portal.offices.models import Unit
from portal.web.forms import GraphemeLimit, tidy

NO_UNIT = 0


class TaskFields:
    """A mixin of forms in which a leader gives a task; all empty means none."""

    words = TextAreaField(
        _l("What the unit is to do"), filters=[tidy], validators=[GraphemeLimit(LONGEST_DIRECTIVE)]
    )
    unit_id = SelectField(_l("Unit that does it"), coerce=int)
    task_due_on = DateField(_l("To be done by"), validators=[Optional()])

    def offer(self, units: Sequence[Unit], likely: int | None) -> None:
        """Offer the units of the house; the one that has the case stands first chosen."""
        self.unit_id.choices = [SelectChoice(value=unit.id, label=unit.name) for unit in units]
        if self.unit_id.data is None:
            self.unit_id.data = likely

    @property
    def task(self) -> Task | None:
        """The task that was written; None where nothing was."""
        fields: Any = self
        if not fields.words.data and not fields.task_due_on.data:
            return None
        return Task(fields.unit_id.data, fields.words.data, fields.task_due_on.data)
