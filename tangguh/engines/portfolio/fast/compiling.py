"""How the loops of the portfolio are compiled: once for each machine, Python and version of this folder."""

from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from typing import ParamSpec, TypeVar

from numba import config, njit

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def compiled(loop: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Compiled when it is first called and kept on the disk; in memory alone where none may be written."""
    others = config.CACHE_DIR  # type: ignore[attr-defined]  # numba makes its names as it starts
    config.CACHE_DIR = FOLDER  # type: ignore[attr-defined]
    try:
        kept: Callable[Given, Answer] = njit(cache=True, nogil=True)(loop)
    except RuntimeError:
        kept = njit(nogil=True)(loop)
    finally:
        config.CACHE_DIR = others  # type: ignore[attr-defined]
    return kept


def _folder() -> str:
    """Apart for each version: numba would ask only whether a loop's own file has changed."""
    here = files("tangguh.engines.portfolio.fast")
    sources = sorted((s for s in here.iterdir() if s.name.endswith(".py")), key=lambda s: s.name)
    version = sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    given = config.CACHE_DIR  # type: ignore[attr-defined]
    return f"{given or here / '__pycache__'}/{version[:12]}"


FOLDER = _folder()
