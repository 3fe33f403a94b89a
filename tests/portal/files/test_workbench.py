import importlib
import io
import json
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.files.errors import FileRefusedError, Refusal
from portal.files.kinds import recognise
from portal.files.workbench import answer, clean_here
from tests.portal.files.samples import HEIC, document, photo, shown, two_halves, written

WHOLE = (
    photo(),
    written(two_halves(), "PNG"),
    written(two_halves("P"), "GIF"),
    written(two_halves(), "WEBP"),
    HEIC,
    document(pages=2),
)
bounded = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


def survives(content: bytes) -> None:
    """Clean, and let nothing but a refusal or a whole clean file be the outcome."""
    try:
        cleaned = clean_here(content)
    except FileRefusedError:
        return
    if cleaned.pages is None:
        assert shown(cleaned.content).size == (cleaned.width, cleaned.height)
    else:
        assert cleaned.content.startswith(b"%PDF-")


@bounded
@given(st.binary(max_size=2000))
def test_noise_is_refused_or_cleaned_and_never_breaks(content: bytes) -> None:
    survives(content)


@bounded
@given(st.sampled_from(WHOLE), st.binary(max_size=500))
def test_noise_behind_a_true_beginning_never_breaks(whole: bytes, noise: bytes) -> None:
    survives(whole[:32] + noise)


@bounded
@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12),
    st.floats(0.2, 1),
)
def test_a_file_with_flipped_bytes_never_breaks(
    whole: bytes, flips: list[tuple[float, int]], share: float
) -> None:
    changed = bytearray(whole)
    for place, value in flips:
        changed[int(place * len(changed))] = value
    survives(bytes(changed[: int(len(changed) * share)]))


@bounded
@given(
    st.sampled_from(WHOLE),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(WHOLE),
)
def test_a_file_grafted_onto_another_never_breaks(
    first: bytes, cut: float, graft: float, second: bytes
) -> None:
    survives(first[: int(cut * len(first))] + second[int(graft * len(second)) :])


def test_an_unknown_type_is_refused_here_too() -> None:
    with pytest.raises(FileRefusedError) as refusal:
        clean_here(b"<html>")

    assert refusal.value.reason == Refusal.UNKNOWN_TYPE


@pytest.mark.parametrize(
    ("library", "module", "content"),
    [
        ("pi_heif", "portal.files.formats.heic", HEIC),
        ("pikepdf", "portal.files.formats.pdf", document()),
    ],
    ids=["libheif", "qpdf"],
)
def test_a_missing_library_refuses_its_own_kind_only(
    monkeypatch: pytest.MonkeyPatch, library: str, module: str, content: bytes
) -> None:
    importlib.import_module(module)
    monkeypatch.delitem(sys.modules, module)
    monkeypatch.delitem(sys.modules, "portal.files.formats.pdf_streams", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    assert recognise(content[:64]) is not None

    with pytest.raises(FileRefusedError) as refusal:
        clean_here(content)

    assert refusal.value.reason == Refusal.UNSUPPORTED_HERE
    assert clean_here(photo()).width == 64


def test_the_answer_is_a_line_of_measures_and_the_clean_bytes() -> None:
    target = io.BytesIO()

    answer(io.BytesIO(photo()), target)

    line, content = target.getvalue().split(b"\n", 1)
    assert json.loads(line) == {"width": 64, "height": 48, "pages": None}
    assert shown(content).size == (64, 48)


def test_the_answer_to_a_bad_file_is_its_refusal_alone() -> None:
    target = io.BytesIO()

    answer(io.BytesIO(photo()[:300]), target)

    assert target.getvalue() == b'{"refused": "damaged"}\n'
