"""What the domain's codes are called on a page."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.errors import DomainError
from portal.web.admin import messages as admin
from portal.web.citizen import messages as citizen
from portal.web.citizen import rating_messages as rating
from portal.web.console import imported_words as imported
from portal.web.console import paper_sentences as paper
from portal.web.console import survey_words as surveys
from portal.web.console import tongue_words as tongues
from portal.web.console.remedies import words as remedies
from portal.web.public import messages as public

NOTHING_HERE = _l("There is nothing at this address, or it is not for you to see.")

SENTENCES: dict[str, LazyString] = {
    "refused": _l("That cannot be done."),
    "not_found": NOTHING_HERE,
    "unfit_value": NOTHING_HERE,
    "not_allowed": _l("Your account is not allowed to do this."),
    "invalid_input": _l("Something in the form does not fit."),
    "changed_meanwhile": _l(
        "Someone else changed this a moment ago. Nothing of yours was saved; look again, then "
        "decide."
    ),
    "newer_draft": _l(
        "You have saved another version of this draft in another window. Save once more to see it."
    ),
    "constraint": _l("There is already one like this."),
    "database_unavailable": _l(
        "The system cannot save anything right now. Nothing was recorded; please try again in a "
        "few minutes."
    ),
    "submission_forged": _l("This form was not opened from our page. Please open it again."),
    "submission_expired": _l(
        "This page was open for a long time. What you wrote is still here; please send it again."
    ),
}


def sentence(error: DomainError) -> LazyString:
    """Return the words for an error; an unknown code gets the general sentence."""
    for area in (SENTENCES, *AREAS):
        if error.code in area:
            return area[error.code]
    return SENTENCES["refused"]


AREAS: tuple[dict[str, LazyString], ...] = (
    public.SENTENCES,
    admin.SENTENCES,
    citizen.SENTENCES,
    rating.SENTENCES,
    surveys.SENTENCES,
    tongues.SENTENCES,
    paper.SENTENCES,
    imported.SENTENCES,
    remedies.SENTENCES,
)
