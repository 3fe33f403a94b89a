"""A petition sent as a citizen sends it, for tests of what happens to it later."""

import hashlib

from portal.cases.intake.petition import NewPetition
from portal.cases.intake.submit import send
from portal.db import Database
from portal.keys import Keys
from tests.portal.cases.handling.builders import NOW


def submitted(database: Database, keys: Keys, petition: NewPetition) -> int:
    """Send a petition and return the id of its case; other words make another case."""
    submission_id = hashlib.sha256(petition.story.encode()).digest()[:16]
    return send(database, keys, petition, submission_id, now=NOW, is_fast=True).case_id
