"""In whose stead an official signs (Decree 30/2020/NĐ-CP, Article 13), and the signed file."""

from dataclasses import replace
from enum import StrEnum
from hashlib import sha256
from typing import IO

from portal.files.cleaning import CleanFile
from portal.files.staging import Submitted

FROM_OFFICE = "office"


class SigningForm(StrEnum):
    """How the signature is introduced; the abbreviations are the decree's own."""

    TM = "TM."
    KT = "KT."
    TL = "TL."
    TUQ = "TUQ."


def signed_file_of(authority_id: int, case_id: int) -> Submitted:
    """Return under which name the signed file of a case waits until it is recorded."""
    return Submitted(
        authority_id, sha256(b"signed file of case %d" % case_id).digest(), FROM_OFFICE
    )


def as_signed(cleaned: CleanFile, source: IO[bytes]) -> CleanFile:
    """Keep a PDF byte for byte: written anew, it would lose a digital signature.

    It has come through the quarantine, so it is a PDF that can be read; it is only ever handed
    out as a download.
    """
    if cleaned.extension != "pdf":
        return cleaned
    source.seek(0)
    content = source.read()
    return replace(cleaned, content=content, sha256=sha256(content).digest())
