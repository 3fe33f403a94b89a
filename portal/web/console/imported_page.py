"""A file that waits, with the meaning this request gives it and what it would become."""

from flask import render_template, request

from portal.clock import local_day
from portal.errors import DomainError, InvalidInputError
from portal.fieldwork.imported import store
from portal.fieldwork.imported.reading import read_lines
from portal.fieldwork.imported.tables import read_answers
from portal.fieldwork.imported.taking import Takeover, content_of
from portal.fieldwork.paper.fields import fields_of
from portal.fieldwork.questionnaire_store import usable
from portal.fieldwork.questionnaires import read_instrument
from portal.offices.store import point_of
from portal.web.console.imported_form import columns_of, meaning_of
from portal.web.console.imported_words import FAULTS, ORDERS
from portal.web.forms import StaffForm, tidy
from portal.web.i18n import lang
from portal.web.messages import sentence
from portal.web.session import config, database, request_now, signed_in

MOST_FAULTS = 50
"""So many faults are listed; a person mends the first and looks again."""


class ImportPage:
    """The page of one file."""

    def __init__(self, file_id: int) -> None:
        authority_id = signed_in().authority_id
        with database().reading() as session:
            self._file = store.waiting_file(session, authority_id, file_id)
            asked = usable(session, authority_id, self._file.questionnaire_id)
            self._place = point_of(session, authority_id, self._file.service_point_id).name
        self._instrument = read_instrument(asked)
        self._table = read_answers(content_of(config().keys, self._file))
        self._meaning = meaning_of(self._table, self._instrument, request.form)
        today = local_day(request_now())
        self.reading = read_lines(self._table, self._meaning, self._instrument, today)
        self._tongue = self._instrument.language_for(lang())
        self._title = tidy(request.form.get("title", self._instrument.title(self._tongue)))

    @property
    def takeover(self) -> Takeover:
        """What the form asks for; the form's own guard is judged here as well."""
        if not StaffForm().validate():
            raise InvalidInputError(form="forged")
        leaves = request.form.get("leave") == "yes"
        return Takeover(self._file, self._title, self.reading, leaves)

    def refused(self, error: DomainError) -> tuple[str, int]:
        """Return the page with what stands in the way; everything chosen is still there."""
        return self._page(str(sentence(error))), 422

    def shown(self) -> tuple[str, int]:
        return self._page(""), 200

    def _page(self, problem: str) -> str:
        fields = fields_of(self._instrument, self._tongue)
        return render_template(
            "console/imported_file.html",
            form=StaffForm(),
            file=self._file,
            title=self._title,
            place=self._place,
            fields=fields,
            columns=columns_of(self._table, self._instrument, self._meaning, self._tongue),
            lines=len(self._table.lines),
            reading=self.reading,
            faults=[(one, FAULTS[one.fault]) for one in self.reading.faults[:MOST_FAULTS]],
            more_faults=max(0, len(self.reading.faults) - MOST_FAULTS),
            order=self._meaning.order,
            orders=ORDERS,
            leaves=request.form.get("leave") == "yes",
            problem=problem,
        )
