"""What the tests of the set-up pages know of a commune, and how they press its buttons."""

from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from portal.offices.models import Staff
from tests.proofreading import ProofreadingClient, hidden_fields


@dataclass(frozen=True)
class House:
    """One commune: its ids, its administrator and an officer who may not set anything up."""

    authority_id: int
    unit_id: int
    village_id: int
    point_id: int
    kiosk_id: int
    procedure_id: int
    poster_id: int
    batch: str
    admin: Staff
    officer: Staff


def press(client: ProofreadingClient, url: str, **data: Any) -> TestResponse:
    """Press a button that is a form of its own; its token comes from a page everyone has."""
    token = hidden_fields(client.get("/console/mat-khau").text)["csrf_token"]
    return client.post(url, data={"csrf_token": token, **data})
