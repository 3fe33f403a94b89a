"""What the console calls things: kinds and subjects in the office's own terms, queues, reasons."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.cases.handling.outcomes import Refusal
from portal.cases.handling.queues.kinds import Queue
from portal.cases.kinds import CHOSEN, FORMAL, CaseKind, Channel, ReplyBy, Subject
from portal.cases.replies.issuing.signing import SigningForm
from portal.cases.replies.redaction import Doubt
from portal.cases.routing.suggesting import SuggestedBecause

KINDS: dict[CaseKind, LazyString] = {
    CaseKind.REPORT: _l("Report"),
    CaseKind.PROPOSAL: _l("Proposal"),
    CaseKind.INQUIRY: _l("Inquiry"),
    CaseKind.PRAISE: _l("Words of praise"),
    CaseKind.FORMAL_COMPLAINT: _l("Complaint"),
    CaseKind.DENUNCIATION: _l("Denunciation"),
    CaseKind.ABOUT_LEADERS: _l("About the chairperson or a deputy"),
}
CHOSEN_KINDS = {kind: KINDS[kind] for kind in CHOSEN}
FORMAL_KINDS = {kind: KINDS[kind] for kind in FORMAL}
SUBJECTS: dict[Subject, LazyString] = {
    Subject.ADMINISTRATIVE_ACT: _l("Administrative act"),
    Subject.REGULATION: _l("Administrative regulation"),
    Subject.LOCAL_LIFE: _l("Local life"),
    Subject.SERVICE_QUALITY: _l("Quality of service"),
}
REPLY_BY: dict[ReplyBy, LazyString] = {
    ReplyBy.CODE: _l("Looks it up with the code"),
    ReplyBy.PHONE: _l("A telephone call"),
    ReplyBy.PAPER: _l("Paper, at the counter"),
    ReplyBy.EMAIL: _l("E-mail"),
}
CHANNELS: dict[Channel, LazyString] = {
    Channel.QR: _l("QR code"),
    Channel.WEB: _l("Web page"),
    Channel.COUNTER: _l("Counter"),
}
QUEUES: dict[Queue, LazyString] = {
    Queue.TO_ACCEPT: _l("To accept"),
    Queue.TO_ASSIGN: _l("To give to a unit"),
    Queue.MY_UNIT: _l("My unit"),
    Queue.BESIDE: _l("My unit coordinates"),
    Queue.TO_APPROVE: _l("To approve"),
    Queue.TO_SIGN: _l("To record as signed"),
    Queue.TO_TELL: _l("To tell the sender"),
    Queue.DISSATISFIED: _l("Sender not satisfied"),
    Queue.TO_PUBLISH: _l("To publish"),
    Queue.NAMED: _l("About somebody of the office"),
    Queue.DUE_SOON: _l("Due soon"),
    Queue.OVERDUE: _l("Overdue"),
    Queue.GROSSLY_OVERDUE: _l("Grossly overdue"),
    Queue.EXTENDED: _l("Put off, with an appointment"),
    Queue.WAITING: _l("Waiting for the sender"),
    Queue.SEALED: _l("Sealed, kept by me"),
    Queue.ALL: _l("All cases"),
}
REFUSALS: dict[Refusal, LazyString] = {
    Refusal.UNCLEAR: _l("It does not say clearly what happened or what is wished"),
    Refusal.SENDER_UNKNOWN: _l("Feedback on a regulation, without name and address"),
    Refusal.COMPLAINT_OR_DENUNCIATION: _l("It is a complaint or a denunciation"),
    Refusal.OTHER_OFFICE: _l("Another office decides it, and the sender must go there"),
    Refusal.ALREADY_ANSWERED: _l("Answered in writing before, and nothing new"),
    Refusal.WITH_ANOTHER_OFFICE: _l("Another office or a court has it already"),
    Refusal.ABUSIVE: _l("It threatens or insults"),
}
SIGNING_FORMS: dict[SigningForm, LazyString] = {
    SigningForm.TM: _l("TM. – on behalf of the People’s Committee"),
    SigningForm.KT: _l("KT. – for the chairperson, by a deputy"),
    SigningForm.TL: _l("TL. – by order of the chairperson"),
    SigningForm.TUQ: _l("TUQ. – with the chairperson’s written authority"),
}
SUGGESTED: dict[SuggestedBecause, LazyString] = {
    SuggestedBecause.A_RULE: _l("a rule of the commune fits"),
    SuggestedBecause.ITS_SERVICE_POINT: _l("it was sent from the place of this unit"),
    SuggestedBecause.USED_TO_THE_SUBJECT: _l("it has had most cases on this subject"),
}
DOUBTS: dict[Doubt, LazyString] = {
    Doubt.PHONE: _l("Looks like a telephone number"),
    Doubt.EMAIL: _l("Looks like an e-mail address"),
    Doubt.IDENTITY_NUMBER: _l("Looks like an identity number"),
    Doubt.PLATE: _l("Looks like a number plate"),
    Doubt.OFFICIAL: _l("Name of a member of staff"),
    Doubt.PERSON: _l("Looks like a person’s name"),
}
