import base64
import io
import zlib
from collections.abc import Callable

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from portal.files.errors import FileRefusedError, Refusal
from portal.files.workbench import clean_here
from tests.portal.files.samples import (
    MAKER,
    document,
    laid_open,
    photo,
    reopened,
    shown,
    with_picture,
)

SCRIPT = "app.alert('hello')"


def script_action() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(SCRIPT))


def acting_when_opened(pdf: Pdf) -> None:
    pdf.Root.OpenAction = script_action()
    pdf.Root.AA = Dictionary(WC=script_action())
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(script_action())]))
    )
    pdf.pages[0].obj["/AA"] = Dictionary(O=script_action())


def carrying_a_file(pdf: Pdf) -> None:
    pdf.attachments["payload.exe"] = b"MZ stowaway"


def naming_its_author(pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = MAKER
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [MAKER]
    pdf.pages[0].obj["/PieceInfo"] = Dictionary(App=Dictionary(Private=String(MAKER)))
    pdf.pages[0].obj["/Metadata"] = pdf.make_stream(MAKER.encode())
    pdf.pages[0].obj["/Thumb"] = pdf.make_stream(MAKER.encode())


def linking_away(pdf: Pdf) -> None:
    targets = [
        Dictionary(S=Name.URI, URI=String("https://stowaway.example")),
        Dictionary(S=Name.Launch, F=String("stowaway.exe")),
        Dictionary(S=Name.SubmitForm, F=String("https://stowaway.example")),
    ]
    pdf.pages[0].Annots = Array(
        pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=target)
        )
        for target in targets
    )


def with_a_filled_form(pdf: Pdf) -> None:
    look = pdf.make_stream(b"0 g 0 0 100 100 re f")
    look.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 100, 100])})
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("name"),
            V=String("filled in"),
            Rect=Array([400, 700, 500, 800]),
            AP=Dictionary(N=look),
            AA=Dictionary(K=script_action()),
            F=4,
        )
    )
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), NeedAppearances=True, XFA=pdf.make_stream(SCRIPT.encode())
    )


def with_layers_and_twins(pdf: Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(MAKER)))
    form = pdf.make_stream(b"0 g 0 0 10 10 re f")
    form.update(
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Form,
            "/BBox": Array([0, 0, 10, 10]),
            "/OC": layer,
            "/Metadata": pdf.make_stream(MAKER.encode()),
            "/Ref": Dictionary(F=String("https://stowaway.example")),
            "/PTEX.FileName": String(MAKER),
        }
    )
    pdf.pages[0].Resources = Dictionary(
        XObject=Dictionary(Fm0=form), Properties=Dictionary(MC0=layer), Stowaway=script_action()
    )


def darkness(content: bytes, x: int, y: int) -> bool:
    """Tell whether a point of the first page, in points from below left, is printed black."""
    pdf = pypdfium2.PdfDocument(content)
    page = pdf[0]
    bitmap = page.render()
    image = bitmap.to_pil().convert("L")
    bitmap.close()
    page.close()
    pdf.close()
    return bool(image.crop((x, image.height - y, x + 1, image.height - y + 1)).tobytes()[0] < 64)


@pytest.mark.parametrize(
    ("change", "traces"),
    [
        (acting_when_opened, [b"JavaScript", b"/JS", b"app.alert", b"/AA", b"/OpenAction"]),
        (carrying_a_file, [b"stowaway", b"payload", b"/EmbeddedFile", b"/Filespec"]),
        (naming_its_author, [MAKER.encode(), b"/Author", b"/Metadata", b"/PieceInfo", b"/Thumb"]),
        (linking_away, [b"stowaway", b"/URI", b"/Launch", b"/SubmitForm", b"/Annots"]),
        (with_a_filled_form, [b"app.alert", b"/AcroForm", b"/XFA", b"/AA", b"filled in"]),
        (with_layers_and_twins, [b"stowaway", MAKER.encode(), b"/OC", b"/Metadata", b"JavaScript"]),
    ],
)
def test_nothing_active_and_nothing_personal_is_left(
    change: Callable[[Pdf], None], traces: list[bytes]
) -> None:
    before = document(change)
    assert any(trace in laid_open(before) for trace in traces)

    after = laid_open(clean_here(before).content)

    assert [trace for trace in traces if trace in after] == []
    assert darkness(clean_here(before).content, 150, 150)


def test_the_new_document_knows_only_its_pages() -> None:
    before = document(acting_when_opened, carrying_a_file, naming_its_author, linking_away)

    with reopened(clean_here(before).content) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in pdf.trailer


def test_what_was_filled_in_is_still_to_be_seen() -> None:
    cleaned = clean_here(document(with_a_filled_form)).content

    assert darkness(cleaned, 450, 750)
    assert not darkness(cleaned, 350, 750)


def test_what_hides_behind_the_end_or_before_the_start_is_gone() -> None:
    before = b"\n" + document() + b"\nPK\x03\x04 stowaway"

    assert b"stowaway" not in laid_open(clean_here(before).content)


def test_a_turned_page_that_inherits_its_size_stays_so() -> None:
    def inherit(pdf: Pdf) -> None:
        pdf.Root.Pages.MediaBox = Array([0, 0, 300, 200])
        pdf.Root.Pages.Rotate = 90
        del pdf.pages[0].obj["/MediaBox"]

    with reopened(clean_here(document(inherit)).content) as pdf:
        page = pdf.pages[0]
        assert [int(side) for side in page.mediabox] == [0, 0, 300, 200]
        assert page.obj["/Rotate"] == 90


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_photo_inside_loses_name_and_place(wrapped: bool) -> None:
    jpeg = photo()
    data = zlib.compress(jpeg) if wrapped else jpeg
    filters = [Name.FlateDecode, Name.DCTDecode] if wrapped else [Name.DCTDecode]

    with reopened(clean_here(document(with_picture(data, filters))).content) as pdf:
        picture = pdf.pages[0].Resources.XObject.Im0
        raw = picture.read_raw_bytes()
        assert picture.Filter == Name.DCTDecode
        assert MAKER.encode() not in raw
        assert b"Exif" not in raw
        assert shown(raw).tobytes() == shown(jpeg).tobytes()


def test_fifty_pages_are_taken_and_counted() -> None:
    assert clean_here(document(pages=50)).pages == 50


def test_fifty_one_pages_are_too_many() -> None:
    with pytest.raises(FileRefusedError) as refusal:
        clean_here(document(pages=51))

    assert refusal.value.reason == Refusal.TOO_MANY_PAGES


@pytest.mark.parametrize("password", ["secret", ""])
def test_an_encrypted_document_is_refused_with_or_without_a_password(password: str) -> None:
    locked = io.BytesIO()
    with reopened(document()) as pdf:
        pdf.save(locked, encryption=Encryption(owner="owner", user=password))

    with pytest.raises(FileRefusedError) as refusal:
        clean_here(locked.getvalue())

    assert refusal.value.reason == Refusal.ENCRYPTED


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_torn_document_is_refused(share: float) -> None:
    whole = document(pages=20)

    with pytest.raises(FileRefusedError) as refusal:
        clean_here(whole[: int(len(whole) * share)])

    assert refusal.value.reason == Refusal.DAMAGED


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n<html></html>%%EOF"])
def test_a_document_in_name_only_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        clean_here(content)

    assert refusal.value.reason == Refusal.DAMAGED


def test_a_document_without_pages_is_refused() -> None:
    with pytest.raises(FileRefusedError) as refusal:
        clean_here(document(pages=0))

    assert refusal.value.reason == Refusal.DAMAGED


@pytest.mark.parametrize(
    ("filters", "encode"),
    [
        ([], bytes),
        ([Name.FlateDecode], zlib.compress),
        ([Name.ASCIIHexDecode, Name.FlateDecode], lambda data: zlib.compress(data).hex().encode()),
        ([Name.ASCII85Decode], lambda data: base64.a85encode(data) + b"~>"),
        ([Name.FlateDecode], lambda data: zlib.compress(data)[:-4] + bytes(4)),
    ],
    ids=["plain", "usual", "wrapped", "old", "wrong sum"],
)
def test_every_honest_coding_of_a_page_is_still_printed(
    filters: list[Name], encode: Callable[[bytes], bytes]
) -> None:
    def recode(pdf: Pdf) -> None:
        data = pdf.pages[0].Contents.read_bytes()
        usual = Array(
            Dictionary(Predictor=1) if name == Name.FlateDecode else None for name in filters
        )
        pdf.pages[0].Contents.write(encode(data), filter=Array(filters), decode_parms=usual)

    assert darkness(clean_here(document(recode)).content, 150, 150)


def test_a_scan_in_black_and_white_keeps_how_it_is_to_be_read() -> None:
    def fax(pdf: Pdf) -> None:
        with_picture(b"\x00\x10\x01", [Name.CCITTFaxDecode])(pdf)
        pdf.pages[0].Resources.XObject.Im0.DecodeParms = Array([Dictionary(K=-1, Columns=32)])

    with reopened(clean_here(document(fax)).content) as pdf:
        assert pdf.pages[0].Resources.XObject.Im0.DecodeParms.K == -1


def test_a_document_with_a_wrong_table_of_contents_is_repaired() -> None:
    shifted = document().replace(b"startxref\n", b"startxref\n1")

    assert clean_here(shifted).pages == 1
