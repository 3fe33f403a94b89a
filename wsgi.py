"""The WSGI entry: `gunicorn wsgi:app`."""

import os

from portal import logs
from portal.app import create_app
from portal.config import Config
from portal.db import Database

_config = Config.from_env(os.environ)
logs.install(_config.data_dir)
app = create_app(_config, Database(_config.effective_database_url))
