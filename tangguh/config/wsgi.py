"""What the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tangguh.config.settings")
application = get_wsgi_application()


def keep_what_is_loaded() -> None:
    """Take the product itself out of what Python looks through when it clears away.

    Otherwise every few large pages one waits a tenth of a second more, for a look at objects that
    stay as long as the server does.
    """
    _ = get_resolver().url_patterns  # loads every room's pages
    gc.collect()
    gc.freeze()


keep_what_is_loaded()
