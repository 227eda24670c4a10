"""The page with the worked example says what the commands answer."""

import re
from pathlib import Path

from click.testing import CliRunner
from django.utils import translation

from tangguh.cli import main

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "explanation" / "index-by-hand.md"
BLOCK = re.compile(r"^```\n(\$ .*?)^```", re.MULTILINE | re.DOTALL)


def answer(command: str, folder: Path) -> str:
    """What a command of the page writes to the screen; OUT.csv and its like stand in a folder."""
    words = [
        str(folder / word) if re.fullmatch(r"[A-Z]+\.csv", word) else word
        for word in command.split()
    ]
    if words[0] == "cat":
        return Path(words[1]).read_text(encoding="utf-8")
    found = CliRunner().invoke(main, words[1:])
    return found.stderr if found.exit_code else found.stdout


def test_every_command_of_the_page_answers_what_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    translation.activate("id")
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))

    for block in blocks:
        for command, said in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            told = answer(command, tmp_path)
            if said.endswith("…\n"):
                assert told.startswith(said.removesuffix("…\n")), command
            else:
                assert told == said, command
    assert len(blocks) == 5
