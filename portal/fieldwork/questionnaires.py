"""Questionnaires as they are kept: built-in ones on first use, an authority's own from files."""

import hashlib
import re
import tomllib
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from portal.fieldwork import questionnaire_store as store
from portal.fieldwork.errors import FileFault, QuestionnaireRefusedError, QuestionnaireTakenError
from portal.fieldwork.models import Questionnaire
from portal.offices.events import Actor, record
from surveys.instrument import Instrument
from surveys.loading import InstrumentError, builtin_text, parse_text
from surveys.writing import self_contained

MOST_BYTES = 256 * 1024
"""No questionnaire that a person could answer is larger."""

# By digest, because equal texts are equal instruments in whatever database they lie.
_read: dict[bytes, Instrument] = {}


def instrument_of(digest: bytes, text: Callable[[], str]) -> Instrument:
    """Return the instrument whose text has a digest; the text is asked for and read once only."""
    found = _read.get(digest)
    if found is None:
        found = _read[digest] = parse_text(text())
    return found


def read_instrument(questionnaire: Questionnaire) -> Instrument:
    """Return the instrument of a row that is at hand."""
    return instrument_of(questionnaire.digest, lambda: questionnaire.toml)


def builtin(session: Session, code: str, *, now: datetime) -> Questionnaire:
    """Return the questionnaire of a built-in instrument as this program has it.

    Raises `LookupError` if there is none and `QuestionnaireTakenError` if an older program had
    another text under the same version.
    """
    return _kept(session, None, builtin_text(code), now)[0]


def take_over(session: Session, actor: Actor, content: bytes, *, now: datetime) -> Questionnaire:
    """Keep the questionnaire in a file for an authority; the same file again changes nothing.

    Raises `QuestionnaireRefusedError` and `QuestionnaireTakenError`; neither keeps anything.
    """
    questionnaire, is_new = _kept(session, actor.authority_id, checked_text(content), now)
    if is_new:
        record(
            session,
            actor,
            "questionnaire_added",
            now,
            code=questionnaire.code,
            version=questionnaire.version,
        )
    return questionnaire


def checked_text(content: bytes) -> str:
    """Return the text of a file that lints clean, else raise `QuestionnaireRefusedError`."""
    if len(content) > MOST_BYTES:
        raise QuestionnaireRefusedError(FileFault.TOO_LARGE, kb=MOST_BYTES // 1024)
    try:
        text = content.decode("utf-8-sig")
        parse_text(text)
        return self_contained(text)
    except UnicodeDecodeError as error:
        raise QuestionnaireRefusedError(FileFault.NOT_UTF8) from error
    except tomllib.TOMLDecodeError as error:
        raise QuestionnaireRefusedError(
            FileFault.NOT_TOML, line=error_line(error, content)
        ) from error
    except InstrumentError as error:
        raise QuestionnaireRefusedError(faults=error.faults) from error


def error_line(error: tomllib.TOMLDecodeError, content: bytes) -> int:
    """Take the line out of the parser's English sentence; the last where the file just ends."""
    found = re.search(r"line (\d+)", str(error))
    return int(found[1]) if found else content.count(b"\n") + 1


def _kept(
    session: Session, authority_id: int | None, text: str, now: datetime
) -> tuple[Questionnaire, bool]:
    instrument, digest = parse_text(text), hashlib.sha256(text.encode()).digest()
    row = {
        "authority_id": authority_id,
        "code": instrument.code,
        "version": instrument.version,
        "digest": digest,
        "toml": text,
        "added_at": now,
    }
    questionnaire, is_new = store.kept(session, row)
    if questionnaire.digest != digest:
        raise QuestionnaireTakenError(code=instrument.code, version=instrument.version)
    return questionnaire, is_new
