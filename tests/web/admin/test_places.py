"""Places are added, renamed and taken out of use; posters carry the public address."""

import re
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image
from sqlalchemy import select

from portal.codes import check_place_code
from portal.db import Database
from portal.offices import store
from portal.offices.kinds import Role
from portal.offices.models import ServicePoint
from portal.ratings.models import Envelope
from tests.builders import LONG_AGO, make_staff, make_survey, make_unit
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House, press

URL = "/admin/places"


def _add(admin: ProofreadingClient, **data: Any) -> Any:
    return press(admin, f"{URL}/new", **data)


def test_a_new_place_appears_with_a_code_of_its_own(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    response = _add(admin, name=" Quầy  Đất đai ", unit=str(mine.unit_id))
    assert (response.status_code, response.location) == (303, URL)
    with database.reading() as session:
        points = session.scalars(select(ServicePoint).order_by(ServicePoint.id)).all()
        assert points[-1].authority_id == mine.authority_id
        assert check_place_code(points[-1].code)
    assert "Đã lưu." in admin.get(URL).text


def test_what_was_typed_stays_when_it_does_not_fit(admin: ProofreadingClient, mine: House) -> None:
    response = _add(admin, name="x" * 121, unit=str(mine.unit_id))
    assert response.status_code == 422
    assert "x" * 121 in response.text
    assert _add(admin, name="", unit=str(mine.unit_id)).status_code == 422


def test_a_unit_of_the_neighbour_is_no_choice(
    admin: ProofreadingClient, database: Database, mine: House, other: House
) -> None:
    assert _add(admin, name="Quầy 9", unit=str(other.unit_id)).status_code == 422
    typed = {"name": "Quầy 9", "unit": str(other.unit_id)}
    assert admin.post_form(f"{URL}/{mine.point_id}", typed).status_code == 422
    with database.reading() as session:
        assert len(session.scalars(select(ServicePoint)).all()) == 2


def test_a_renamed_place_keeps_its_code(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    typed = {"name": "Quầy Hộ tịch", "unit": str(mine.unit_id)}
    assert admin.post_form(f"{URL}/{mine.point_id}", typed).status_code == 303
    with database.reading() as session:
        point = store.point_of(session, mine.authority_id, mine.point_id)
        assert (point.name, point.code) == ("Quầy Hộ tịch", "K7M2QXG")


def test_a_place_that_was_rated_is_not_given_to_another_unit(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    with database.writing() as session:
        point = store.point_of(session, mine.authority_id, mine.point_id)
        survey = make_survey(session, point.authority)
        clinic = make_unit(session, point.authority, "Trạm Y tế")
        session.add(
            Envelope(
                authority_id=mine.authority_id,
                survey_id=survey.id,
                service_point_id=point.id,
                given_on=LONG_AGO.date(),
                sealed=b"sealed",
            )
        )
    typed = {"name": "Quầy Hộ tịch", "unit": str(clinic.id)}
    answer = admin.post_form(f"{URL}/{mine.point_id}", typed)
    assert answer.status_code == 422
    assert re.search(r'id="unit-error">.*Đã có người đánh giá ở đây', answer.text)
    assert "Quầy Hộ tịch" in answer.text
    with database.reading() as session:
        assert store.point_of(session, mine.authority_id, mine.point_id).unit_id == mine.unit_id


def test_a_place_out_of_use_has_no_poster_until_it_comes_back(
    admin: ProofreadingClient, mine: House
) -> None:
    press(admin, f"{URL}/{mine.point_id}/revoke")
    page = admin.get(URL).text
    link = f"/admin/posters?where=point-{mine.point_id}"
    assert link not in page
    assert (
        press(admin, "/admin/posters/print", paper="a4", where="all", second="").status_code == 422
    )
    press(admin, f"{URL}/{mine.point_id}/restore")
    assert link in admin.get(URL).text


def test_the_picture_leads_to_the_public_address_whatever_the_host_says(
    admin: ProofreadingClient, mine: House
) -> None:
    response = admin.get(
        f"{URL}/{mine.point_id}/qr.png", headers={"X-Forwarded-Host": "evil.example"}
    )
    assert "attachment" in response.headers["Content-Disposition"]
    [code] = zxingcpp.read_barcodes(Image.open(BytesIO(response.data)))
    assert code.text == "https://gopy.example/q/K7M2QXG"


def test_svg_and_posters_are_what_they_say(admin: ProofreadingClient, mine: House) -> None:
    svg = admin.get(f"{URL}/{mine.point_id}/qr.svg")
    assert svg.mimetype == "image/svg+xml"
    assert "<title>Quầy 1</title>" in svg.text
    pdf = admin.get(f"/admin/posters/print/{mine.batch}/all.pdf")
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")


def test_a_clerk_prints_posters_and_changes_nothing(
    client: ProofreadingClient, database: Database, mine: House
) -> None:
    with database.writing() as session:
        point = store.point_of(session, mine.authority_id, mine.point_id)
        clerk = make_staff(session, point.authority, "clerk", Role.ONE_STOP_CLERK)
    client.sign_in(clerk)
    page = client.get(URL)
    assert page.status_code == 200
    assert f"{URL}/new" not in page.text
    assert client.get(f"/admin/posters/print/{mine.batch}/all.pdf").status_code == 200
    assert client.get(f"{URL}/{mine.point_id}").status_code == 403
    assert press(client, f"{URL}/new", name="Quầy 9", unit=str(mine.unit_id)).status_code == 403
