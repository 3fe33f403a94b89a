"""A view is closed unless a rule opens it, and a signed-in form needs its token."""

import pytest
from flask import Flask, Response

from portal.app import create_app
from portal.config import Config
from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import Staff
from portal.offices.permissions import GRANTS, May, granted
from portal.web.security import any_staff, everyone, staff_may
from tests.builders import make_authority, make_staff
from tests.proofreading import ProofreadingClient


@pytest.fixture
def app(config: Config, database: Database) -> Flask:
    """Return an application of its own, for it gets views that no other test may meet."""
    app = create_app(config, database)

    @app.route("/exports-only", methods=["GET", "POST"])
    @staff_may(May.EXPORT)
    def exports_only() -> Response:
        return Response("exported", mimetype="text/plain")

    @app.get("/forgotten")
    def forgotten() -> Response:
        return Response("without a rule", mimetype="text/plain")

    @app.get("/staff")
    @any_staff
    def for_staff() -> Response:
        return Response("staff", mimetype="text/plain")

    return app


@pytest.fixture
def coordinator(database: Database) -> Staff:
    with database.writing() as session:
        return make_staff(session, make_authority(session), "hoa", Role.REFORM_COORDINATOR)


def test_a_view_without_a_rule_is_refused_to_all(client: ProofreadingClient) -> None:
    assert client.get("/forgotten").status_code == 403


def test_a_stranger_is_sent_to_sign_in_and_back(client: ProofreadingClient) -> None:
    answer = client.get("/exports-only?period=2026-10")
    assert answer.status_code == 303
    assert answer.location.startswith("/dang-nhap?next=/exports-only")


def test_a_role_opens_what_it_grants_and_nothing_else(
    client: ProofreadingClient, database: Database, coordinator: Staff
) -> None:
    client.sign_in(coordinator)
    assert client.get("/exports-only").text == "exported"
    with database.writing() as session:
        keeper = make_staff(session, coordinator.authority, "lan", Role.CASE_OFFICER)
    client.sign_in(keeper)
    assert client.get("/exports-only").status_code == 403
    assert client.get("/staff").text == "staff"


def test_a_form_without_its_token_is_refused(
    client: ProofreadingClient, coordinator: Staff
) -> None:
    client.sign_in(coordinator)
    assert client.post("/exports-only").status_code == 400


def test_nobody_has_a_view_with_two_rules() -> None:
    with pytest.raises(TypeError):
        everyone(any_staff(lambda: ""))


def test_every_role_is_in_the_table_and_roles_add_up() -> None:
    assert set(GRANTS) == set(Role)
    both = granted(frozenset({Role.OBSERVER, Role.RECORDS_CLERK}))
    assert both == GRANTS[Role.OBSERVER] | GRANTS[Role.RECORDS_CLERK]
    assert granted(frozenset()) == frozenset()


def test_an_administrator_reads_no_petition() -> None:
    assert GRANTS[Role.ADMINISTRATOR].isdisjoint({May.SEE_CASES, May.SEE_CONTACT})
    assert GRANTS[Role.OBSERVER] == {May.SEE_RESULTS, May.SEE_REMEDIES}
