"""What the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tangguh.config.settings")
application = get_wsgi_application()


# New objects before Python looks through them, and looks of one kind before one that goes deeper.
# A large page makes some ten thousand objects that refer to others; at Python's own 700, 10, 10
# one in a few such pages waits for a look through all that the server remembers.
CLEARING = 50_000, 20, 50


def keep_what_is_loaded() -> None:
    """Take the product itself out of what Python looks through when it clears away, and do so less.

    Otherwise every few large pages one waits a tenth of a second more, for a look at objects that
    stay as long as the server does.
    """
    _ = get_resolver().url_patterns  # loads every room's pages
    gc.collect()
    gc.freeze()
    gc.set_threshold(*CLEARING)


keep_what_is_loaded()
