"""Words beside numbers: on the console and in public, with their history; replies stay inside."""

from tests.portal.reports.world import OCTOBER, World
from tests.proofreading import ProofreadingClient
from tests.web.console.figures.conftest import Speakers
from tests.web.public.reading import words

NOTE = f"/console/ket-qua/nhan-xet?ky={OCTOBER}"
RESULTS = f"/console/ket-qua?ky={OCTOBER}"
SITE = f"/c/xa-suoi-mo/?ky={OCTOBER}"


def test_a_comment_and_every_earlier_version_stand_beside_the_figure_for_everyone(
    client: ProofreadingClient, people: Speakers
) -> None:
    client.sign_in(people.chair)
    for said in ("Hai tuần mất mạng.", "Ba tuần mất mạng."):
        assert (
            client.post_form(NOTE, {"words": said, "figure": "satisfied_share"}).status_code == 303
        )
    client.post_form(NOTE, {"words": "Bão số 5.", "figure": "received"})
    for page in (RESULTS, SITE):
        shown = words(client, page)
        assert "Ba tuần mất mạng. Chủ tịch UBND, 20/11/2026" in shown
        assert "Chủ tịch UBND, 20/11/2026: Hai tuần mất mạng." in shown
        assert "Bão số 5." in shown
        # The figure stays.
        assert "26 phiếu" in shown


def test_a_comment_about_a_unit_stands_on_its_page_and_in_public(
    client: ProofreadingClient, world: World, people: Speakers
) -> None:
    client.sign_in(people.chair)
    clinic = world.commune.units[1].id
    client.post_form(NOTE, {"words": "Thiếu y tá.", "figure": f"satisfied_share:{clinic}"})
    assert "Thiếu y tá." in words(client, f"/console/ket-qua/don-vi/{clinic}?ky={OCTOBER}")
    assert "Trạm Y tế Thiếu y tá. Chủ tịch UBND" in words(client, SITE)


def test_a_comment_that_says_nothing_new_comes_back(
    client: ProofreadingClient, people: Speakers
) -> None:
    client.sign_in(people.chair)
    empty = client.post_form(NOTE, {"words": "", "figure": "satisfied_share"})
    assert empty.status_code == 422
    assert "Xin viết nội dung trước" in empty.text
    strange = client.post_form(NOTE, {"words": "A", "figure": "satisfied_share:999"})
    assert strange.status_code == 422


def test_the_head_replies_beside_the_own_counter_and_nobody_outside_reads_it(
    client: ProofreadingClient, world: World, people: Speakers
) -> None:
    address = f"/console/ket-qua/quay/{world.commune.points[0].id}?ky={OCTOBER}"
    client.sign_in(people.other_head)
    assert client.get(address).status_code == 403
    client.sign_in(people.head)
    assert client.post_form(address, {"words": "Người mới, đang tập việc."}).status_code == 303
    for reader, reads in (
        (people.coordinator, True),
        (people.head, True),
        (people.colleague, False),
    ):
        client.sign_in(reader)
        assert ("Người mới" in client.get(RESULTS).text) is reads
    assert "Người mới" not in client.get(SITE).text
