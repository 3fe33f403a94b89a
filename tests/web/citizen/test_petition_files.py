"""Files of a petition: kept as they arrive, whatever else is wrong; refused one by one."""

import errno
import io
import os
import struct
import tempfile
import zlib
from datetime import datetime, timedelta
from typing import IO

import pytest
import time_machine
from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from portal.app import create_app
from portal.cases.models import Case
from portal.config import Config
from portal.db import Database
from portal.files.models import Attachment
from portal.files.shelf import Shelf
from portal.files.spool import MEMORY_BYTES
from portal.keys import Keys
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.citizen.builders import FILLED, STORY, URL, fields_of, photo, upload

pytestmark = pytest.mark.usefixtures("commune", "clock")


def kept(database: Database) -> list[tuple[str, int | None]]:
    with database.reading() as session:
        rows = session.scalars(select(Attachment).order_by(Attachment.position)).all()
        return [(row.media_type, row.case_id) for row in rows]


def png_bomb() -> bytes:
    """Return a PNG of a few kilobytes that claims 30,000 × 30,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", 30000, 30000, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(2_000_000), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def test_files_reach_the_case(client: ProofreadingClient, database: Database) -> None:
    checked = client.post_form(URL, {**FILLED, **upload(photo(), photo("blue"))})
    assert checked.status_code == 200
    assert kept(database) == [("image/jpeg", None)] * 2
    client.post(URL, data={**hidden_fields(checked.text), "step": "send"})
    with database.reading() as session:
        case_id = session.scalars(select(Case.id)).one()
    assert kept(database) == [("image/jpeg", case_id)] * 2


def test_a_fault_elsewhere_costs_no_file(client: ProofreadingClient, database: Database) -> None:
    page = client.post_form(URL, {**FILLED, "story": "", **upload(photo(), photo("blue"))})
    assert page.status_code == 422
    assert page.text.count('name="remove"') == 2
    again = client.post(URL, data={**fields_of(page.text), "story": STORY, "step": "check"})
    assert again.status_code == 200
    assert kept(database) == [("image/jpeg", None)] * 2


def test_a_form_left_open_too_long_keeps_its_files(
    client: ProofreadingClient, database: Database, clock: time_machine.Traveller
) -> None:
    checked = client.post_form(URL, {**FILLED, **upload(photo())})
    clock.shift(timedelta(hours=13))
    late = client.post(URL, data={**hidden_fields(checked.text), "step": "send"})
    assert late.status_code == 422
    sent = client.post(URL, data={**fields_of(late.text), "step": "send"})
    assert sent.status_code == 303
    with database.reading() as session:
        case_id = session.scalars(select(Case.id)).one()
    assert kept(database) == [("image/jpeg", case_id)]


def test_a_photo_of_thirty_megabytes_costs_only_itself(
    client: ProofreadingClient, database: Database
) -> None:
    large = photo() + bytes(30 * 1024 * 1024)
    files = [FileStorage(io.BytesIO(c), "anh.jpg") for c in (photo(), large, photo("blue"))]
    form = {**hidden_fields(client.get(URL).text), **FILLED, "files": files}
    # Encoded here: the client would leave its own temporary file open for a body this long.
    boundary, body = encode_multipart(MultiDict(form))
    page = client.post(URL, data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert page.status_code == 413
    assert fields_of(page.text)["story"] == STORY
    assert kept(database) == [("image/jpeg", None)] * 2
    again = client.post(URL, data={**fields_of(page.text), "step": "check"})
    assert again.status_code == 200


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90 a program", b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff torn"],
)
def test_what_is_no_picture_is_refused_whatever_its_name(
    client: ProofreadingClient, database: Database, content: bytes
) -> None:
    page = client.post_form(URL, {**FILLED, **upload(content, photo())})
    assert page.status_code == 422
    assert 'href="#files"' in page.text
    assert fields_of(page.text)["story"] == STORY
    assert kept(database) == [("image/jpeg", None)]


def test_a_bomb_is_refused_in_little_memory(client: ProofreadingClient, database: Database) -> None:
    page = client.post_form(URL, {**FILLED, **upload(png_bomb(), name="bom.png")})
    assert page.status_code == 422
    assert "bom.png" in page.text
    assert "chụp màn hình" in page.text  # what to do instead
    assert kept(database) == []


def test_the_fourth_file_is_left_out_and_named(
    client: ProofreadingClient, database: Database
) -> None:
    page = client.post_form(
        URL, {**FILLED, **upload(*map(photo, ("red", "blue", "green", "white")))}
    )
    assert page.status_code == 422
    assert len(kept(database)) == 3
    assert 'type="file"' not in page.text


def test_a_file_can_be_taken_back(client: ProofreadingClient, database: Database) -> None:
    page = client.post_form(URL, {**FILLED, "story": "", **upload(photo())})
    with database.reading() as session:
        attachment_id = session.scalars(select(Attachment.id)).one()
    form = {**fields_of(page.text), "remove": str(attachment_id)}
    page = client.post(URL, data=form)
    assert page.status_code == 200
    assert kept(database) == []
    assert fields_of(page.text)["name"] == "Nguyễn Thị Mai"


def test_nobody_takes_back_the_file_of_another_page(
    client: ProofreadingClient, database: Database
) -> None:
    client.post_form(URL, {**FILLED, **upload(photo())})
    with database.reading() as session:
        attachment_id = session.scalars(select(Attachment.id)).one()
    client.post_form(URL, {**FILLED, "remove": str(attachment_id)})
    assert len(kept(database)) == 1


def test_what_lies_on_the_shelf_tells_no_place_and_no_camera(
    client: ProofreadingClient, database: Database, config: Config, keys: Keys
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Nguyen Van Sample"
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, "JPEG", exif=exif)
    client.post_form(URL, {**FILLED, **upload(out.getvalue())})
    with database.reading() as session:
        key = session.scalars(select(Attachment.key)).one()
    content = Shelf(config.data_dir / "files", keys).open(key).read()
    assert b"Sample" in out.getvalue()
    assert b"Sample" not in content
    for path in (config.data_dir / "files").rglob("*"):
        assert not path.is_file() or b"\xff\xd8\xff" not in path.read_bytes()[:64]


def test_too_many_files_in_an_hour_wait_and_the_words_stay(
    config: Config, database: Database, now: datetime
) -> None:
    app = create_app(config, database)
    client = ProofreadingClient(app)
    throttle = app.extensions["portal"].throttle
    for _ in range(60):
        throttle.hit("upload", "127.0.0.1", now, 3600)
    page = client.post_form(URL, {**FILLED, **upload(photo())})
    assert page.status_code == 429
    assert fields_of(page.text)["story"] == STORY
    assert kept(database) == []


def on_a_full_disk(*_: object, **__: object) -> IO[bytes]:
    """Return a file of the device that answers every write as a full disk does."""
    return open("/dev/full", "w+b")


def no_room(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# Where a full disk is met: while a file comes in, while it is cleaned, while it is laid down.
FULL = {
    "arriving": (tempfile, "TemporaryFile", on_a_full_disk, bytes(MEMORY_BYTES)),
    "cleaning": (tempfile, "TemporaryFile", on_a_full_disk, b""),
    "keeping": (os, "fsync", no_room, b""),
}


@pytest.mark.parametrize("moment", FULL)
def test_a_full_disk_costs_the_file_and_not_the_words(
    client: ProofreadingClient, database: Database, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    where, name, instead, padding = FULL[moment]
    form = {**hidden_fields(client.get(URL).text), **FILLED}
    with monkeypatch.context() as full:
        full.setattr(where, name, instead)
        page = client.post(URL, data={**form, **upload(photo() + padding)})
    assert page.status_code == 503
    assert "Chưa giữ được tệp “anh.jpg”" in page.text
    assert 'href="#files"' in page.text
    typed = fields_of(page.text)
    assert {field: typed[field] for field in FILLED if field != "step"}.items() <= FILLED.items()
    assert kept(database) == []
    without = client.post(URL, data={**typed, "step": "check"})
    assert (without.status_code, fields_of(without.text)["story"]) == (200, STORY)
