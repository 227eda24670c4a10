"""The product's own settings, with data in a folder that is gone after the run."""

import atexit
import os
import shutil
import tempfile

# Whatever the shell says: tests never see anybody's data.
os.environ["TANGGUH_HOME"] = tempfile.mkdtemp(prefix="tangguh-test-")
os.environ.setdefault("TANGGUH_SECRET_KEY", "only for tests")
atexit.register(shutil.rmtree, os.environ["TANGGUH_HOME"], ignore_errors=True)

from tangguh.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; no secret is here
