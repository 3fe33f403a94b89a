"""What is taken out is written down first: no line in the log, no file."""

from portal.offices.events import Actor, record
from portal.web.session import database, request_now, signed_in


def note_export(what: str, **data: object) -> None:
    """Note that somebody takes out a file, before it is made; `data` holds codes and ids."""
    staff = signed_in()
    with database().writing() as session:
        actor = Actor(staff.authority_id, staff.id)
        record(session, actor, "exported", request_now(), what=what, **data)
