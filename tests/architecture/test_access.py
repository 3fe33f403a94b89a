"""Every route has an access rule and every table an authority."""

from flask import Flask

from portal.models import Base
from tests.proofreading import endpoints_without_rule

# These rows belong to a row that belongs to an authority, or are the authority itself.
WITHOUT_AUTHORITY = {"authority", "staff_role", "staff_feed", "staff_session", "password_link"}


def test_every_route_has_an_access_rule(app: Flask) -> None:
    assert endpoints_without_rule(app) == []


def test_every_table_names_its_authority_but_for_the_listed() -> None:
    without = {t.name for t in Base.metadata.sorted_tables if "authority_id" not in t.columns}
    assert without == WITHOUT_AUTHORITY
