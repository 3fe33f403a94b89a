"""What a case has on paper and in files: of its sender, of the office, and to take along."""

from dataclasses import dataclass

from flask import url_for

from portal.cases.handling.case_file import CaseFile
from portal.cases.kinds import State
from portal.cases.replies.issuing.signing import FROM_OFFICE
from portal.documents.printing import can_print
from portal.files.models import Attachment


@dataclass(frozen=True)
class FileLink:
    """One file of the sender, by a name that says nothing of what it was called at home."""

    name: str
    url: str
    size: str


@dataclass(frozen=True)
class Papers:
    """What a case has to take along beside its print: its day for a calendar, an appointment."""

    has_day: bool
    has_appointment: bool
    has_record: bool
    has_slip: bool
    can_print: bool
    signed: list[FileLink]


def papers(file: CaseFile) -> Papers:
    state = State(file.case.state)
    is_put_off = file.case.extended_on is not None
    return Papers(
        state.is_open,
        is_put_off,
        state is State.HANDED_OVER,
        state is State.FORWARDED,
        can_print(),
        file_links(file, FROM_OFFICE),
    )


def file_name(reference: str, row: Attachment) -> str:
    """Return the name under which a file is handed out."""
    signed = "-da-ky" if row.origin == FROM_OFFICE else ""
    return f"{reference}-{row.position}{signed}.{row.extension}"


def file_links(file: CaseFile, origin: str) -> list[FileLink]:
    reference = file.case.reference
    return [_file_link(reference, row) for row in file.attachments if row.origin == origin]


def _file_link(reference: str, row: Attachment) -> FileLink:
    url = url_for("case.attachment", reference=reference, file_id=row.id)
    return FileLink(file_name(reference, row), url, f"{max(1, row.size_bytes // 1024)} KB")
