"""The pages of reply templates, and beginning an answer with one."""

from portal.cases.kinds import State
from tests.portal.cases.handling.builders import House
from tests.proofreading import ProofreadingClient
from tests.web.console.conftest import MakeCase

ROOT = "/console/mau-tra-loi"
LAMP = {"name": "Đèn đường", "done": "Đã thay bóng cho {reference}, hạn {due}."}


def test_a_template_begins_the_empty_parts_of_an_answer(
    client: ProofreadingClient, house: House, page_at: MakeCase
) -> None:
    url = page_at(State.ASSIGNED)
    client.sign_in(house.officer)
    assert "Begin with a template" not in client.get(f"{url}/draft?lang=en").text
    assert client.post_form(f"{ROOT}/moi", LAMP).location == ROOT
    page = client.get(f"{url}/draft?lang=en").text
    template_id = page.partition('name="template"')[2].partition('value="')[2].partition('"')[0]
    reference = url.rpartition("/")[2]
    begun = client.post_form(f"{url}/draft", {"template": template_id, "fill": "1"}).text
    assert f"Đã thay bóng cho {reference}, hạn 04/12/2026.</textarea>" in begun
    typed = {"template": template_id, "fill": "1", "points-0-done": "Đã có lời."}
    begun = client.post_form(f"{url}/draft", typed).text
    assert "Đã có lời.</textarea>" in begun
    assert 'name="points-1-done"' in begun


def test_an_unknown_field_is_named_and_nothing_is_lost(
    client: ProofreadingClient, house: House
) -> None:
    client.sign_in(house.officer)
    odd = {**LAMP, "done": "Gửi {ten_nguoi}."}
    answer = client.post_form(f"{ROOT}/moi?lang=en", odd)
    assert answer.status_code == 422
    assert "Nobody can fill in {ten_nguoi}." in answer.text
    assert "Gửi {ten_nguoi}.</textarea>" in answer.text


def test_a_template_is_changed_and_deleted_by_its_unit_alone(
    client: ProofreadingClient, house: House
) -> None:
    client.sign_in(house.officer)
    client.post_form(f"{ROOT}/moi", LAMP)
    page = client.get(ROOT).text
    url = (
        f"{ROOT}/{page.partition(f'{ROOT}/moi')[2].partition(f'{ROOT}/')[2].partition(chr(34))[0]}"
    )
    assert client.post_form(url, {"name": "Chiếu sáng", "done": "Đã thay."}).location == ROOT
    assert client.post_form(url, {"name": "", "done": "Đã thay."}).status_code == 422
    client.sign_in(house.colleague)
    assert "Chiếu sáng" not in client.get(ROOT).text
    assert client.get(url).status_code == 404
    client.sign_in(house.clerk)
    assert client.get(ROOT).status_code == 403
    client.sign_in(house.officer)
    answer = client.post(f"{url}/xoa", data={"csrf_token": "falsch"})
    assert answer.status_code in {400, 422}
    token = client.get(url).text.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert client.post(f"{url}/xoa", data={"csrf_token": token}).location == ROOT
    assert "Chiếu sáng" not in client.get(ROOT).text
