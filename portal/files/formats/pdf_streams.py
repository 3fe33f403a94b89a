"""The streams behind the pages: weighed against bombs, and stripped of what no printer needs."""

import zlib

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from pikepdf.settings import set_qpdf_limits

from portal.files.errors import FileRefusedError, Refusal
from portal.files.formats.jpeg import pixel_size, without_metadata
from portal.files.formats.pictures import check_pixels

MAX_UNPACKED_BYTES = 384 * 1024 * 1024  # fifty scanned sheets, grey, 300 dots an inch
MAX_BUFFER_BYTES = 64 * 1024 * 1024
CHUNK_BYTES = 1024 * 1024
PIECE_BYTES = 16 * 1024
LZW_RATIO = 1365  # a 12-bit code can stand for 4,096 bytes

FLATE = frozenset({"/FlateDecode", "/Fl"})
LZW = frozenset({"/LZWDecode", "/LZW"})
JPEG = frozenset({"/DCTDecode", "/DCT"})
PICTURE = JPEG | {"/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"}

# Actions, attachments, metadata, private data of programs, data kept in other files, twins of a
# picture, hidden layers (ISO 32000-1) and the paths that LaTeX leaves behind.
NEVER_KEPT = frozenset(
    {"/AA", "/AF", "/Alternates", "/F", "/FDecodeParms", "/FFilter", "/LastModified", "/Metadata"}
    | {"/OC", "/OPI", "/PieceInfo", "/PTEX.FileName", "/PTEX.InfoDict", "/PTEX.PageNumber"}
    | {"/Ref", "/StructParent", "/StructParents", "/Thumb"}
)
RESOURCES = frozenset(
    {"/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/ProcSet", "/Properties", "/Shading"}
    | {"/XObject"}
)


def set_limits() -> None:
    """Tell qpdf, for the whole process, when to give up on a document made to exhaust it."""
    set_qpdf_limits(
        doc_max_warnings=1_000,
        parser_max_container_size=200_000,
        max_stream_filters=4,
        flate_max_memory=MAX_BUFFER_BYTES,
        run_length_max_memory=MAX_BUFFER_BYTES,
        png_max_memory=MAX_BUFFER_BYTES,
        tiff_max_memory=MAX_BUFFER_BYTES,
    )


def purge(pdf: Pdf) -> None:
    """Strip all that hangs below the pages; refuse what unpacks to more than a document needs."""
    left = MAX_UNPACKED_BYTES
    for thing in list(pdf.objects):  # unpacking adds some
        if isinstance(thing, Dictionary | Stream):
            _purge_resources(thing)
        if isinstance(thing, Stream):
            left -= _weigh(pdf, thing, left)
            if left < 0:
                raise FileRefusedError(Refusal.TOO_LARGE)


def _purge_resources(owner: Object) -> None:
    resources = owner.get("/Resources")
    if not isinstance(resources, Dictionary):
        return
    for key in set(resources.keys()) - RESOURCES:
        del resources[key]
    if "/Properties" in resources:
        # The content refers to these by name, so the names stay; layers and metadata go.
        names = list(resources["/Properties"].keys())
        resources["/Properties"] = Dictionary({name: Dictionary() for name in names})


def _weigh(pdf: Pdf, stream: Stream, left: int) -> int:
    """Clean one stream and return how many bytes it unpacks to, stopping soon after `left`."""
    for key in NEVER_KEPT & set(stream.keys()):
        del stream[key]
    if "/Width" in stream and "/Height" in stream:
        check_pixels(int(stream["/Width"]), int(stream["/Height"]))
    filters = [str(name) for name in _listed(stream.get("/Filter"))]
    if filters and filters[-1] in PICTURE:
        return _clean_coded_picture(pdf, stream, filters)
    if len(filters) == 1 and filters[0] in FLATE:
        return _unpacked_size(stream.read_raw_bytes(), left)
    return len(_unpacked(pdf, stream, filters))


def _clean_coded_picture(pdf: Pdf, stream: Stream, filters: list[str]) -> int:
    """Leave the picture's own coding as the only one, and take EXIF out of a JPEG."""
    coding, wrappings = filters[-1], filters[:-1]
    parameters = [*_listed(stream.get("/DecodeParms"))[len(wrappings) :], None][0]
    data = _unpacked(pdf, stream, wrappings)
    if coding in JPEG:
        check_pixels(*pixel_size(data))
        data = without_metadata(data)
    stream.write(
        data,
        filter=Name(coding),
        decode_parms=parameters if isinstance(parameters, Dictionary) else None,
    )
    return len(data)


def _unpacked(pdf: Pdf, stream: Stream, filters: list[str]) -> bytes:
    """Return the bytes behind the first filters of a stream, as far as qpdf's limits allow."""
    raw = stream.read_raw_bytes()
    if not LZW.isdisjoint(filters) and len(raw) * LZW_RATIO > MAX_BUFFER_BYTES:
        raise FileRefusedError(Refusal.TOO_LARGE)  # qpdf sets no limit to this one
    if not filters:
        return raw
    wrapped = Stream(pdf, raw)
    wrapped["/Filter"] = Array([Name(name) for name in filters])
    if parameters := _listed(stream.get("/DecodeParms"))[: len(filters)]:
        wrapped["/DecodeParms"] = Array(parameters)
    return wrapped.read_bytes()


def _unpacked_size(packed: bytes, left: int) -> int:
    """Count without keeping: a bomb of gigabytes costs one chunk of memory and a second."""
    inflater = zlib.decompressobj()
    size = 0
    try:
        for start in range(0, len(packed), PIECE_BYTES):
            piece = packed[start : start + PIECE_BYTES]
            while piece and size <= left:
                size += len(inflater.decompress(piece, CHUNK_BYTES))
                piece = inflater.unconsumed_tail
    except zlib.error:  # a broken end shows less of the page, it harms nobody
        return size
    return size


def _listed(value: Object | None) -> list[Object]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]
