"""`portal verify-backup`: read a backup to its end, on any computer, and say if it is whole."""

import argparse
from datetime import datetime
from pathlib import Path

from portal.clock import local_time
from portal.commands import private_keys
from portal.keeping import folder
from portal.keeping.verify import Reading, verify
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("verify-backup", help="read a backup to its end")
    parser.add_argument("file", type=Path)
    private_keys.configure(parser)
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace) -> int:
    """Say what is in the backup; raise `BackupError` about what is wrong with it."""
    with folder.reading(args.file) as source:
        found = verify(source, private_keys.private_key(args))
    print("\n".join(told(args.lang, found)))
    return 0


def told(lang: str, reading: Reading) -> list[str]:
    """Return what is in a backup, a line each."""
    manifest = reading.result()
    made_at = local_time(datetime.fromisoformat(reading.about.made_at))
    whole = N_("The backup of %(moment)s is whole: %(rows)d rows, %(files)d attachments.")
    lines = [
        say(
            lang,
            whole,
            moment=f"{made_at:%H:%M %d/%m/%Y}",
            rows=sum(manifest.counts.values()),
            files=manifest.files,
        )
    ]
    for authority_id, name in sorted(reading.names.items()):
        seq, head = manifest.chains.get(str(authority_id), (0, "–"))
        events = N_("%(name)s: %(seq)d events in an unbroken chain that ends in %(head)s.")
        lines.append(say(lang, events, name=name, seq=seq, head=head))
    return [f"✓ {line}" for line in lines]
