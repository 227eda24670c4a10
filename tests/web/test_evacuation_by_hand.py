"""The page of evacuations to plan with a pencil says what the commands answer."""

import re
from pathlib import Path

from click.testing import CliRunner
from django.utils import translation

from tangguh.cli import main

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "evacuation-by-hand.md"
BLOCK = re.compile(r"^```\n(\$ .*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
PLAN = re.compile(r"[A-Z]+(/.*)?")


def answer(command: str, folder: Path) -> str:
    """What a command of the page writes to the screen; plans stand in a folder of the test."""
    words = [
        str(folder / word) if PLAN.fullmatch(word) else word
        for word in command.replace("\\\n", " ").split()
    ]
    if words[0] == "cat":
        return Path(words[1]).read_text(encoding="utf-8")
    return CliRunner().invoke(main, words[1:]).stdout


def as_pattern(said: str) -> str:
    """What the page says; three dots stand for anything."""
    return ".*".join(re.escape(part) for part in re.split("…\n?", said))


def test_every_command_of_the_page_answers_what_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    translation.activate("id")
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))

    found = [each for block in blocks for each in COMMAND.findall(block)]

    for command, said in found:
        told = answer(command, tmp_path)
        assert re.fullmatch(as_pattern(said), told, re.DOTALL), (command, told)
    assert len(found) == 14
    assert all(said for _command, said in found)
