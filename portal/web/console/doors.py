"""The acts a person can do on a case now, as links: the expected one first."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.cases.handling.case_file import CaseFile
from portal.cases.kinds import Action, State


@dataclass(frozen=True)
class Door:
    """A link to the page of one act; `kind` is primary, secondary or danger."""

    label: LazyString
    url: str
    kind: str


# In the order in which a case goes its way; what is not listed here has no page of its own.
_DOORS: Mapping[Action, tuple[str, LazyString]] = MappingProxyType(
    {
        Action.ACCEPT: ("triage.accept_case", _l("Accept and register")),
        Action.ASSIGN: ("assigning.assign_case", _l("Give to a unit")),
        Action.HAND_OVER: ("sealing.hand_over_case", _l("Hand over")),
        Action.PURGE: ("sealing.purge_case", _l("Erase texts, files and contact")),
        Action.THANK: ("lanes.thank_sender", _l("Thank, and pass on to the unit")),
        Action.ASK_EXPLANATION: (
            "explaining.ask",
            _l("Ask the unit concerned to explain"),
        ),
        Action.ANSWER_LIGHTLY: ("lanes.answer_question", _l("Answer the question")),
        Action.DRAFT: ("drafting.write", _l("Write the reply")),
        Action.APPROVE: ("replies.approve_reply", _l("Approve the reply")),
        Action.SIGN: ("issuing.sign_reply", _l("Record the signed document")),
        Action.TELL: ("replies.tell_sender", _l("Tell the sender")),
        Action.PUBLISH: ("publishing.publish_case", _l("Publish")),
        Action.RETURN: ("replies.return_reply", _l("Return with remarks")),
        Action.ANSWER_AT_ONCE: ("triage.answer_case", _l("Answer at once")),
        Action.ASK: ("triage.ask_sender", _l("Ask the sender")),
        Action.SUPPLY: ("triage.supply_case", _l("Write down the sender’s answer")),
        Action.RESUME: ("triage.resume_case", _l("Go on without an answer")),
        Action.EXTEND: ("extending.extend_case", _l("Put the answer off, with an appointment")),
        Action.GIVE_BACK: ("assigning.give_back_case", _l("Give back: another unit’s")),
        Action.FORWARD: ("triage.forward_case", _l("Forward to another office")),
        Action.RECLASSIFY: ("lanes.reclassify_case", _l("Put into another lane")),
        Action.MERGE: ("merging.merge_case", _l("Answer together with another case")),
        Action.UNMERGE: ("merging.unmerge_case", _l("Handle by itself again")),
        Action.RELATE: ("merging.relate_case", _l("Note a related case")),
        Action.DISPATCH: ("transfer.dispatch_case", _l("Record the transfer slip as sent")),
        Action.SPLIT: ("lanes.split_case", _l("Split off a part")),
        Action.NAME: ("naming.name_somebody", _l("It is about somebody of the office")),
        Action.NOT_ACCEPT: ("triage.refuse_case", _l("Do not accept")),
        Action.SEAL: ("sealing.seal_case", _l("Seal (complaint, denunciation)")),
        Action.CLOSE_UNSATISFIED: ("ending.close_case", _l("Close: no new facts")),
        Action.DIRECT: ("directives.give_task", _l("Give a task")),
        Action.UNPUBLISH: ("publishing.unpublish_case", _l("Take down from the public page")),
    }
)
_EXPECTED = frozenset(
    {
        Action.ACCEPT,
        Action.ASSIGN,
        Action.DRAFT,
        Action.APPROVE,
        Action.SIGN,
        Action.TELL,
        Action.PUBLISH,
        Action.SUPPLY,
        Action.THANK,
        Action.ANSWER_LIGHTLY,
        Action.HAND_OVER,
        Action.DISPATCH,
    }
)
_DANGEROUS = frozenset(
    {Action.NOT_ACCEPT, Action.UNPUBLISH, Action.CLOSE_UNSATISFIED, Action.SEAL, Action.PURGE}
)


def doors(file: CaseFile) -> list[Door]:
    """Return what this person can do now; at most the first is the primary one."""
    actions = [action for action in _DOORS if action in file.actions]
    found = [_door(file, action) for action in actions]
    primary = [door for door in found if door.kind == "primary"]
    return [*primary[:1], *(_lesser(door) for door in found if door not in primary[:1])]


def _door(file: CaseFile, action: Action) -> Door:
    endpoint, label = _DOORS[action]
    again = action is Action.ASSIGN and file.case.state != State.ACCEPTED
    if again:
        label = _l("Give to another unit")
    kind = "danger" if action in _DANGEROUS else "secondary"
    if action in _EXPECTED and not again:
        kind = "primary"
    return Door(label, url_for(endpoint, reference=file.case.reference), kind)


def _lesser(door: Door) -> Door:
    return Door(door.label, door.url, "secondary" if door.kind == "primary" else door.kind)
