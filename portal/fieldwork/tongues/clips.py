"""Recordings of questions: which there may be, and keeping one until a second person opens it."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from portal.errors import NotFoundError
from portal.fieldwork import questionnaire_store
from portal.fieldwork.tongues import store
from portal.fieldwork.tongues.errors import ClipFault, ClipRefusedError
from portal.fieldwork.tongues.models import Clip
from portal.files.formats.sound import Sound, recognise_sound
from portal.offices.events import Actor, record
from surveys.shape import Data
from surveys.tongues.codes import is_tongue


@dataclass(frozen=True)
class Limits:
    """What a recording may be, as `recording.toml` has it."""

    most_bytes: int
    most_seconds: int
    bits_per_second: int


LIMITS = Limits(
    **tomllib.loads(Path(__file__).with_name("recording.toml").read_text(encoding="utf-8"))
)
SCALE = "scale"


@dataclass(frozen=True)
class Slot:
    """Where a recording belongs: a question or scale of a questionnaire, in a language."""

    questionnaire_id: int
    tongue: str
    item: str


@dataclass(frozen=True)
class Checked:
    """Bytes that are a sound, and of which kind."""

    content: bytes
    sound: Sound


def items_of(asked: Data) -> dict[str, str]:
    """Return what can be recorded and its words in the first language of the questionnaire.

    Every question, and every scale: its levels are the same for many questions.
    """
    first = asked["languages"][0]
    scales = {SCALE: asked["scale"]} if "scale" in asked else {}
    scales |= {f"{SCALE}.{row['code']}": row for row in asked.get("scales", [])}
    words = {
        item: " · ".join(level["text"][first] for level in scale["levels"])
        for item, scale in scales.items()
    }
    return words | {row["code"]: row["text"][first] for row in asked["questions"]}


def checked(content: bytes) -> Checked:
    """Look at what was sent; raises `ClipRefusedError`."""
    if not content:
        raise ClipRefusedError(ClipFault.EMPTY)
    if len(content) > LIMITS.most_bytes:
        raise ClipRefusedError(ClipFault.TOO_LARGE)
    sound = recognise_sound(content)
    if sound is None:
        raise ClipRefusedError(ClipFault.NO_SOUND)
    return Checked(content, sound)


def keep(
    session: Session, actor: Actor, slot: Slot, file: Checked, key: str, *, now: datetime
) -> Clip:
    """Keep a recording that lies on the shelf under `key`; raises `NotFoundError` for no slot."""
    asked = questionnaire_store.usable(session, actor.authority_id, slot.questionnaire_id)
    if slot.item not in items_of(tomllib.loads(asked.toml)) or not is_tongue(slot.tongue):
        raise NotFoundError(item=slot.item)
    assert actor.staff_id is not None  # noqa: S101  # recordings come from the console
    clip = Clip(
        authority_id=actor.authority_id,
        questionnaire_id=asked.id,
        tongue=slot.tongue,
        item=slot.item,
        key=key,
        media_type=file.sound.media_type,
        extension=file.sound.extension,
        size_bytes=len(file.content),
        sha256=hashlib.sha256(file.content).digest(),
        added_by_id=actor.staff_id,
        added_at=now,
    )
    store.add_clip(session, clip)
    record(session, actor, "clip_added", now, id=clip.id, tongue=slot.tongue)
    return clip
