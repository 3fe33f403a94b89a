"""What the codes of a case are called on a page, for citizens and staff alike."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.cases.kinds import Action, CaseKind, ReplyBy, SenderKind, State, Subject
from portal.people.details import ReadingPurpose

KINDS: dict[CaseKind, LazyString] = {
    CaseKind.REPORT: _l("Report a problem"),
    CaseKind.PROPOSAL: _l("Propose an improvement"),
    CaseKind.INQUIRY: _l("Ask a question"),
    CaseKind.PRAISE: _l("Praise"),
}
SUBJECTS: dict[Subject, LazyString] = {
    Subject.LOCAL_LIFE: _l("Roads, power, water, rubbish, order where I live"),
    Subject.SERVICE_QUALITY: _l("How people are served at the office"),
    Subject.ADMINISTRATIVE_ACT: _l("Something done late, wrongly or with trouble by officials"),
    Subject.REGULATION: _l("A rule or a procedure that does not make sense"),
}
SENDER_KINDS: dict[SenderKind, LazyString] = {
    SenderKind.PERSON: _l("A person"),
    SenderKind.ORGANISATION: _l("An organisation or association"),
    SenderKind.BUSINESS: _l("A business or trading household"),
}
REPLY_BY: dict[ReplyBy, LazyString] = {
    ReplyBy.CODE: _l("I look it up myself with a code"),
    ReplyBy.PHONE: _l("By telephone"),
    ReplyBy.PAPER: _l("On paper, at the counter"),
    ReplyBy.EMAIL: _l("By e-mail"),
}
PURPOSES: dict[ReadingPurpose, LazyString] = {
    ReadingPurpose.REPLY: _l("To give the answer"),
    ReadingPurpose.CLARIFY: _l("To ask about the matter"),
    ReadingPurpose.VERIFY: _l("To look into the matter on site"),
    ReadingPurpose.RECOVER_CODE: _l("To compare an identity shown at the counter"),
}
STATES: dict[State, LazyString] = {
    State.RECEIVED: _l("Waiting to be accepted"),
    State.NEEDS_INFO: _l("Waiting for the sender’s answer"),
    State.ACCEPTED: _l("Accepted"),
    State.ASSIGNED: _l("Being handled"),
    State.DRAFTED: _l("Reply being checked"),
    State.APPROVED: _l("Reply waiting to be signed"),
    State.ANSWERED: _l("Answered"),
    State.NOT_ACCEPTED: _l("Not accepted"),
    State.FORWARDED: _l("Forwarded to another office"),
    State.SEALED: _l("Sealed"),
    State.HANDED_OVER: _l("Handed over"),
}
# What was done for a sender who asked to be told; by the code they look for themselves.
WAYS: dict[ReplyBy, LazyString] = {
    ReplyBy.PHONE: _l("Called by telephone"),
    ReplyBy.PAPER: _l("Handed over on paper"),
    ReplyBy.EMAIL: _l("Sent by e-mail"),
}
# The five tones of the look: waiting, ok, soon, late, done.
STATE_TONES: dict[State, str] = {
    State.RECEIVED: "waiting",
    State.NEEDS_INFO: "soon",
    State.ACCEPTED: "ok",
    State.ASSIGNED: "ok",
    State.DRAFTED: "ok",
    State.APPROVED: "ok",
    State.ANSWERED: "done",
    State.NOT_ACCEPTED: "done",
    State.FORWARDED: "done",
    State.SEALED: "soon",
    State.HANDED_OVER: "done",
}
ACTIONS: dict[Action, LazyString] = {
    Action.SUBMIT: _l("Sent and received"),
    Action.ACCEPT: _l("Accepted and registered"),
    Action.ASK: _l("The office asked a question"),
    Action.SUPPLY: _l("The question was answered"),
    Action.RESUME: _l("Gone on without an answer"),
    Action.NOT_ACCEPT: _l("Not accepted"),
    Action.FORWARD: _l("Forwarded to the office in charge"),
    Action.ASSIGN: _l("Given to a unit"),
    Action.GIVE_BACK: _l("Given back by the unit"),
    Action.NOTE: _l("Note"),
    Action.DRAFT: _l("Reply drafted"),
    Action.RETURN: _l("Draft sent back"),
    Action.APPROVE: _l("Reply approved"),
    Action.SIGN: _l("Reply signed and sent"),
    Action.ANSWER_AT_ONCE: _l("Answered at once"),
    Action.PUBLISH: _l("Published"),
    Action.UNPUBLISH: _l("Taken down from the public page"),
    Action.RATE_REPLY: _l("The sender rated the reply"),
    Action.REOPEN: _l("Reopened for a second look"),
    Action.TELL: _l("The sender was told"),
    Action.REISSUE_CODE: _l("New access code given at the counter"),
    Action.EXTEND: _l("Answer put off, with an appointment"),
    Action.RECOMPUTE: _l("Day moved, for the working calendar has changed"),
    Action.RECLASSIFY: _l("Put into another lane"),
    Action.ANSWER_LIGHTLY: _l("Answered by the unit"),
    Action.THANK: _l("Thanked, and passed on to the unit"),
    Action.ASK_EXPLANATION: _l("The unit concerned was asked to explain"),
    Action.EXPLAIN: _l("The unit concerned has explained"),
    Action.SPLIT: _l("A part is handled as a case of its own"),
    Action.SEAL: _l("Sealed"),
    Action.ENTRUST: _l("Another person keeps it"),
    Action.HAND_OVER: _l("Handed over"),
    Action.NAME: _l("Noted whom it is about: they cannot read it"),
    Action.PURGE: _l("Texts, files and contact erased"),
    Action.CLOSE_UNSATISFIED: _l("Closed: no new facts"),
    Action.CLOSE_UNCONFIRMED: _l("Closed as unconfirmed: the sender has said nothing"),
    Action.DIRECT: _l("A leader gave a task"),
    Action.DIRECTIVE_DONE: _l("The leader’s task was done"),
    Action.RELATE: _l("Noted as related"),
    Action.UNRELATE: _l("No longer noted as related"),
    Action.MERGE: _l("Answered together with another case"),
    Action.GATHER: _l("Another case is answered with this one"),
    Action.UNMERGE: _l("Handled by itself again"),
    Action.RELEASE: _l("Another case was taken out"),
    Action.ANSWER_TOGETHER: _l("Answered, together with another petition on the matter"),
    Action.TAKE_OVER: _l("Handed over with all open work"),
    Action.DISPATCH: _l("Transfer slip sent"),
}
