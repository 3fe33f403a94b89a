"""The code at the door of a case: forgiven slips, slow guessing, a valley behind one address."""

from datetime import datetime, timedelta

import pytest
import time_machine

from portal.access_codes import AccessCode, word_list
from portal.cases.intake.submit import send
from portal.db import Database
from portal.keys import Keys
from portal.web.citizen.tries import CODE_TRIES, NETWORK_TRIES, network
from tests.portal.cases.intake.builders import SUBMISSION, a_petition, an_anonymous_petition
from tests.proofreading import ProofreadingClient

URL = "/tra-cuu"


@pytest.fixture
def code(database: Database, keys: Keys, now: datetime, commune: int, clock: object) -> AccessCode:
    assert clock
    receipt = send(database, keys, a_petition(commune), SUBMISSION, now=now, is_fast=True)
    assert receipt.access_code is not None
    return receipt.access_code


def guesses(code: AccessCode, count: int) -> list[str]:
    """Return codes that pass their check and have the locator of the right one."""
    return [
        AccessCode(code.locator, f"hida-heto-samu-{word_list()[number]}").text
        for number in range(count)
    ]


def status(client: ProofreadingClient, typed: str, address: str = "203.0.113.7") -> int:
    answer = client.post(URL, data={"code": typed}, environ_base={"REMOTE_ADDR": address})
    return answer.status_code


def test_wrong_place_and_wrong_secret_get_the_same_page(
    client: ProofreadingClient, code: AccessCode
) -> None:
    answers = set()
    for wrong in (
        AccessCode(code.locator, "hida-heto-samu-suha"),
        AccessCode("00000000", code.secret),
    ):
        page = client.post(URL, data={"code": wrong.text})
        answers.add((page.status_code, page.text.replace(wrong.text, "")))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 422


def test_a_word_that_is_none_is_named_and_the_typing_stays(
    client: ProofreadingClient, code: AccessCode
) -> None:
    typed = " ".join([*code.words[:6], "zzzzzz"])
    page = client.post(URL, data={"code": typed})
    assert page.status_code == 422
    assert "Mã không có từ “zzzzzz”" in page.text
    assert f'value="{typed}"' in page.text


def test_slips_open_the_case(client: ProofreadingClient, code: AccessCode) -> None:
    slipped = " ".join([f"{code.words[0]}q".upper(), *code.words[1:]])
    assert status(client, slipped) == 303


def test_guessing_at_one_code_slows_down_from_whatever_address(
    client: ProofreadingClient, code: AccessCode, clock: time_machine.Traveller
) -> None:
    (first, window), (second, _hour), _day = CODE_TRIES
    tried = [
        status(client, guess, f"198.51.{number}.1")
        for number, guess in enumerate(guesses(code, first + 1))
    ]
    assert tried == [422] * first + [429]
    assert status(client, code.printed) == 429
    clock.shift(timedelta(seconds=window))
    again = [status(client, guess) for guess in guesses(code, second)]
    assert 422 in again
    assert again[-1] == 429
    clock.shift(timedelta(days=1))
    assert status(client, code.printed) == 303


def test_the_right_code_is_never_too_often(client: ProofreadingClient, code: AccessCode) -> None:
    most = max(tries for tries, _seconds in CODE_TRIES)
    assert {status(client, code.printed) for _ in range(most + 5)} == {303}


def test_a_typing_that_fails_its_check_is_no_try_at_the_code(
    client: ProofreadingClient, code: AccessCode
) -> None:
    wrong = " ".join([*code.words[:6], next(w for w in word_list() if w != code.words[6])])
    most = max(tries for tries, _seconds in CODE_TRIES)
    assert {status(client, wrong) for _ in range(most + 1)} == {422}
    assert status(client, code.printed) == 303


def test_a_valley_behind_one_address_is_not_locked_out_but_a_machine_is(
    client: ProofreadingClient, code: AccessCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert NETWORK_TRIES >= 500
    monkeypatch.setattr("portal.web.citizen.tries.NETWORK_TRIES", 30)
    # Right codes of neighbours cost the valley nothing.
    assert {status(client, code.printed) for _ in range(40)} == {303}
    wrong = [AccessCode(f"{number:08}", "hida-heto-samu-suha").text for number in range(31)]
    found = [status(client, guess, f"203.0.113.{number}") for number, guess in enumerate(wrong)]
    assert found == [422] * 30 + [429]
    assert status(client, code.printed, "203.0.113.200") == 429
    assert status(client, code.printed, "192.0.2.1") == 303


@pytest.mark.parametrize(
    ("address", "known_as"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_addresses_are_counted_by_their_network(address: str, known_as: str) -> None:
    assert network(address) == known_as


def test_the_sender_sees_the_day_somebody_else_opened_it(
    client: ProofreadingClient, code: AccessCode, clock: time_machine.Traveller
) -> None:
    def page() -> str:
        return client.get(client.post(URL, data={"code": code.printed}).location).text

    assert "Trước hôm nay chưa ai dùng mã" in page()
    clock.shift(timedelta(days=3))
    for _twice in range(2):
        shown = page()
        assert "lần gần nhất vào thứ Sáu, 20/11/2026" in shown
        assert "ở quầy sẽ được cấp mã mới" in shown


def test_who_wrote_without_a_name_is_not_sent_to_the_counter(
    client: ProofreadingClient,
    database: Database,
    keys: Keys,
    now: datetime,
    commune: int,
    clock: time_machine.Traveller,
) -> None:
    sent = send(database, keys, an_anonymous_petition(commune), SUBMISSION, now=now, is_fast=True)
    assert sent.access_code is not None
    for _day in range(2):
        opened = client.post(URL, data={"code": sent.access_code.printed}).location
        clock.shift(timedelta(days=1))
        shown = client.get(client.post(URL, data={"code": sent.access_code.printed}).location).text
        assert opened
        assert "Nếu không phải Ông/Bà mở" in shown
        assert "ở quầy sẽ được cấp mã mới" not in shown
