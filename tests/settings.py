"""The settings of the tests: Rapport's own, in a temporary directory that goes with the process.

RAPPORT_TEST_DATABASE_URL chooses the database (scripts/with_postgres.py sets it); else SQLite.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_SETTING_OF_THE_TESTS = "RAPPORT_TEST_DATABASE_URL"
_DIRECTORY = Path(tempfile.mkdtemp(prefix="rapport-tests-"))
atexit.register(shutil.rmtree, _DIRECTORY, ignore_errors=True)

# What the developer's shell sets for an installation must not change the tests.
for _name in [name for name in os.environ if name.startswith("RAPPORT_")]:
    if _name != _SETTING_OF_THE_TESTS:
        del os.environ[_name]
os.environ |= {
    "RAPPORT_DEMO": "1",
    "RAPPORT_DATA_DIR": str(_DIRECTORY),
    "RAPPORT_SECRET_KEY": "not-secret:Vq3mZ8tKp1xR5wYc7LdN2sHf9GjB4uEa6TiQoWnXkPzM0ySb",
}

from rapport.settings import *  # noqa: E402, F403  # the environment has to be there first
from rapport.settings import DATA_DIR, STATIC_ROOT, database  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# A file and not SQLite's memory: the browser tests' server has threads, each with its connection,
# and then they lock and wait as an installation does. tests/conftest.py says which file.
_database = database(os.environ.get(_SETTING_OF_THE_TESTS, ""), DATA_DIR)
DATABASES = {"default": _database | {"CONN_MAX_AGE": 0}}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; protects nothing

# Static files are served from where they lie, so that no collectstatic has to come first.
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
