"""The short form is short: few taps, little to read, and no sentence longer than a breath."""

import pytest

from portal.db import Database
from tests.portal.ratings.builders import make_commune
from tests.proofreading import ProofreadingClient
from tests.reading import sentences, syllables_to_read, taps

PAGE = "/q/K7M2QXG"
MOST_TAPS = 14
# A Vietnamese word has one or two syllables, and a blank stands after each: 150 words of two.
MOST_SYLLABLES = 300
LONGEST_SENTENCE = 25


@pytest.fixture(autouse=True)
def _commune(database: Database) -> None:
    make_commune(database)


def test_the_short_form_takes_fourteen_taps_at_most(client: ProofreadingClient) -> None:
    assert 2 < taps(client.get(PAGE).text) <= MOST_TAPS


def test_there_is_little_to_read_from_the_code_to_the_thanks(client: ProofreadingClient) -> None:
    read = [
        word for path in ("", "/cam-on") for word in syllables_to_read(client.get(PAGE + path).text)
    ]
    assert 100 < len(read) <= MOST_SYLLABLES


@pytest.mark.parametrize("path", ["", "/de", "/cam-on", "/y-kien", "/thu-tuc"])
def test_no_sentence_is_longer_than_a_breath(client: ProofreadingClient, path: str) -> None:
    said = sentences(client.get(PAGE + path).text)
    assert said
    assert [one for one in said if len(one.split()) > LONGEST_SENTENCE] == []


def test_the_counting_itself_sees_a_long_page() -> None:
    page = (
        f"<main><p>{'một hai ba ' * 9}.</p><input type=radio name=a><p class=quiet>x y</p></main>"
    )
    assert (len(syllables_to_read(page)), taps(page)) == (30, 2)
    assert len(sentences(page)[0].split()) == 28
