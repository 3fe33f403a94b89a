"""The accepted texts of a period, unit by unit, as the report takes them over."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.reports.unitparts import store


@dataclass(frozen=True)
class UnitTexts:
    """What a unit wrote, by the codes of the texts asked for; empty ones are left out."""

    unit: str
    texts: Mapping[str, str]


def unit_texts(session: Session, authority_id: int, period_id: int) -> list[UnitTexts]:
    return [
        UnitTexts(unit, {code: text for code, text in part.texts.items() if text})
        for unit, part in store.accepted(session, authority_id, period_id)
    ]
