"""Documents that are small on the wire and enormous when opened."""

import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from portal.files.errors import FileRefusedError, Refusal
from portal.files.formats.pdf_streams import MAX_UNPACKED_BYTES
from portal.files.workbench import clean_here
from tests.portal.files.samples import document, photo, png_claiming, with_picture, zeros

MEBIBYTE = 1024 * 1024


def with_content(*pieces: tuple[bytes, list[Name]]) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        streams = []
        for data, filters in pieces:
            stream = pdf.make_stream(b"")
            stream.write(data, filter=Array(filters))
            streams.append(stream)
        pdf.pages[0].Contents = Array(streams)

    return change


def with_objects_in(packed: bytes) -> bytes:
    """Return a PDF whose catalogue lies in an object stream with the given packed content."""
    start = b"%PDF-1.5\n"
    head = b"1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    body = start + head + packed + b"\nendstream endobj\n"
    rows = [(0, 0, 0), (1, len(start), 0), (2, 1, 0), (1, len(body), 0)]
    table = b"".join(a.to_bytes(1) + b.to_bytes(4) + c.to_bytes(1) for a, b, c in rows)
    xref = b"3 0 obj<</Type/XRef/Size 4/W[1 4 1]/Root 2 0 R/Length %d>>stream\n" % len(table)
    end = b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + xref + table + end


def refused_with(content: bytes) -> tuple[Refusal, int]:
    """Return why a file is refused and how many bytes Python took for it."""
    tracemalloc.start()
    with pytest.raises(FileRefusedError) as refusal:
        clean_here(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return refusal.value.reason, peak


@pytest.mark.parametrize(
    "content",
    [
        png_claiming(30_000, 30_000, zeros(256 * MEBIBYTE)),
        png_claiming(100, 100, zeros(256 * MEBIBYTE)),
        with_objects_in(zeros(256 * MEBIBYTE)),
        document(with_content((zeros(512 * MEBIBYTE), [Name.FlateDecode]))),
    ],
    ids=["wide PNG", "deep PNG", "PDF objects", "PDF page"],
)
def test_no_bomb_makes_the_process_grow(content: bytes) -> None:
    assert peak_bytes(content) < 320 * MEBIBYTE


def test_a_photo_of_108_megapixels_costs_less_than_one_of_forty_used_to() -> None:
    assert peak_bytes(photo(size=(12_000, 9_000))) < 180 * MEBIBYTE


def peak_bytes(content: bytes) -> int:
    """Return the most memory a process of its own held while it cleaned or refused a file."""
    program = (
        "import io, pathlib, re, sys\n"
        "from portal.files.workbench import answer\n"
        "answer(sys.stdin.buffer, io.BytesIO())\n"
        # Not getrusage: its peak is inherited from the test process that forked this one.
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', status)[1])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], input=content, capture_output=True, check=True
    )

    return int(done.stdout) * 1024


def test_a_page_of_half_a_gigabyte_is_refused_with_the_memory_of_a_chunk() -> None:
    bomb = document(with_content((zeros(512 * MEBIBYTE), [Name.FlateDecode])))

    reason, peak = refused_with(bomb)

    assert reason == Refusal.TOO_LARGE
    assert peak < 8 * MEBIBYTE


def test_many_middling_streams_count_together() -> None:
    share = MAX_UNPACKED_BYTES // 3 + MEBIBYTE
    bomb = document(with_content(*[(zeros(share), [Name.FlateDecode])] * 3))

    assert refused_with(bomb)[0] == Refusal.TOO_LARGE


@pytest.mark.parametrize(
    "filters",
    [
        [Name.FlateDecode, Name.FlateDecode],
        [Name.ASCIIHexDecode, Name.FlateDecode],
    ],
)
def test_a_bomb_wrapped_twice_is_refused(filters: list[Name]) -> None:
    inner = zeros(512 * MEBIBYTE)
    outer = zlib.compress(inner) if filters[0] == Name.FlateDecode else inner.hex().encode() + b">"

    reason, peak = refused_with(document(with_content((outer, filters))))

    assert reason == Refusal.DAMAGED
    assert peak < 80 * MEBIBYTE


def test_a_bomb_in_the_oldest_coding_is_refused() -> None:
    bomb = document(with_content((bytes(128 * 1024), [Name.LZWDecode])))

    assert refused_with(bomb)[0] == Refusal.TOO_LARGE


def test_a_bomb_of_objects_is_refused() -> None:
    assert refused_with(with_objects_in(zeros(512 * MEBIBYTE)))[0] == Refusal.DAMAGED


def test_a_picture_that_claims_a_field_of_pixels_is_refused() -> None:
    bomb = document(with_picture(zlib.compress(b""), [Name.FlateDecode], side=40_000))

    assert refused_with(bomb)[0] == Refusal.TOO_MANY_PIXELS


def test_a_photo_inside_is_judged_by_its_own_header() -> None:
    small = photo()
    at = small.index(b"\xff\xc0") + 5
    bomb = small[:at] + b"\xff\xff\xff\xff" + small[at + 4 :]

    assert (
        refused_with(document(with_picture(bomb, [Name.DCTDecode])))[0] == Refusal.TOO_MANY_PIXELS
    )


def test_a_tree_of_pages_that_multiplies_is_refused() -> None:
    def grow(pdf: Pdf) -> None:
        node = pdf.pages[0].obj
        for _ in range(30):
            kids = Array([node] * 100)
            node = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=kids, Count=100))
        pdf.Root.Pages = node

    assert refused_with(document(grow))[0] == Refusal.DAMAGED


def test_a_page_listed_a_hundred_thousand_times_is_refused() -> None:
    def repeat(pdf: Pdf) -> None:
        pdf.Root.Pages.Kids = Array([pdf.pages[0].obj] * 100_000)

    assert refused_with(document(repeat))[0] == Refusal.DAMAGED


def test_brackets_without_end_are_refused() -> None:
    nested = b"%PDF-1.4\n1 0 obj\n" + b"[" * MEBIBYTE + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"

    assert refused_with(nested)[0] == Refusal.DAMAGED
