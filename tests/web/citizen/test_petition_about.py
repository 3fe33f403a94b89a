"""A petition that says whom it is about; one about the leaders leaves no trace of itself."""

import logging

import pytest
from sqlalchemy import func, select

from portal.cases.models import Case
from portal.config import Config
from portal.db import Database
from portal.files.models import Attachment
from portal.offices.kinds import Role
from portal.offices.models import Authority, Staff, Unit
from portal.web.admin.messages import ROLES
from tests.builders import make_staff
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.citizen.builders import FILLED, URL, photo, send, upload

pytestmark = pytest.mark.usefixtures("commune", "clock")

CANARY = "hoangyenbatdau"
ABOUT_LEADERS = {**FILLED, "story": f"Chủ tịch {CANARY} lấy đất của tôi.", "about": "leaders"}


@pytest.fixture
def head(database: Database, commune: int) -> tuple[int, int]:
    """The head of a unit, by unit and person."""
    with database.writing() as session:
        unit = session.scalars(select(Unit)).one()
        authority = session.get_one(Authority, commune)
        person = make_staff(session, authority, "binh", Role.UNIT_HEAD, unit=unit)
        make_staff(session, authority, "chutich", Role.CHAIRPERSON)
        return unit.id, person.id


def test_the_form_offers_units_and_posts_and_no_account(
    client: ProofreadingClient, head: tuple[int, int], database: Database
) -> None:
    page = client.get(URL + "?lang=en").text
    assert f'value="unit-{head[0]}"' in page
    assert f'value="staff-{head[1]}"' in page
    assert str(ROLES[Role.UNIT_HEAD]) in page
    with database.reading() as session:
        for person in session.scalars(select(Staff)):
            assert person.display_name not in page
            assert f'"{person.username}"' not in page


@pytest.mark.parametrize("what", ["unit", "staff"])
def test_whom_it_names_is_kept_with_their_unit(
    client: ProofreadingClient, database: Database, head: tuple[int, int], what: str
) -> None:
    unit, person = head
    send(client, about=f"{what}-{unit if what == 'unit' else person}")
    with database.reading() as session:
        case = session.scalars(select(Case)).one()
    assert (case.named_unit_id, case.named_staff_id) == (unit, person if what == "staff" else None)


def test_praise_hides_nothing_from_whom_it_praises(
    client: ProofreadingClient, database: Database, head: tuple[int, int]
) -> None:
    send(client, kind="praise", about=f"unit-{head[0]}")
    with database.reading() as session:
        assert session.scalars(select(Case.named_unit_id)).one() is None


def test_a_forged_name_is_refused_and_nothing_lost(
    client: ProofreadingClient, database: Database
) -> None:
    page = client.post_form(URL, {**FILLED, "about": "staff-99999"})
    assert page.status_code == 422
    assert FILLED["story"] in page.text
    with database.reading() as session:
        assert session.scalar(select(func.count(Case.id))) == 0


@pytest.mark.parametrize("step", ["check", "send", "answer"])
def test_what_is_about_the_leaders_is_shown_back_with_the_address_of_the_province(
    client: ProofreadingClient, step: str
) -> None:
    page = client.post_form(URL, {**ABOUT_LEADERS, "step": step})
    assert page.status_code == 200
    assert ABOUT_LEADERS["story"] in page.text
    assert "Luật Tố cáo 2018, Điều 12" in page.text
    back = client.post(URL, data={**hidden_fields(page.text), "step": "edit"})
    assert CANARY in back.text
    assert FILLED["place"] in back.text


def test_the_commune_enters_the_address_with_its_source(
    client: ProofreadingClient, database: Database, commune: int
) -> None:
    with database.writing() as session:
        authority = session.get_one(Authority, commune)
        authority.leaders_receiver = "Ban Tiếp công dân tỉnh, 1 Lê Lợi"
        authority.leaders_source = "Thông báo 12/TB-UBND"
    page = client.post_form(URL, ABOUT_LEADERS).text
    assert "1 Lê Lợi" in page
    assert "Thông báo 12/TB-UBND" in page


def test_nothing_of_it_is_in_any_file_or_log(
    client: ProofreadingClient,
    database: Database,
    config: Config,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    staged = client.post_form(URL, {**FILLED, **upload(photo())})
    client.post(URL, data={**hidden_fields(staged.text), **ABOUT_LEADERS, **upload(photo("blue"))})
    with database.reading() as session:
        rows = [session.scalar(select(func.count()).select_from(t)) for t in (Case, Attachment)]
        assert rows == [0, 0]
    raw = b"".join(path.read_bytes() for path in config.data_dir.rglob("*") if path.is_file())
    assert CANARY.encode() not in raw
    assert not [path for path in (config.data_dir / "files").rglob("*") if path.is_file()]
    assert CANARY not in caplog.text
