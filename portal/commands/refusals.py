"""What is said when a backup cannot be made, read or put back."""

import sys

from portal.errors import DomainError
from portal.words.translate import N_, say

REFUSED = 1

SENTENCES = {
    "key_text": N_("This is not a key, or a letter of it is wrong: copy all of it again."),
    "wrong_key": N_(
        "This key does not open the file: it was made for another key, or its beginning is damaged."
    ),
    "not_a_backup": N_("This file is not a backup of the portal."),
    "damaged": N_(
        "The file is damaged or not all there (%(megabytes)d MB could be read): copy it again, or "
        "take another backup."
    ),
    "incomplete": N_("The file opens, but “%(what)s” in it does not add up. Do not use it."),
    "newer": N_("A newer version of the portal made this backup: install that version first."),
    "not_empty": N_(
        "The database is not empty (%(table)s has rows). Only an empty one takes a backup back."
    ),
    "other_secret": N_(
        "PORTAL_SECRET_KEY here is not the one the backup was made with. Without it contact "
        "details, attachments and waiting ratings stay shut. Put the right one in first: portal "
        "keys open; or go on without them: --any-secret."
    ),
    "no_target": N_("Not set: %(missing)s."),
    "folder_missing": N_("There is no folder %(folder)s: is the disk plugged in?"),
    "already_running": N_("Another backup to %(folder)s is under way: wait until it is done."),
    "cannot_write": N_("Nothing was written: %(reason)s."),
    "cannot_read": N_("%(path)s cannot be read: %(reason)s."),
}


def refuse(lang: str, error: DomainError) -> int:
    """Print why not, in one sentence, and return the exit status."""
    return refuse_with(lang, error.code, **error.data)


def refuse_with(lang: str, code: str, **data: object) -> int:
    print(f"✗ {say(lang, SENTENCES[code], **data)}", file=sys.stderr)
    return REFUSED
