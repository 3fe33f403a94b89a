"""What is said when a backup cannot be made, read or put back."""

from portal.words.translate import N_

SENTENCES: dict[str, str] = {
    "backup_key_text": N_("This is not a key, or a letter of it is wrong: copy all of it again."),
    "backup_wrong_key": N_(
        "This key does not open the file: it was made for another key, or its beginning is damaged."
    ),
    "backup_not_a_backup": N_("This file is not a backup of the portal."),
    "backup_damaged": N_(
        "The file is damaged or not all there (%(megabytes)d MB could be read): copy it again, or "
        "take another backup."
    ),
    "backup_incomplete": N_("The file opens, but “%(what)s” in it does not add up. Do not use it."),
    "backup_newer": N_(
        "A newer version of the portal made this backup: install that version first."
    ),
    "backup_not_empty": N_(
        "The database is not empty (%(table)s has rows). Only an empty one takes a backup back."
    ),
    "backup_other_secret": N_(
        "PORTAL_SECRET_KEY here is not the one the backup was made with. Without it contact "
        "details, attachments and waiting ratings stay shut. Put the right one in first: portal "
        "keys open; or go on without them: --any-secret."
    ),
    "backup_no_target": N_("Not set: %(missing)s."),
    "backup_folder_missing": N_("There is no folder %(folder)s: is the disk plugged in?"),
    "backup_already_running": N_(
        "Another backup to %(folder)s is under way: wait until it is done."
    ),
    "backup_cannot_write": N_("Nothing was written: %(reason)s."),
    "backup_cannot_read": N_("%(path)s cannot be read: %(reason)s."),
}
