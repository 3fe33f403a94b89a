"""An empty installation invites whoever reads its terminal; a commune's does not."""

from portal.commands.invitation import invitation
from portal.config import Config
from portal.db import Database
from portal.offices.first_run import is_token
from tests.builders import make_authority


def test_the_same_invitation_stands_until_there_is_a_commune(
    config: Config, database: Database
) -> None:
    words = invitation(config, database, "en")
    assert words is not None
    assert "No commune is set up yet." in words
    address, _, token = words.rpartition("/")
    assert address.endswith("https://gopy.example/cai-dat")
    assert is_token(config.data_dir, token)
    assert invitation(config, database, "en") == words
    with database.writing() as session:
        make_authority(session)
    assert invitation(config, database) is None
