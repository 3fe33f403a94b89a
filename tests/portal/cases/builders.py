"""Builders of cases, actors and acts for the tests of this room."""

import os
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from portal.cases.acts import CITIZEN, Act, Actor
from portal.cases.events import facts_after, record, record_submission
from portal.cases.facts import CaseFacts
from portal.cases.kinds import Action, State, TextPart
from portal.cases.models import Case
from portal.offices.kinds import Role
from portal.offices.models import Authority, Staff
from portal.offices.permissions import granted

# Counted, not drawn: two cases of one test must never meet on a locator by chance.
LOCATORS = count(1)
RECEIVED_AT = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)
STORY = "Đèn đường đầu thôn hỏng đã hai tuần."
DUE = {"due_on": "2026-12-04", "due_rule": "REPLY_OWN", "calendar_version": 1}
SUBMITTED = {
    "kind": "report",
    "subject": "local_life",
    "sender_kind": "person",
    "is_anonymous": False,
    "reply_by": "code",
    "channel": "web",
    "language": "vi",
    "may_publish": True,
    "classify_due_on": "2026-11-23",
    **DUE,
}
TEXTS: Mapping[Action, dict[TextPart, str]] = {
    Action.ASK: {TextPart.QUESTION: "Đèn ở cột số mấy?"},
    Action.SUPPLY: {TextPart.SUPPLEMENT: "Cột số 7."},
    Action.NAME: {TextPart.REASON: "Người viết nói về một người ở đó."},
    Action.NOT_ACCEPT: {TextPart.REASON: "Việc này của điện lực."},
    Action.NOTE: {TextPart.NOTE: "Đã gọi thợ."},
    Action.GIVE_BACK: {TextPart.REASON: "Đèn này do phòng khác lắp."},
    Action.DRAFT: {TextPart.REPLY: "Đèn đã sửa xong.", TextPart.POINTS: "[]"},
    Action.RETURN: {TextPart.REASON: "Xin ghi rõ ngày sửa."},
    Action.ANSWER_AT_ONCE: {TextPart.REPLY: "Đèn đã sửa xong."},
    Action.PUBLISH: {TextPart.PUBLIC_STORY: "Đèn hỏng.", TextPart.PUBLIC_REPLY: "Đã sửa."},
    Action.UNPUBLISH: {TextPart.REASON: "Còn tên người."},
    Action.REOPEN: {TextPart.SUPPLEMENT: "Đèn lại tắt."},
    Action.EXTEND: {TextPart.REASON: "Phải chờ vật tư."},
    Action.RESUME: {TextPart.REASON: "Đã tìm ra cột đèn."},
    Action.RECLASSIFY: {TextPart.REASON: "Việc này là cách phục vụ."},
    Action.ANSWER_LIGHTLY: {TextPart.REPLY: "Quầy mở cửa đến 17 giờ."},
    Action.THANK: {TextPart.REPLY: "Cảm ơn Ông/Bà."},
    Action.ASK_EXPLANATION: {TextPart.TO_EXPLAIN: "Vì sao hồ sơ trễ hẹn?"},
    Action.EXPLAIN: {TextPart.EXPLANATION: "Máy chủ hỏng hai ngày."},
    Action.ANSWER_TOGETHER: {TextPart.REPLY: "Đèn đã sửa xong."},
    Action.SEAL: {TextPart.REASON: "Người viết tố cáo một cán bộ."},
    Action.CLOSE_UNSATISFIED: {TextPart.REASON: "Không có tình tiết mới."},
    Action.DIRECT: {TextPart.DIRECTIVE: "Kiểm tra các cột khác."},
    Action.DIRECTIVE_DONE: {TextPart.DIRECTIVE_DONE: "Đã kiểm tra."},
}
DATA: Mapping[Action, dict[str, Any]] = {
    Action.NOT_ACCEPT: {"outcome": "not_ours", "sent_to": "Điện lực huyện"},
    Action.FORWARD: {"sent_to": "Công ty Điện lực"},
    Action.ASSIGN: {"unit_id": 1, "due_on": "2026-12-02"},
    Action.SIGN: {
        "document_number": "15/UBND-VP",
        "document_on": date(2026, 11, 27),
        "document_signer": "Nguyễn Văn A",
    },
    Action.RATE_REPLY: {"is_satisfied": False},
    Action.REOPEN: {**DUE, "due_on": "2026-12-18"},
    Action.TELL: {"way": "phone"},
    Action.REISSUE_CODE: {"code_turn": 1},
    Action.EXTEND: {**DUE, "due_on": "2026-12-11", "extended_days": 15},
    Action.RECOMPUTE: {**DUE, "calendar_version": 2},
    Action.RECLASSIFY: {"kind": "report", "subject": "service_quality"},
    Action.THANK: {"unit_id": 1},
    Action.ASK_EXPLANATION: {"explaining_unit_id": 1, "explain_due_on": "2026-11-25"},
    Action.SPLIT: {"into": "XSM1-261120-001"},
    Action.SEAL: {"kind": "denunciation", "handler_id": 1},
    Action.ENTRUST: {"handler_id": 1},
    Action.HAND_OVER: {"sent_to": "Ban Tiếp công dân tỉnh", "pages": 2, "files": 0},
    Action.PURGE: {"erased": 3},
    Action.CLOSE_UNSATISFIED: {"outcome": "no_new_facts", "sent_to": "Ban Tiếp công dân tỉnh"},
    Action.CLOSE_UNCONFIRMED: {"outcome": "unconfirmed"},
    Action.DIRECT: {"unit_id": 1, "due_on": "2026-11-27"},
    Action.DIRECTIVE_DONE: {"unit_id": 1},
    Action.RELATE: {"other": "XSM1-261119-002"},
    Action.UNRELATE: {"other": "XSM1-261119-002"},
    Action.MERGE: {"merged_into_id": 2, "into": "XSM1-261119-002", "unit_id": 1},
    Action.GATHER: {"follower": "XSM1-261119-002"},
    Action.RELEASE: {"follower": "XSM1-261119-002"},
    Action.ANSWER_TOGETHER: {"with": "XSM1-261119-002", "drafted_by_id": 2},
    Action.TAKE_OVER: {"from": "unit-1"},
    Action.DISPATCH: {
        "document_number": "3/PC-UBND",
        "document_on": date(2026, 11, 23),
        "document_signer": "Nguyễn Văn A",
    },
}


def facts(**changes: Any) -> CaseFacts:
    submitted = facts_after(Act(Action.SUBMIT, CITIZEN, RECEIVED_AT, data=SUBMITTED))
    return CaseFacts(**{**asdict(submitted), **changes})


def staff_actor(*roles: Role, staff_id: int = 1, unit_id: int | None = None) -> Actor:
    return Actor(staff_id, unit_id, granted(frozenset(roles)))


def actor_of(staff: Staff) -> Actor:
    return Actor(staff.id, staff.unit_id, granted(staff.roles))


def make_act(
    action: Action, actor: Actor = CITIZEN, at: datetime = RECEIVED_AT, **data: Any
) -> Act:
    """Return an act with everything said that its step needs; `data` overrides."""
    return Act(action, actor, at, {**DATA.get(action, {}), **data}, TEXTS.get(action, {}))


def make_case(
    session: Session,
    authority: Authority,
    *,
    number: int = 1,
    at: datetime = RECEIVED_AT,
    **submitted: Any,
) -> Case:
    """Return a case as its first event made it."""
    act = Act(
        Action.SUBMIT,
        CITIZEN,
        at,
        data={**SUBMITTED, **submitted},
        texts={TextPart.STORY: STORY},
    )
    case = Case(
        authority_id=authority.id,
        reference=f"{authority.reference_prefix}-261119-{number:03}",
        submission_digest=os.urandom(32),
        content_digest=os.urandom(32),
        locator=f"{next(LOCATORS):06}",
        secret_hash="none",
        place="",
        **asdict(facts_after(act)),
    )
    session.add(case)
    session.flush()
    record_submission(session, case, act)
    return case


def walk(session: Session, case: Case, *steps: tuple[Action, Actor, dict[str, Any]]) -> State:
    """Do several acts, an hour apart, and return where the case then stands."""
    for hours, (action, actor, data) in enumerate(steps, start=1):
        record(session, case, make_act(action, actor, RECEIVED_AT + timedelta(hours=hours), **data))
    return State(case.state)
