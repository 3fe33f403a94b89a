"""What an empty installation says in the terminal: where to set up its commune."""

from portal.config import Config
from portal.db import Database
from portal.offices import store
from portal.offices.first_run import make_token
from portal.words.translate import DEFAULT_LANGUAGE, N_, say


def invitation(config: Config, database: Database, lang: str = DEFAULT_LANGUAGE) -> str | None:
    """Return the sentence with the wizard's address; None once there is a commune."""
    with database.reading() as session:
        if store.authority_exists(session):
            return None
    words = say(lang, N_("No commune is set up yet. Open this address to begin:"))
    return f"{words}\n  {config.public_url}/cai-dat/{make_token(config.data_dir)}"
