"""How the loops are compiled: by numba, once for each machine, Python and version of this folder."""

from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from typing import Any, ParamSpec, TypeVar

from numba import config, njit

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

SUMS_ARE_EXACT = {"reassoc", "nsz", "nnan", "ninf"}


def compiled(loop: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Compiled when it is first called, in floats as they are written."""
    return _kept(loop)


def compiled_in_any_order(loop: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The same for sums of whole numbers below 2**53, which any order leaves exact."""
    return _kept(loop, fastmath=SUMS_ARE_EXACT)


def compiled_into_its_callers(loop: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """For what is called so often that handing over its columns takes longer than many calls."""
    return _kept(loop, inline="always")


def _kept(loop: Callable[Given, Answer], **options: Any) -> Callable[Given, Answer]:
    """Kept on the disk; in memory alone where nothing may be written."""
    try:
        kept: Callable[Given, Answer] = njit(cache=True, **options)(loop)
    except RuntimeError:
        kept = njit(**options)(loop)
    return kept


def _folder() -> str:
    """Where they are kept: beside the sources or in NUMBA_CACHE_DIR, apart for each version.

    numba would ask only whether a loop's own file has changed, not those of the loops it calls.
    """
    here = files("tangguh.engines.allocation.fast")
    sources = sorted((s for s in here.iterdir() if s.name.endswith(".py")), key=lambda s: s.name)
    version = sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    given = config.CACHE_DIR  # type: ignore[attr-defined]  # numba makes its names as it starts
    return f"{given or here / '__pycache__'}/{version[:12]}"


config.CACHE_DIR = _folder()  # type: ignore[attr-defined]
