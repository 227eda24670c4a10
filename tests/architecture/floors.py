"""The order of the rooms, read from the one place where it is written."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "tangguh"
DOMAINS = PACKAGE / "domains"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _layers(contract: str) -> list[str]:
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    return next(each["layers"] for each in contracts if each["name"] == contract)


def _names(layers: list[str]) -> list[str]:
    return [name.strip("() ") for layer in layers for name in layer.split("|")]


FLOORS = _names(_layers("A domain imports only the domains below it"))[::-1]  # the ground first
FURNITURE = _names(_layers("Every domain is furnished alike"))
ROOMS = sorted(path.parent for path in DOMAINS.glob("*/__init__.py"))


def sources(*folders: Path) -> list[Path]:
    """Every module written by hand; migrations are written by Django."""
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*.py"))
        if "migrations" not in path.parts
    ]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
