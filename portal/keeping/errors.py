"""What can go wrong with a backup; the commands know the sentences."""

from portal.errors import DomainError


class BackupError(DomainError):
    """A backup cannot be made, read or put back; nothing was changed."""

    code = "backup"


class KeyTextError(BackupError):
    """Not a key, or a letter of it is wrong."""

    code = "backup_key_text"


class WrongKeyError(BackupError):
    """Another key than the one the file was made for, or its first lines are damaged."""

    code = "backup_wrong_key"


class NotABackupError(BackupError):
    """The file is something else."""

    code = "backup_not_a_backup"


class DamagedError(BackupError):
    """Bytes were changed, or the end is missing; `megabytes` says how much could be read."""

    code = "backup_damaged"


class IncompleteError(BackupError):
    """The file can be read, but `what` in it is not what it says itself."""

    code = "backup_incomplete"


class NewerBackupError(BackupError):
    """A newer program made it; `revision` is not known here."""

    code = "backup_newer"


class NotEmptyError(BackupError):
    """A backup is put back into an empty database only; `table` has rows."""

    code = "backup_not_empty"


class OtherSecretError(BackupError):
    """The installation has another secret than the one the backup was made with."""

    code = "backup_other_secret"


class NoTargetError(BackupError):
    """No folder or no public key is configured, or none was given."""

    code = "backup_no_target"


class FolderMissingError(BackupError):
    """The folder is not there: perhaps a disk that is not plugged in. It is never made."""

    code = "backup_folder_missing"


class AlreadyRunningError(BackupError):
    """Another backup is being written to the same folder."""

    code = "backup_already_running"


class CannotWriteError(BackupError):
    """The target cannot be written: `reason` is what the system says."""

    code = "backup_cannot_write"


class CannotReadError(BackupError):
    """The file `path` cannot be read: `reason` is what the system says."""

    code = "backup_cannot_read"
