"""Backup, check, restore and escrow as the keeper types them, with one sentence each."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal.cases.events import verify_chain
from portal.cli import main
from portal.db import Database
from portal.keeping.age import PrivateKey
from portal.keys import Keys
from portal.offices.store import authorities
from tests.portal.keeping.houses import KEY, everything, furnish, installation

SECRET = "a secret that only the tests know, 32+"
Shown = pytest.CaptureFixture[str]


@dataclass(frozen=True)
class Box:
    """A commune's computer: its database, its folder of backups, the key on paper."""

    database: Database
    usb: Path
    paper: Path

    def use(self, monkeypatch: pytest.MonkeyPatch, data_dir: Path, url: str) -> None:
        settings = {
            "PORTAL_SECRET_KEY": SECRET,
            "PUBLIC_URL": "https://gopy.example",
            "PORTAL_DATA_DIR": str(data_dir),
            "PORTAL_DATABASE_URL": url,
            "PORTAL_BACKUP_DIR": str(self.usb),
            "PORTAL_BACKUP_KEY": str(KEY.public),
        }
        for name, value in settings.items():
            monkeypatch.setenv(name, value)

    @property
    def backup(self) -> str:
        return str(next(self.usb.glob("portal-*.age")))


@pytest.fixture
def box(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Box:
    furnish(installation(database, Keys(SECRET.encode()), tmp_path))
    paper = tmp_path / "key.txt"
    paper.write_text(f"# tờ giấy trong két\n{KEY.reveal()}\n")
    (tmp_path / "usb").mkdir()
    made = Box(database, tmp_path / "usb", paper)
    made.use(monkeypatch, tmp_path, database.engine.url.render_as_string(hide_password=False))
    return made


def test_there_and_back_again(
    box: Box, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Shown
) -> None:
    assert main(["backup"]) == 0
    assert capsys.readouterr().out.startswith("✓ Đã sao lưu: ")
    assert main(["verify-backup", box.backup, "--key", str(box.paper)]) == 0
    told = capsys.readouterr().out
    assert "còn nguyên vẹn" in told
    with box.database.reading() as session:
        [authority] = authorities(session)
        assert verify_chain(session, authority.id) is None
    before = everything(installation(box.database, Keys(SECRET.encode()), tmp_path))
    box.use(monkeypatch, tmp_path / "new", f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert main(["restore", box.backup, "--key", str(box.paper)]) == 0
    assert "Đã khôi phục đầy đủ" in capsys.readouterr().out
    new = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert everything(installation(new, Keys(SECRET.encode()), tmp_path / "new")) == before
    assert main(["verify-events"]) == 0
    head = capsys.readouterr().out.split()[-1]
    assert f"kết thúc bằng {head}." in told
    assert main(["restore", box.backup, "--key", str(box.paper)]) == 1
    assert "không trống" in capsys.readouterr().err
    new.dispose()


def test_a_noted_head_is_found_again_or_missed(box: Box, capsys: Shown) -> None:
    assert main(["verify-events"]) == 0
    head = capsys.readouterr().out.split()[-1]
    assert main(["verify-events", "--head", head]) == 0
    assert main(["verify-events", "--head", head[:-1] + ("0" if head[-1] != "0" else "1")]) == 1
    assert main(["verify-events", "--head", "không phải mã"]) == 1
    with box.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE case_event SET action = 'forward' WHERE seq = 2")
    capsys.readouterr()
    assert main(["verify-events"]) == 1
    assert capsys.readouterr().out.startswith("✗ ")


def test_the_private_key_may_be_typed(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["backup"])
    monkeypatch.setattr("getpass.getpass", lambda _question: KEY.reveal())
    assert main(["verify-backup", box.backup]) == 0


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (PrivateKey.new().reveal(), "Khóa này không mở được tệp"),
        ("AGE-SECRET-KEY-1ABC", "Đây không phải là khóa"),
        ("", "Đây không phải là khóa"),
    ],
    ids=["another", "half", "none"],
)
def test_a_wrong_key_is_said_in_one_sentence(
    box: Box, capsys: Shown, key: str, sentence: str
) -> None:
    main(["backup"])
    box.paper.write_text(key)
    assert main(["verify-backup", box.backup, "--key", str(box.paper)]) == 1
    words = capsys.readouterr().err
    assert sentence in words
    assert words.count("\n") == 1


def test_bad_files_are_said_in_one_sentence(box: Box, tmp_path: Path, capsys: Shown) -> None:
    main(["backup"])
    whole = Path(box.backup).read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    cases = {
        "cut": (whole[:-100], "bị hỏng hoặc chưa đủ"),
        "flipped": (bytes(flipped), "bị hỏng hoặc chưa đủ"),
        "other": (b"PK\3\4 a zip", "không phải là bản sao lưu"),
    }
    for name, (content, sentence) in cases.items():
        (tmp_path / name).write_bytes(content)
        for command in ("verify-backup", "restore"):
            assert main([command, str(tmp_path / name), "--key", str(box.paper)]) == 1
            assert sentence in capsys.readouterr().err
    assert main(["verify-backup", str(tmp_path / "none"), "--key", str(box.paper)]) == 1
    assert "Không đọc được" in capsys.readouterr().err


def test_a_new_pair_of_keys_needs_no_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: Shown
) -> None:
    monkeypatch.delenv("PORTAL_ENV", raising=False)
    assert main(["backup-key", "new"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    [private] = [line for line in lines if line.startswith("AGE-SECRET-KEY-1")]
    assert f'PORTAL_BACKUP_KEY="{PrivateKey.parse(private).public}"' in lines


def test_the_secret_is_sealed_and_comes_back(box: Box, tmp_path: Path, capsys: Shown) -> None:
    sealed = tmp_path / "secret.age"
    assert main(["keys", "export", "--out", str(sealed)]) == 0
    assert SECRET.encode() not in sealed.read_bytes()
    capsys.readouterr()
    assert main(["keys", "open", str(sealed), "--key", str(box.paper)]) == 0
    assert capsys.readouterr().out == f'PORTAL_SECRET_KEY="{SECRET}"\n'
    assert main(["keys", "export", "--out", str(sealed)]) == 1
    assert "Chưa ghi được gì" in capsys.readouterr().err


def test_the_secret_is_in_no_backup(box: Box) -> None:
    main(["backup"])
    raw = subprocess.run(
        [sys.executable, "-c", OPEN, box.backup], check=True, capture_output=True
    ).stdout
    assert b"about.json" in raw
    assert SECRET.encode() not in raw


OPEN = """
import gzip, sys
from portal.keeping.sealed import opening
from tests.portal.keeping.houses import KEY
with open(sys.argv[1], "rb") as file, opening(file, KEY) as opened:
    sys.stdout.buffer.write(gzip.GzipFile(fileobj=opened).read())
"""


def test_another_secret_is_said_before_anything_is_written(
    box: Box, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Shown
) -> None:
    main(["backup"])
    box.use(monkeypatch, tmp_path / "new", f"sqlite:///{tmp_path / 'new.sqlite'}")
    monkeypatch.setenv("PORTAL_SECRET_KEY", "another secret of another box, 32 letters")
    assert main(["restore", box.backup, "--key", str(box.paper)]) == 1
    assert "portal keys open" in capsys.readouterr().err
    assert main(["restore", box.backup, "--key", str(box.paper), "--any-secret"]) == 0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("PORTAL_BACKUP_DIR", "PORTAL_BACKUP_DIR (--to)"), ("PORTAL_BACKUP_KEY", "(--for)")],
)
def test_what_is_not_set_is_named(
    box: Box, monkeypatch: pytest.MonkeyPatch, capsys: Shown, name: str, sentence: str
) -> None:
    monkeypatch.setenv(name, "")
    assert main(["backup"]) == 1
    assert sentence in capsys.readouterr().err


def test_an_installation_without_a_schema_is_told(
    box: Box, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Shown
) -> None:
    box.use(monkeypatch, tmp_path / "new", f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert main(["backup"]) == 1
    assert "portal migrate" in capsys.readouterr().err
    assert list(box.usb.glob("portal-*")) == []


def test_pruning_by_hand(box: Box, capsys: Shown) -> None:
    for day in range(1, 29):
        (box.usb / f"portal-202401{day:02}T000000Z.tar.gz.age").touch()
    assert main(["backup", "--prune"]) == 0
    assert "Đã xóa bản cũ: 19." in capsys.readouterr().out
    assert len(list(box.usb.glob("*.age"))) == 10


def test_a_killed_backup_leaves_no_backup(box: Box) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HANG], env=dict(os.environ), stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"half way\n"
    assert len(list(box.usb.glob("*.part"))) == 1
    process.kill()
    process.communicate()
    assert list(box.usb.glob("*.age")) == []
    assert main(["backup"]) == 0
    assert list(box.usb.glob("*.part")) == []


def test_a_full_disk_is_said_in_one_sentence_and_leaves_nothing(box: Box) -> None:
    process = subprocess.run(
        [sys.executable, "-c", FULL], capture_output=True, text=True, check=False
    )
    assert process.returncode == 1
    assert process.stderr == "Chưa ghi được gì: File too large.\n"
    assert [path for path in box.usb.iterdir() if not path.name.startswith(".")] == []


# No file may grow beyond 64 KiB: what a full disk says, without filling one.
FULL = """
import resource, sys
from portal.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
sys.exit(main(["backup"]))
"""
HANG = """
import time
from portal.cli import main
from portal.keeping import backup

def hang(*_arguments):
    print("half way", flush=True)
    time.sleep(60)

backup.mark = hang
main(["backup"])
"""
