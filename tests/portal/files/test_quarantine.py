import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from portal.files import quarantine
from portal.files.errors import FileRefusedError, Refusal
from portal.files.quarantine import clean_apart
from tests.portal.files.samples import photo


def in_place_of_the_workbench(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(quarantine, "COMMAND", (sys.executable, "-s", "-c", program))


def refusal() -> Refusal:
    with pytest.raises(FileRefusedError) as refused:
        clean_apart(photo())
    return refused.value.reason


def test_a_photo_comes_back_clean() -> None:
    assert clean_apart(photo()).width == 64


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "raise SystemExit(1)",
        "print('not json')",
        "print('[]')",
        "print('{\"width\": 1}')",
        'print(\'{"refused": "nonsense"}\')',
        "",
        "import os; os.close(0); print('{}')",
    ],
)
def test_a_process_that_dies_or_raves_means_a_damaged_file(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    in_place_of_the_workbench(monkeypatch, program)

    assert refusal() == Refusal.DAMAGED


def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    in_place_of_the_workbench(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(quarantine, "WALL_SECONDS", 0.2)

    assert refusal() == Refusal.DAMAGED


def test_the_process_knows_none_of_our_secrets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", "a secret of the portal")
    seen = tmp_path / "environment"
    in_place_of_the_workbench(
        monkeypatch, f"import os; open({str(seen)!r}, 'w').write(repr(dict(os.environ)))"
    )

    refusal()

    assert "LANG" in seen.read_text()
    assert "SECRET" not in seen.read_text()


@pytest.mark.parametrize(
    "deed",
    [
        "bytearray(2 * 1024 ** 3)",
        "import os; f = os.fdopen(1, 'wb'); [f.write(bytes(2**20)) for _ in range(40)]; f.flush()",
        "held = [open('/dev/null') for _ in range(64)]",
    ],
    ids=["memory", "disk", "files"],
)
def test_the_process_gives_up_its_own_means(deed: str, tmp_path: Path) -> None:
    program = f"from portal.files.workbench import limit_myself; limit_myself(); {deed}"

    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-c", program], stdout=out, stderr=subprocess.DEVNULL, check=False
        )

    assert done.returncode != 0
    assert os.path.getsize(tmp_path / "out") <= 32 * 1024 * 1024


def test_the_place_is_free_again_after_a_death(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        in_place_of_the_workbench(patched, "import os; os.abort()")
        for _ in range(quarantine.AT_ONCE + 1):
            refusal()

    assert clean_apart(photo()).width == 64


def test_many_at_once_wait_for_each_other() -> None:
    widths: list[int | None] = []
    threads = [
        threading.Thread(target=lambda: widths.append(clean_apart(photo()).width)) for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert widths == [64] * 5


def test_a_queue_that_does_not_move_is_an_honest_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantine, "QUEUE_SECONDS", 0.05)
    monkeypatch.setattr(quarantine, "_places", threading.BoundedSemaphore(1))
    assert quarantine._places.acquire()

    assert refusal() == Refusal.UNSUPPORTED_HERE
