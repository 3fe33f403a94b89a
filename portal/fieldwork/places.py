"""What a scanned code leads to: the place, its unit and commune, and the survey asked there."""

from datetime import datetime
from typing import NamedTuple


class Place(NamedTuple):
    """One service point as its rating page needs it.

    A flat tuple on purpose: it is also the key under which the finished page is kept, so that
    whatever changes in it makes a new page. `speech` changes with whatever languages and
    recordings are open (see `portal.fieldwork.tongues`).
    """

    service_point_id: int
    code: str
    name: str
    unit_name: str
    revoked_at: datetime | None
    authority_id: int
    authority_name: str
    province: str
    slug: str
    is_demo: bool
    hotline: str
    address: str
    hours: str
    reception: str
    has_procedures: bool
    survey_id: int | None
    questionnaire_id: int | None
    digest: bytes | None
    languages: str | None
    speech: str | None

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def is_asked(self) -> bool:
        """Whether a survey is open here."""
        return self.survey_id is not None
