"""How loops are compiled: by numba, once for each machine, Python and version of their folder."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from importlib.resources import files
from pkgutil import walk_packages
from typing import Any, ParamSpec, Protocol, TypeVar

from numba import config, njit
from numba.core.dispatcher import Dispatcher

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


@contextmanager
def as_plain_python(*modules: str) -> Iterator[None]:
    """Let the loops in these modules run uncompiled meanwhile: the same answer, slower.

    For a little work that is done once, since compiling takes seconds. It holds for the whole
    process: only where nobody else counts. Modules that take loops from each other stand together;
    a package stands for all its modules.
    """
    loops = [
        (module, name, loop)
        for module in map(import_module, _with_inner(modules))
        for name, loop in vars(module).items()
        if isinstance(loop, Dispatcher)
    ]
    for module, name, loop in loops:
        setattr(module, name, loop.py_func)
    try:
        yield
    finally:
        for module, name, loop in loops:
            setattr(module, name, loop)


def _with_inner(modules: Iterable[str]) -> Iterator[str]:
    for name in modules:
        yield name
        inner = getattr(import_module(name), "__path__", ())
        yield from (each.name for each in walk_packages(inner, f"{name}."))


def _folder(package: str) -> str:
    """Apart for each version: numba would ask only whether a loop's own file has changed."""
    here = files(package)
    sources = sorted((s for s in here.iterdir() if s.name.endswith(".py")), key=lambda s: s.name)
    version = sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    given = config.CACHE_DIR  # type: ignore[attr-defined]
    return f"{given or here / '__pycache__'}/{version[:12]}"
