"""Taking over a content pack from a file: read, held against its questionnaire, kept."""

import hashlib
import tomllib
from datetime import datetime

from sqlalchemy.orm import Session

from portal.fieldwork import questionnaire_store
from portal.fieldwork.errors import FileFault, QuestionnaireRefusedError
from portal.fieldwork.models import Questionnaire
from portal.fieldwork.questionnaires import MOST_BYTES, error_line
from portal.fieldwork.tongues import store
from portal.fieldwork.tongues.errors import PackRefusedError, PackTakenError
from portal.fieldwork.tongues.models import TonguePack
from portal.offices.events import Actor, record
from surveys.faults import Fault, FaultCode
from surveys.shape import Data
from surveys.tongues.linting import lint_pack
from surveys.tongues.pack import pack_of


def take_over(session: Session, actor: Actor, content: bytes, *, now: datetime) -> TonguePack:
    """Keep a whole pack for a second person to open.

    Raises `QuestionnaireRefusedError` for what cannot be read, `PackRefusedError` with every
    fault, and `PackTakenError`; none of them keeps anything.
    """
    text, data = _read(content)
    asked = _asked_by(session, actor.authority_id, data)
    if faults := lint_pack(data, tomllib.loads(asked.toml)):
        raise PackRefusedError(faults)
    pack = pack_of(data)
    row = {
        "authority_id": actor.authority_id,
        "questionnaire_id": asked.id,
        "tongue": pack.tongue,
        "version": pack.version,
        "name": pack.name,
        "toml": text,
        "digest": hashlib.sha256(text.encode()).digest(),
        "added_by_id": actor.staff_id,
        "added_at": now,
    }
    kept = store.add_pack(session, row)
    if kept is None:
        raise PackTakenError(tongue=pack.tongue, version=pack.version)
    record(session, actor, "tongue_pack_added", now, id=kept.id, tongue=pack.tongue)
    return kept


def _read(content: bytes) -> tuple[str, Data]:
    if len(content) > MOST_BYTES:
        raise QuestionnaireRefusedError(FileFault.TOO_LARGE, kb=MOST_BYTES // 1024)
    try:
        text = content.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise QuestionnaireRefusedError(FileFault.NOT_UTF8) from error
    except tomllib.TOMLDecodeError as error:
        line = error_line(error, content)
        raise QuestionnaireRefusedError(FileFault.NOT_TOML, line=line) from error


def _asked_by(session: Session, authority_id: int, data: Data) -> Questionnaire:
    wanted = str(data.get("instrument", ""))
    code, _slash, version = wanted.partition("/")
    known = version.isascii() and version.isdecimal() and len(version) < 7
    found = questionnaire_store.asked(session, authority_id, code, int(version)) if known else None
    if found is None:
        raise PackRefusedError([Fault(FaultCode.NO_QUESTIONNAIRE, ("instrument",), wanted)])
    return found
