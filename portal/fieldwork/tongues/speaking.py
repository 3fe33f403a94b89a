"""In which languages a questionnaire is spoken to citizens at a moment, and what can be heard."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from portal.fieldwork.tongues import store
from surveys.instrument import Instrument
from surveys.tongues.linting import lint_pack
from surveys.tongues.pack import Pack, pack_of, spoken


@dataclass(frozen=True)
class Tongue:
    """A language that is whole: the words of the pages, and the questionnaire in it alone."""

    pack: Pack
    instrument: Instrument


@dataclass(frozen=True)
class Heard:
    """A recording as a page names it."""

    id: int
    digest: str
    extension: str


@dataclass(frozen=True)
class Spoken:
    """Languages by tag, and recordings by language and item."""

    tongues: Mapping[str, Tongue] = field(default_factory=dict)
    clips: Mapping[tuple[str, str], Heard] = field(default_factory=dict)


def spoken_by(connection: Connection, authority_id: int, questionnaire_id: int) -> Spoken:
    """Return what is open; a pack that this program finds wanting is left out as a whole.

    A later program may need words that a pack of today does not have: then its page is not
    offered until the next version of the pack, rather than with words of another language.
    """
    tongues = {}
    for row in store.open_packs(connection, authority_id, questionnaire_id):
        data, asked = tomllib.loads(row.toml), tomllib.loads(row.asked)
        if not lint_pack(data, asked):
            pack = pack_of(data)
            tongues[pack.tongue] = Tongue(pack, spoken(asked, pack))
    clips = {
        (tongue, item): Heard(clip_id, digest.hex()[:12], extension)
        for tongue, item, clip_id, digest, extension in store.open_clips(
            connection, authority_id, questionnaire_id
        )
    }
    return Spoken(tongues, clips)
