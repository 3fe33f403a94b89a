"""Every number leads to what is behind it: as many cases as it says, or how it is made."""

import re

from sqlalchemy import select

from portal.cases.models import Case
from portal.db import Database
from tests.portal.reports.world import OCTOBER
from tests.proofreading import ProofreadingClient
from tests.web.console.people import People
from tests.web.public.reading import rows, words

RESULTS = f"/console/ket-qua?ky={OCTOBER}"
FIGURE = f"/console/ket-qua/so-lieu/{OCTOBER}"


def test_each_number_on_the_page_is_the_number_of_rows_behind_it(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.coordinator)
    page = client.get(RESULTS).text
    links = re.findall(rf'href="({FIGURE}/(\w+))">(\d+)</a>', page)
    petitions = [(url, int(n)) for url, code, n in links if code not in {"satisfied", "answers"}]
    assert len(petitions) == 10
    for url, n in petitions:
        listed = rows(client, url)
        listed.pop("Số hồ sơ", None)
        assert len([name for name in listed if re.search(r"\d{2}", name)]) == n, url


def test_a_figure_of_ratings_says_how_it_is_made(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.coordinator)
    page = words(client, f"{FIGURE}/satisfied_share")
    assert "(n4 + n5) / (n1 + n2 + n3 + n4 + n5)" in page
    assert "88%" in page
    assert "Biển chỉ đường đến đúng quầy" in words(client, f"{FIGURE}/index")


def test_a_colleague_reads_definitions_but_no_register(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.colleague)
    assert f"{FIGURE}/received" not in client.get(RESULTS).text
    assert client.get(f"{FIGURE}/received").status_code == 403
    assert client.get(f"{FIGURE}/satisfied_share").status_code == 200


def test_a_stranger_and_a_wrong_address_find_nothing(
    client: ProofreadingClient, people: People
) -> None:
    client.sign_in(people.stranger)
    assert client.get(f"{FIGURE}/received").status_code == 404
    client.sign_in(people.coordinator)
    for nothing in (f"{FIGURE}/reference", f"{FIGURE}/x", "/console/ket-qua/so-lieu/2031-01/low"):
        assert client.get(nothing).status_code == 404
    assert client.get("/console/ket-qua/so-lieu/2026-12/received").status_code == 404
    client.sign_in(people.clerk)
    assert client.get(f"{FIGURE}/received").status_code == 403


def test_what_names_whoever_looks_is_counted_and_not_listed(
    client: ProofreadingClient, database: Database, people: People
) -> None:
    """The figure is the commune's; the line of the register would tell whom it is about."""
    client.sign_in(people.coordinator)
    before = words(client, f"{FIGURE}/to_handle")
    with database.writing() as session:
        listed = [one for one in session.scalars(select(Case)) if one.reference in before]
        listed[0].named_staff_id = people.coordinator.id
        hidden, shown = listed[0].reference, listed[1].reference
    after = words(client, f"{FIGURE}/to_handle")
    form = {"period": OCTOBER, "format": "json", "language": "vi"}
    exported = client.post_form("/console/ket-qua/xuat", form).text
    for text in (after, exported):
        assert hidden not in text
        assert shown in text
