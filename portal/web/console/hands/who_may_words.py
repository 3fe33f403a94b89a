"""What the workflow's table calls its fields, texts and conditions, for staff who look it up."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.cases.kinds import TextPart

# What a person says; ids and days that the portal works out itself are not listed.
FIELDS: dict[str, LazyString] = {
    "outcome": _l("reason from the list"),
    "sent_to": _l("the receiving office"),
    "unit_id": _l("the unit"),
    "due_on": _l("the day"),
    "document_number": _l("number of the document"),
    "document_on": _l("day of the document"),
    "document_signer": _l("signer"),
    "is_satisfied": _l("satisfied or not"),
    "way": _l("in which way"),
    "kind": _l("the kind"),
    "subject": _l("the subject"),
    "explaining_unit_id": _l("the unit concerned"),
    "handler_id": _l("who keeps it"),
    "pages": _l("number of pages"),
    "other": _l("reference of the other case"),
    "into": _l("reference of the other case"),
    "from": _l("whose work it was"),
}
# Worked out by the portal.
UNSAID = frozenset(
    {
        *("code_turn", "extended_days", "calendar_version", "erased", "files", "merged_into_id"),
        *("follower", "with", "drafted_by_id"),
    }
)
PARTS: dict[TextPart, LazyString] = {
    TextPart.NOTE: _l("a note"),
    TextPart.QUESTION: _l("the question"),
    TextPart.SUPPLEMENT: _l("what is added"),
    TextPart.REASON: _l("the reason in words"),
    TextPart.REPLY: _l("the reply"),
    TextPart.PUBLIC_STORY: _l("the public copy of the story"),
    TextPart.PUBLIC_REPLY: _l("the public copy of the reply"),
    TextPart.TO_EXPLAIN: _l("what is to be explained"),
    TextPart.EXPLANATION: _l("the explanation"),
    TextPart.POINTS: _l("each point raised and what was done"),
    TextPart.DIRECTIVE: _l("the task"),
    TextPart.DIRECTIVE_DONE: _l("what was done"),
}
CONDITIONS: dict[str, LazyString] = {
    "about_an_act": _l("it is about an administrative act not explained yet"),
    "above_the_unit_when_reopened": _l("once reopened, only above the unit"),
    "already_accepted": _l("it has been accepted"),
    "an_inquiry": _l("it is a question"),
    "asked_to_explain": _l("one’s own unit was asked to explain"),
    "author_agreed": _l("the author agreed"),
    "dissatisfied": _l("the sender is not satisfied; once"),
    "explained": _l("about an administrative act: after the explanation"),
    "named_sender": _l("the sender gave a name"),
    "not_published": _l("it is not public yet"),
    "not_purged": _l("once"),
    "not_rated": _l("once for each answer"),
    "not_reopened": _l("it was not reopened"),
    "not_settled": _l("after an answer, only while the sender is not satisfied"),
    "not_the_drafter": _l("never whoever wrote the reply"),
    "not_the_unit_before": _l("not the unit that had it before"),
    "not_yet_accepted": _l("before it is accepted"),
    "not_yet_due": _l("before the day promised"),
    "not_yet_extended": _l("once for each promise"),
    "praise": _l("it is praise"),
    "published": _l("it is public"),
    "to_be_answered_here": _l("not about a regulation, which is forwarded"),
    "to_be_told": _l("the sender asked to be told; once"),
    "within_the_promise": _l("no later than promised to the sender"),
    "not_merged": _l("not while it is answered together with another case"),
    "merged": _l("while it is answered together with another case"),
    "leads_nobody": _l("not while other cases are answered with it"),
    "leads_somebody": _l("while other cases are answered with it"),
    "not_dispatched": _l("once for each slip"),
    "dissatisfied_again": _l("reopened once, and the sender is still not satisfied"),
    "not_concluded": _l("once for each answer"),
    "of_the_unit_asked": _l("one’s own unit was given the task"),
    "at_the_desk_unless_it_names": _l("by leaders only if it names somebody of the office"),
    "not_to_whom_it_names": _l("never to the unit or person it is about"),
    "cleared_by_leaders": _l("only leaders say that it names nobody after all"),
}
