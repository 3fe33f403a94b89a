"""The methods page is the registry of definitions and nothing else."""

import pytest

from portal.reports.definitions import CAVEATS, PETITIONS, RATINGS
from portal.words.translate import say
from tests.proofreading import ProofreadingClient
from tests.web.public.reading import document, words

PAGE = "/c/xa-suoi-mo/cach-tinh"
pytestmark = pytest.mark.usefixtures("world")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_definition_is_on_the_page_word_for_word(
    client: ProofreadingClient, lang: str
) -> None:
    page = words(client, f"{PAGE}?lang={lang}")
    for definition in (*RATINGS, *PETITIONS):
        assert say(lang, definition.name) in page
        assert say(lang, definition.text) in page
    for caveat in CAVEATS:
        assert say(lang, caveat) in page


def test_every_definition_can_be_linked_to(client: ProofreadingClient) -> None:
    ids = {element.get("id") for element in document(client, PAGE).iter("div")}
    assert {definition.code for definition in (*RATINGS, *PETITIONS)} <= ids
