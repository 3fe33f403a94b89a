"""Documents are copied page by page into a new PDF, so that only what is printed comes through."""

import io
from typing import IO, BinaryIO, cast

from pikepdf import Dictionary, Object, ObjectStreamMode, PasswordError, Pdf

from portal.files.errors import FileRefusedError, Refusal
from portal.files.formats.cleaned import Cleaned
from portal.files.formats.pdf_streams import purge, set_limits

MAX_PAGES = 50
TAIL_BYTES = 1024
# What a page needs to be printed (ISO 32000-1, table 30); annotations are flattened before.
PAGE_KEYS = frozenset(
    {"/Type", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Group", "/UserUnit"}
)

set_limits()


def clean_pdf(source: IO[bytes]) -> Cleaned:
    """Return a new PDF of the same pages: no script, action, attachment, form, link or metadata.

    What annotations and filled forms show is painted into the page. Hidden layers become visible,
    so that nobody publishes what nobody saw.
    """
    _check_end(source)
    with _opened(source) as original, Pdf.new() as copy:
        _check_pages(original)
        _paint_annotations(original)
        for page in original.pages:
            _keep_only(page.obj, PAGE_KEYS)
            copy.pages.append(page)
        purge(copy)
        written = io.BytesIO()
        copy.save(written, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return Cleaned(written.getvalue(), pages=len(copy.pages))


def _check_end(source: IO[bytes]) -> None:
    """Refuse a file cut short: qpdf would repair it silently and lose what is missing."""
    source.seek(0)
    if b"%%EOF" not in source.read()[-TAIL_BYTES:]:
        raise FileRefusedError(Refusal.DAMAGED)
    source.seek(0)


def _opened(source: IO[bytes]) -> Pdf:
    try:
        pdf = Pdf.open(cast("BinaryIO", source))
    except PasswordError as error:
        raise FileRefusedError(Refusal.ENCRYPTED) from error
    if pdf.is_encrypted:  # opens without a password, yet its author forbade changes
        raise FileRefusedError(Refusal.ENCRYPTED)
    return pdf


def _check_pages(pdf: Pdf) -> None:
    # qpdf has walked the page tree by now: no page or a loop is an error to it, and twins of a page
    # are warnings, which it limits.
    if len(pdf.pages) > MAX_PAGES:
        raise FileRefusedError(Refusal.TOO_MANY_PAGES)


def _paint_annotations(pdf: Pdf) -> None:
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/NeedAppearances" in form:
        del form["/NeedAppearances"]  # qpdf would leave the filled fields unpainted
    pdf.flatten_annotations("screen")


def _keep_only(node: Object, kept: frozenset[str]) -> None:
    for key in set(node.keys()) - kept:
        del node[key]
