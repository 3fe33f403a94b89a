"""A new access code for a named sender who stands at the counter and has shown who they are."""

import os
from datetime import datetime

from sqlalchemy.orm import Session

from portal.access_codes import AccessCode, derive_access_code
from portal.cases.acts import Act, Actor
from portal.cases.events import record
from portal.cases.intake import store
from portal.cases.kinds import Action
from portal.cases.models import Case
from portal.keys import Keys, Purpose
from portal.offices.passwords import hasher


def new_code(keys: Keys, turn: int, *, is_fast: bool = False) -> tuple[AccessCode, str]:
    """Return a code that hangs on no submission, and the slow hash of its secret part.

    Made before the transaction; whoever still has the old form open cannot derive it.
    """
    code = derive_access_code(keys.key(Purpose.ACCESS_CODE), os.urandom(16), turn)
    return code, hasher(is_fast=is_fast).hash(code.secret)


def reissue_access_code(
    session: Session, case: Case, actor: Actor, made: tuple[AccessCode, str], *, now: datetime
) -> AccessCode:
    """Replace the access code of a named sender's case; the old one opens nothing any more.

    Raises `NotAllowedError` for an anonymous case or an actor who may not see contacts. A locator
    that is taken makes the commit fail with `ConstraintError`: make another code and try again.
    """
    code, secret_hash = made
    act = Act(Action.REISSUE_CODE, actor, now, data={"code_turn": case.code_turn + 1})
    record(session, case, act)
    store.replace_code(session, case, code.locator, secret_hash)
    return code
