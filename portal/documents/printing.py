"""A Word file as PDF, printed by LibreOffice where the server has it; the very same paper.

No second layout that could say something else: without LibreOffice there is no PDF here, and
whoever opens the Word file prints it.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from portal.errors import DomainError

PROGRAM = "soffice"
# Started cold on a slow server; what takes longer hangs.
PATIENCE_SECONDS = 60


class PrintingError(DomainError):
    """LibreOffice is not there, cannot open Word files, or did not come to an end."""

    code = "printing_failed"


def can_print() -> bool:
    return shutil.which(PROGRAM) is not None


def printed(docx: bytes) -> bytes:
    """Return a Word file as PDF. Raises `PrintingError`."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise PrintingError(reason="missing")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.docx"
        source.write_bytes(docx)
        # A profile of its own: a second LibreOffice on one profile ends at once without a word.
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(source),
        ]
        _run(command)
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise PrintingError(reason="no file")
        return made.read_bytes()


def _run(command: list[str]) -> None:
    try:
        subprocess.run(  # noqa: S603 an absolute path and our own words, no shell
            command, check=True, capture_output=True, timeout=PATIENCE_SECONDS
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise PrintingError(reason=type(error).__name__) from error
