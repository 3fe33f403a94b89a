"""One visit to the petition page: from what was posted to the page that answers it."""

from dataclasses import dataclass
from functools import cached_property

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from portal.cases.errors import OtherContentError
from portal.cases.intake.lanes import Lane, suspected
from portal.cases.intake.nameable import Nameable
from portal.cases.intake.petition import NewPetition, check, tidied
from portal.cases.intake.submit import repeated, send, submission_digest
from portal.cases.kinds import Channel
from portal.cases.lanes.regulations import receiver_about_leaders
from portal.cases.merging.suggesting import similar_published
from portal.cases.named import NOBODY
from portal.clock import local_day
from portal.errors import DomainError, InvalidInputError
from portal.files.staging import MOST_FILES, Submitted, hand_over, remove_all
from portal.offices.store import authority_by_id
from portal.people.masking import masked
from portal.web import submission
from portal.web.citizen import passes
from portal.web.citizen.about import about_choices
from portal.web.citizen.complaint_law import WAYS, first_term
from portal.web.citizen.messages import fault
from portal.web.citizen.passes import PassKind
from portal.web.citizen.petition_files import kept, receive, take_back
from portal.web.citizen.petition_form import YES, PetitionForm
from portal.web.i18n import lang
from portal.web.messages import sentence
from portal.web.numbers import row_id
from portal.web.session import (
    AuthorityView,
    allow,
    client_address,
    config,
    database,
    request_now,
    shelf,
)
from portal.web.submission import SubmissionExpiredError, SubmissionForgedError

HOUR_SECONDS = 3600
MOST_PETITIONS_AN_HOUR = 30

Answer = str | tuple[str, int] | Response


@dataclass(frozen=True)
class Where:
    """The commune, and the counter if a code was scanned, that a petition starts from."""

    authority: AuthorityView
    villages: tuple[tuple[int, str], ...]
    point_id: int | None = None
    point_name: str = ""
    nameable: tuple[Nameable, ...] = ()


class Desk:
    """Handles one request; each answer carries all that was typed, so nothing is ever lost."""

    def __init__(self, where: Where) -> None:
        self.where = where
        self.form = PetitionForm(request.form)
        self.form.village_id.choices = [
            SelectChoice("", _("Not sure, or none of these")),
            *(SelectChoice(str(number), name) for number, name in where.villages),
        ]
        self.form.about.choices = about_choices(where.nameable)
        self.problem: DomainError | None = None
        self.submission_id = self._submission_id()

    @cached_property
    def owner(self) -> Submitted:
        return self._owned_by(self.submission_id)

    @cached_property
    def petition(self) -> NewPetition:
        """Return what was typed, tidied."""
        channel = Channel.WEB if self.where.point_id is None else Channel.QR
        typed = self.form.petition(self.where.authority.id, self.where.point_id, lang())
        named = {one.value: one.named for one in self.where.nameable}
        about = named.get(self.form.about.data or "", NOBODY)
        return tidied(typed.through(channel).about(about))

    def open(self) -> Answer:
        """Show the empty form."""
        return self._form_page(200)

    def handle(self) -> Answer:
        """Answer a posted form; what names the leaders is let go before anything is kept."""
        if stored := self._stored_before():
            return self._to_receipt(stored)
        if self.form.names_leaders and request.form.get("step") != "edit":
            return self._to_province()
        return self._take_in()

    def _take_in(self) -> Answer:
        """Keep its files, then go one step on if nothing is wrong."""
        uploads = receive(self.owner)
        if removed := request.form.get("remove", type=row_id):
            take_back(self.owner, removed)
            return self._form_page(200)
        if uploads.faults:
            self.form.validate()
            self.form.files.errors = uploads.faults
            return self._form_page(uploads.status)
        if self.problem or not self._is_valid():
            return self._form_page(422)
        if request.form.get("step") == "edit":
            return self._form_page(200)
        return self._onward()

    def _onward(self) -> Answer:
        answers = self.form.answers()
        if YES in answers.values():
            return self._guide(next(lane for lane in Lane if answers.get(lane) == YES))
        asked = [lane for lane in suspected(self.petition.story) if lane not in answers]
        if asked:
            return self._questions(asked)
        return self._send() if request.form.get("step") == "send" else self._check_page(200)

    def _send(self) -> Answer:
        if not allow("petition", client_address(), MOST_PETITIONS_AN_HOUR, HOUR_SECONDS):
            return self._check_page(429)
        now, keys = request_now(), config().keys
        try:
            send(
                database(),
                keys,
                self.petition,
                self.submission_id,
                now=now,
                is_fast=config().fast_hashing,
            )
        except OtherContentError as error:
            self._start_anew(error)
            return self._check_page(409)
        return self._to_receipt(self.submission_id)

    def _to_receipt(self, submission_id: bytes) -> Answer:
        token = passes.issue(config().keys, PassKind.RECEIPT, submission_id, request_now())
        return redirect(url_for("receipt.show", token=token), code=303)

    def _stored_before(self) -> bytes | None:
        """Return the expired id of a form whose first sending was stored, word for word.

        A telephone that wakes up a day later sends it once more; that is no second petition. With a
        file it may be: the words alone do not tell.
        """
        if not isinstance(self.problem, SubmissionExpiredError) or _has_files():
            return None
        expired = self.problem.submission_id
        try:
            with database().reading() as session:
                found = repeated(session, config().keys, self.petition, expired)
        except OtherContentError:
            return None
        return expired if found else None

    def _submission_id(self) -> bytes:
        if request.method == "POST":
            try:
                typed = self.form.submission.data or ""
                return submission.read(config().keys, typed, request_now())
            except SubmissionExpiredError as error:
                self.problem = error
                return self._with_files_of(error.submission_id)
            except SubmissionForgedError as error:
                self.problem = error
        return self._fresh_id()

    def _with_files_of(self, expired: bytes) -> bytes:
        """Return a fresh id that owns what was staged for a genuine one that has expired."""
        fresh = self._fresh_id()
        with database().writing() as session:
            hand_over(session, self._owned_by(expired), self._owned_by(fresh))
        return fresh

    def _fresh_id(self) -> bytes:
        keys, now = config().keys, request_now()
        self.form.submission.data = submission.issue(keys, now)
        return submission.read(keys, self.form.submission.data, now)

    def _owned_by(self, submission_id: bytes) -> Submitted:
        return Submitted(self.where.authority.id, submission_digest(config().keys, submission_id))

    def _start_anew(self, problem: DomainError) -> None:
        self.problem = problem
        self.submission_id = self._fresh_id()
        del self.owner

    def _is_valid(self) -> bool:
        valid = bool(self.form.validate())
        try:
            check(self.petition)
        except InvalidInputError as error:
            for field, code in error.fields.items():
                self.form.add_fault(field, fault(field, code))
            return False
        return valid

    def _form_page(self, status: int) -> Answer:
        return self._page("petition.html", status)

    def _check_page(self, status: int) -> Answer:
        return self._page(
            "petition_check.html",
            status,
            petition=self.petition,
            public_story=masked(self.petition.story, self.petition.contact),
            is_throttled=status == 429,
            alike=self._alike(),
        )

    def _alike(self) -> list[tuple[str, str]]:
        """Return published cases like this one, by address and words; no other is compared."""
        authority, today = self.where.authority, local_day(request_now())
        with database().reading() as session:
            found = similar_published(session, authority.id, self.petition.story, today)
        return [
            (url_for("published.show", slug=authority.slug, reference=one.reference), one.story)
            for one in found
        ]

    def _questions(self, asked: list[Lane]) -> Answer:
        was_asked = request.form.get("step") == "answer"
        for lane in asked if was_asked else ():
            self.form.add_fault(lane.value, _("Please choose one."))
        fields = [self.form[lane.value] for lane in asked]
        return self._page("petition_questions.html", 422 if was_asked else 200, asked=fields)

    def _to_province(self) -> Answer:
        """Show who judges what names the leaders, and the words; nothing of it stays with us."""
        self._let_go_of_files()
        with database().reading() as session:
            authority = authority_by_id(session, self.where.authority.id)
            receiver, source = receiver_about_leaders(authority)
        return self._page("about_leaders.html", 200, receiver=receiver, source=source)

    def _let_go_of_files(self) -> None:
        with database().writing() as session:
            keys = remove_all(session, self.owner)
        for key in keys:
            shelf().discard(key)

    def _guide(self, lane: Lane) -> Answer:
        """Show the way of signed paper; nothing typed or sent stays with us."""
        self._let_go_of_files()
        with database().reading() as session:
            today, commune = local_day(request_now()), self.where.authority.id
            term = first_term(session, commune, lane, today, lang())
        return render_template(
            "citizen/complaint_guide.html", way=WAYS[lane], story=self.petition.story, term=term
        )

    def _page(self, name: str, status: int, **values: object) -> Answer:
        html = render_template(
            f"citizen/{name}",
            form=self.form,
            files=kept(self.owner),
            most_files=MOST_FILES,
            where=self.where,
            problem=sentence(self.problem) if self.problem else None,
            **values,
        )
        return html, status


def _has_files() -> bool:
    return any(file.filename for file in request.files.getlist("files"))
