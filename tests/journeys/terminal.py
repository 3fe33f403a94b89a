"""A text browser in a terminal of its own, used with the keyboard alone."""

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import termios
import time
from pathlib import Path

ROWS, COLUMNS = 250, 100
PATIENCE_SECONDS = 15
CONTROL = re.compile(r"\x1b[\[(][0-9;?]*[A-Za-z]|\x1b[>=]")


class TextBrowser:
    """w3m at an address; keys go in, what it writes on the screen comes out."""

    def __init__(self, url: str, home: Path) -> None:
        program = shutil.which("w3m")
        assert program, "w3m is needed by the journeys (Debian: apt-get install w3m)"
        environ = {
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "HOME": str(home),
            "PATH": os.environ["PATH"],
        }
        command = [program, "-no-mouse", "-I", "UTF-8", "-O", "UTF-8", url]
        self._terminal, its = pty.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._process = subprocess.Popen(
            command, env=environ, stdin=its, stdout=its, stderr=its, start_new_session=True
        )
        os.close(its)

    def press(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def find(self, words: str) -> None:
        """Move to the next place where these words stand."""
        self.press(f"/{words}\r")

    def wait_for(self, words: str) -> None:
        """Wait until the words are written; the terminal writes no blank it can skip."""
        wanted, written = re.sub(r"\s", "", words), ""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while wanted not in re.sub(r"\s", "", CONTROL.sub("", written)):
            assert time.monotonic() < deadline, f"no {words!r} in {CONTROL.sub('', written)}"
            if select.select([self._terminal], [], [], 0.1)[0]:
                written += os.read(self._terminal, 1 << 16).decode(errors="replace")

    def close(self) -> None:
        self.press("Q")
        try:
            self._process.wait(PATIENCE_SECONDS)
        finally:
            self._process.kill()
            os.close(self._terminal)
