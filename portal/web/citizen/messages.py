"""What goes wrong on citizens' petition pages, in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.errors import DomainError

SENTENCES: dict[str, LazyString] = {
    "unknown_access_code": _l(
        "No case has this code. Please compare it with your receipt, word by word."
    ),
    "other_content": _l(
        "You already sent a petition from this page. If this is another one, please send it again."
    ),
    "pass_expired": _l("This page was open for only a few minutes, and they are over."),
    "wrong_state": _l("This step no longer fits where the case stands."),
    "only_once": _l("This can be done once, and it has been done."),
    "same_person": _l("Another person must do this."),
    "merged": _l(
        "This case is answered together with another one. Take it out first, then do this."
    ),
    "above_the_unit": _l("A reopened case is decided above the unit."),
    "author_refused": _l("The author did not agree to publication."),
    "contact_missing": _l("The sender left no contact."),
    "file_refused": _l("This file cannot be taken."),
    "file_not_kept": _l("This file could not be kept. Please send without it, or try again."),
    "file_missing": _l("This file is no longer here."),
    "too_many_files": _l("There are as many files as there can be."),
}

# Faults of single fields: first by field and code, then by code alone.
FAULTS: dict[str, LazyString] = {
    "story.required": _l("Please write at least one sentence."),
    "story.too_long": _l("Please keep to 5,000 letters."),
    "name.required": _l("Please give your name, or choose to write without one."),
    "address.required": _l("Feedback on a rule needs your address."),
    "phone.required": _l("Please give a telephone number."),
    "email.required": _l("Please give an e-mail address, or choose another way to be answered."),
    "reply_by.needs_name": _l(
        "Without a name you can only look the answer up yourself with the code."
    ),
    "phone.not_a_phone": _l("This telephone number does not look right. Example: 0912 345 678."),
    "email.not_an_email": _l("This e-mail address does not look right. Example: ten@vidu.vn."),
    "answer.required": _l("Please write your answer."),
    "comment.required": _l("Please say what is still not right."),
    "too_long": _l("This is too long."),
    "unknown": _l("This is no longer in the list."),
}


def fault(field: str, code: str) -> LazyString:
    """Return the words for a fault code of a field."""
    return FAULTS.get(f"{field}.{code}") or FAULTS.get(code) or _l("This does not fit.")


def why_refused(error: DomainError) -> LazyString:
    """Say why a code opens nothing; naming a word that is none of ours tells nothing of a case."""
    match error.data:
        case {"fault": "word", "symbols": word}:
            return _l("“%(word)s” is no word of our codes. Please compare it again.", word=word)
        case {"fault": "length"}:
            return _l("A code has seven words. Please type them all.")
        case {"what": "network"}:
            return _l("Too many tries. Please wait ten minutes.")
        case {"what": "code"}:
            return _l(
                "This code was tried too often. Please wait a while, until tomorrow at most, or "
                "bring the receipt to the counter."
            )
        case _:
            return SENTENCES["unknown_access_code"]
