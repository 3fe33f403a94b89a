"""A transfer slip (phiếu chuyển) as a Word file in official form (Decree 30/2020/NĐ-CP).

Number, day and signature stay blank for the records clerk. The sender is not named: whoever needs
to reach them asks the commune, which writes down who asked.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from portal.documents.official import OfficialPaper
from portal.documents.official_head import official_head, signer
from portal.offices.models import Authority
from portal.words.translate import N_, say, short_date

NUMBER = N_("No.:        /PC-UBND")
RECEIVED = N_(
    "On %(day)s the People’s Committee of %(commune)s received feedback, reference "
    "%(reference)s, with this content:"
)
ENCLOSED = N_("Enclosed: %(number)s file(s) of the sender.")
PLEASE = N_(
    "Please consider it within your competence, answer the sender, and let the commune "
    "know the result so that it can follow up."
)


@dataclass(frozen=True)
class TransferSlip:
    """What is passed on, to whom and why."""

    reference: str
    received_on: date
    receiver: str
    story: str
    reason: str
    place: str
    files: int


def write_slip(
    slip: TransferSlip, authority: Authority, lang: str, made_at: datetime, file: IO[bytes]
) -> None:
    """Write the paper into an open binary file."""
    title = say(lang, N_("TRANSFER SLIP"))
    office = f"{authority.name}, {authority.province}"
    paper = OfficialPaper(f"{title} {slip.reference}", office, lang, made_at)
    paper.head(official_head(authority.name, say(lang, NUMBER), lang, made_at))
    paper.title(title, [say(lang, N_("of a citizen’s feedback or proposal"))])
    if authority.is_demo:
        made_up = N_("This commune and everyone in it are made up.")
        paper.text(say(lang, made_up), italic=True)
    for words in _body(slip, authority, lang):
        paper.text(words)
    receivers = [
        say(lang, N_("Receivers:")),
        f"- {slip.receiver};",
        say(lang, N_("- the sender (by the access code);")),
        f"- {say(lang, N_('Archive: records clerk.'))}",
    ]
    paper.signature(receivers, signer(lang))
    paper.save(file)


def _body(slip: TransferSlip, authority: Authority, lang: str) -> list[str]:
    day = short_date(slip.received_on, lang)
    came = {"day": day, "commune": authority.name, "reference": slip.reference}
    story = [line for line in slip.story.splitlines() if line.strip()]
    where = say(lang, N_("Place: %(place)s."), place=slip.place) if slip.place else ""
    enclosed = say(lang, ENCLOSED, number=slip.files) if slip.files else ""
    said = (
        say(lang, N_("To: %(receiver)s."), receiver=slip.receiver),
        say(lang, RECEIVED, **came),
        *story,
        where,
        enclosed,
        say(lang, N_("Reason for passing it on: %(reason)s"), reason=slip.reason),
        say(lang, PLEASE),
    )
    return [words for words in said if words]
