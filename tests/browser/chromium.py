"""The browser that the tests drive: where it is, and how a machine gets one."""

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first look for a browser happens before there are packages
    from playwright.sync_api import ViewportSize

PHONE: "ViewportSize" = {"width": 360, "height": 740}
DESK: "ViewportSize" = {"width": 1280, "height": 900}
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
INSTALLERS = {
    "apt-get": [["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]],
    "dnf": [["dnf", "install", "-y", "chromium"]],
    "pacman": [["pacman", "-Sy", "--noconfirm", "chromium"]],
    "apk": [["apk", "add", "chromium"]],
    "brew": [["brew", "install", "--cask", "chromium"]],
}
REMEDY = (
    "The browser tests need Chromium, and this machine has none. Install the package "
    "'chromium' with the system's package manager (Debian: apt-get install chromium), or set "
    "TANGGUH_CHROMIUM to a Chromium or Chrome that is there. To go on without: "
    "TANGGUH_NO_BROWSER=1"
)


def find() -> str | None:
    """The path of a Chromium, TANGGUH_CHROMIUM first; None where there is none."""
    if given := os.environ.get("TANGGUH_CHROMIUM"):
        return shutil.which(given)
    return next(filter(None, map(shutil.which, (*NAMES, *APPLICATIONS))), None)


def install() -> str | None:
    """Ask the system's package manager for one, where it may be asked; then look again."""
    for command in _commands():
        if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode:
            return None
    return find()


def _commands() -> list[list[str]]:
    manager = next(filter(shutil.which, INSTALLERS), "")
    may_install = manager == "brew" or (hasattr(os, "geteuid") and os.geteuid() == 0)
    return INSTALLERS[manager] if manager and may_install else []
