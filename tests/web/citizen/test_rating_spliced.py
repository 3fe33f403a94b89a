"""A value spliced into a page compressed beforehand gives one valid gzip stream."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.web.citizen.spliced import SplicedPage

MARK = "\ue000"
TEXT = some.text(some.characters(exclude_characters=MARK, exclude_categories=["Cs"]))


@given(head=TEXT, tail=TEXT, value=TEXT)
def test_what_goes_in_comes_out(head: str, tail: str, value: str) -> None:
    page = SplicedPage(head + MARK + tail, MARK)
    assert page.plain(value).decode() == head + value + tail
    assert gzip.decompress(page.gzipped(value)).decode() == head + value + tail


def test_the_stream_is_one_member_and_ends_where_it_says() -> None:
    packed = SplicedPage("<p>" * 9000 + MARK + "</p>" * 9000, MARK).gzipped("token")
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert len(reader.decompress(packed)) == 9000 * 7 + 5
    assert reader.eof
    assert reader.unused_data == b""
    assert len(packed) < 500


@pytest.mark.parametrize("html", ["no mark", MARK + MARK])
def test_a_page_without_exactly_one_mark_is_a_mistake(html: str) -> None:
    with pytest.raises(ValueError, match="exactly once"):
        SplicedPage(html, MARK)
