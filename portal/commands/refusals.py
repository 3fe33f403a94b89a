"""What the command line says when it cannot go on: one sentence a code, in either language."""

from portal.commands.backup_refusals import SENTENCES as BACKUP_SENTENCES
from portal.errors import DomainError
from portal.words.translate import N_, say

SENTENCES: dict[str, str] = BACKUP_SENTENCES | {
    "config_file": N_("PORTAL_CONFIG names %(path)s, which cannot be read: %(reason)s"),
    "data_dir": N_(
        "Nothing can be written into %(path)s (%(reason)s): name another directory with "
        "PORTAL_DATA_DIR."
    ),
    "secret_key": N_(
        "PORTAL_SECRET_KEY must be set to at least %(least)d random characters. This makes some: "
        "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
    ),
    "public_url": N_("PUBLIC_URL must be the address citizens type, such as https://gopy.xa.vn."),
    "smtp_security": N_("PORTAL_SMTP_SECURITY must be starttls, tls or none, not “%(text)s”."),
    "mail_from": N_("PORTAL_MAIL_FROM must be the e-mail address the portal writes from."),
    "smtp_open_password": N_(
        "With PORTAL_SMTP_SECURITY=none anybody could read the password on the way: use starttls "
        "or tls."
    ),
    "whole_number": N_("%(name)s must be a whole number, not “%(text)s”."),
    "database_unavailable": N_(
        "The database does not answer. Does it run, and is PORTAL_DATABASE_URL right?"
    ),
    "schema_newer": N_(
        "The database stands at version %(version)s, which this program does not know yet: install "
        "the newer program again, or restore a backup from before."
    ),
    "schema_older": N_("The database is older than the program: run “portal migrate”."),
    "not_found": N_("There is no such thing here."),
    "unfit_value": N_("One of the values fits nowhere in the database."),
    "constraint": N_("There is already one like this."),
    "changed_meanwhile": N_("Someone else changed the same thing first: try again."),
}
OTHERWISE = N_("That cannot be done (%(code)s).")
REASON = N_("The system says: %(reason)s")


def refusal(error: DomainError, lang: str) -> str:
    """Return the sentence for an error; below it what the system said, if that explains it."""
    values = error.data | {"code": error.code}
    sentence = say(lang, SENTENCES.get(error.code, OTHERWISE), **values)
    reason = str(error.data.get("reason", ""))
    if not reason or reason in sentence:
        return sentence
    return f"{sentence}\n{say(lang, REASON, reason=reason.strip())}"
