"""How loops are compiled: by numba, once for each machine, Python and version of their folder."""

from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from typing import Any, ParamSpec, Protocol, TypeVar

from numba import config, njit

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Compiler(Protocol):
    def __call__(self, loop: Callable[Given, Answer], /) -> Callable[Given, Answer]: ...


def compiler(package: str, **options: Any) -> Compiler:
    """For all loops of a package: compiled when first called, kept on the disk where one may write.

    `options` are numba's, such as how freely floats may be summed.
    """
    folder = _folder(package)

    def compiled(loop: Callable[Given, Answer], /) -> Callable[Given, Answer]:
        others = config.CACHE_DIR  # type: ignore[attr-defined]  # numba makes its names as it starts
        config.CACHE_DIR = folder  # type: ignore[attr-defined]
        try:
            kept: Callable[Given, Answer] = njit(cache=True, nogil=True, **options)(loop)
        except RuntimeError:
            kept = njit(nogil=True, **options)(loop)
        finally:
            config.CACHE_DIR = others  # type: ignore[attr-defined]
        return kept

    return compiled


def _folder(package: str) -> str:
    """Apart for each version: numba would ask only whether a loop's own file has changed."""
    here = files(package)
    sources = sorted((s for s in here.iterdir() if s.name.endswith(".py")), key=lambda s: s.name)
    version = sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    given = config.CACHE_DIR  # type: ignore[attr-defined]
    return f"{given or here / '__pycache__'}/{version[:12]}"
