"""Staging: files survive whatever else is wrong with the form, three at most, a day at most."""

import io
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from portal.db import Database
from portal.errors import DomainError
from portal.files.errors import FileMissingError, FileRefusedError, Refusal
from portal.files.models import Attachment
from portal.files.shelf import Shelf
from portal.files.staging import (
    Submitted,
    TooManyFilesError,
    attach_staged,
    remove,
    remove_all,
    stage,
    sweep_abandoned,
)
from portal.files.store import attachment_of, attachments_of, staged_for
from portal.keys import Keys
from tests.builders import make_authority
from tests.portal.cases.builders import make_case

DIGEST = bytes(32)


def photo(colour: str = "red") -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    out.seek(0)
    return out


@pytest.fixture
def shelf(tmp_path: Path, keys: Keys) -> Shelf:
    return Shelf(tmp_path / "files", keys)


@pytest.fixture
def owner(database: Database) -> Submitted:
    with database.writing() as session:
        return Submitted(make_authority(session).id, DIGEST)


def positions(database: Database, digest: bytes = DIGEST) -> list[int]:
    with database.reading() as session:
        return [row.position for row in staged_for(session, digest)]


def test_a_file_is_kept_as_soon_as_it_arrives(
    database: Database, shelf: Shelf, owner: Submitted, now: datetime
) -> None:
    row = stage(database, shelf, owner, photo(), now=now)
    assert (row.media_type, row.position, row.case_id) == ("image/jpeg", 1, None)
    assert shelf.open(row.key).read(3) == b"\xff\xd8\xff"
    assert positions(database) == [1]


def test_a_refused_file_costs_no_other(
    database: Database, shelf: Shelf, owner: Submitted, now: datetime
) -> None:
    stage(database, shelf, owner, photo(), now=now)
    with pytest.raises(FileRefusedError) as caught:
        stage(database, shelf, owner, io.BytesIO(b"MZ not a photo"), now=now)
    assert caught.value.reason is Refusal.UNKNOWN_TYPE
    assert positions(database) == [1]


def test_the_fourth_file_is_refused_and_leaves_nothing(
    database: Database, shelf: Shelf, owner: Submitted, now: datetime
) -> None:
    for colour in ("red", "blue", "green"):
        stage(database, shelf, owner, photo(colour), now=now)
    with pytest.raises(TooManyFilesError):
        stage(database, shelf, owner, photo("white"), now=now)
    assert positions(database) == [1, 2, 3]
    assert len(list(shelf.keys_older_than(now + timedelta(days=3650)))) == 3


def test_of_many_at_once_three_stay(
    database: Database, shelf: Shelf, owner: Submitted, now: datetime
) -> None:
    start = threading.Barrier(5)
    refused: list[str] = []

    def upload(colour: str) -> None:
        start.wait(10)
        try:
            stage(database, shelf, owner, photo(colour), now=now)
        except DomainError as error:
            refused.append(error.code)

    colours = ("red", "blue", "green", "white", "black")
    threads = [threading.Thread(target=upload, args=(colour,)) for colour in colours]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert positions(database) == [1, 2, 3]
    assert refused == ["too_many_files"] * 2


def test_a_form_sent_again_brings_its_photos_once(
    database: Database, shelf: Shelf, owner: Submitted, now: datetime
) -> None:
    photos = ("red", "blue", "green")
    first = [stage(database, shelf, owner, photo(colour), now=now).key for colour in photos]
    again = [stage(database, shelf, owner, photo(colour), now=now).key for colour in photos]
    assert again == first
    assert positions(database) == [1, 2, 3]
    assert len(list(shelf.keys_older_than(now + timedelta(days=3650)))) == 3


def test_a_file_can_be_taken_back_and_its_place_used_again(
    database: Database, shelf: Shelf, owner: Submitted, now: datetime
) -> None:
    first = stage(database, shelf, owner, photo(), now=now)
    stage(database, shelf, owner, photo("blue"), now=now)
    with database.writing() as session:
        assert remove(session, owner, first.id) == [first.key]
    assert stage(database, shelf, owner, photo("green"), now=now).position == 1


def test_nobody_takes_back_a_file_of_another_submission(
    database: Database, shelf: Shelf, owner: Submitted, now: datetime
) -> None:
    row = stage(database, shelf, owner, photo(), now=now)
    with database.writing() as session:
        assert remove(session, Submitted(owner.authority_id, b"x" * 32), row.id) == []
    assert positions(database) == [1]


def test_files_move_to_the_case_in_order(
    database: Database, shelf: Shelf, owner: Submitted, now: datetime
) -> None:
    for colour in ("red", "blue"):
        stage(database, shelf, owner, photo(colour), now=now)
    with database.writing() as session:
        authority = make_authority(session, slug="phuong-ben-xuan", code="99002")
        foreign = make_case(session, authority)
        assert attach_staged(session, Submitted(authority.id, DIGEST), foreign.id) == 0
    with database.writing() as session:
        case = make_case(session, session.get_one(type(authority), owner.authority_id))
        assert attach_staged(session, owner, case.id) == 2
        rows = attachments_of(session, case.id)
        assert [row.position for row in rows] == [1, 2]
        assert attachment_of(session, case.id, rows[0].id) is rows[0]
        assert attachment_of(session, foreign.id, rows[0].id) is None
    assert positions(database) == []


def test_what_nobody_claimed_in_a_day_is_swept(
    database: Database, shelf: Shelf, owner: Submitted, now: datetime
) -> None:
    row = stage(database, shelf, owner, photo(), now=now)
    assert sweep_abandoned(database, shelf, now=now + timedelta(hours=23)) == 0
    assert sweep_abandoned(database, shelf, now=now + timedelta(hours=25)) == 1
    assert positions(database) == []
    with pytest.raises(FileMissingError):
        shelf.open(row.key)


def test_bytes_whose_row_was_never_written_are_swept_and_a_cases_file_stays(
    database: Database, shelf: Shelf, owner: Submitted
) -> None:
    # The shelf knows the disk's own clock, so this test lives in the far future.
    later = datetime.fromisoformat("2099-01-01T00:00:00+00:00")
    orphan = shelf.put(b"left behind")
    kept = stage(database, shelf, owner, photo(), now=later)
    with database.writing() as session:
        case = make_case(session, make_authority(session, slug="phuong-ben-xuan", code="99002"))
        session.get_one(Attachment, kept.id).case_id = case.id
    assert sweep_abandoned(database, shelf, now=later + timedelta(days=9)) == 1
    assert shelf.open(kept.key).read()
    with pytest.raises(FileMissingError):
        shelf.open(orphan)


def test_all_files_of_a_submission_are_taken_back_together(
    database: Database, shelf: Shelf, owner: Submitted, now: datetime
) -> None:
    keys = {stage(database, shelf, owner, photo(c), now=now).key for c in ("red", "blue")}
    with database.writing() as session:
        assert set(remove_all(session, owner)) == keys
    assert positions(database) == []
