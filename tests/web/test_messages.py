import pytest
from click.testing import CliRunner

from tangguh.web import catalogue
from tangguh.web.commands.messages import messages


def test_every_text_is_translated_with_the_same_placeholders():
    result = CliRunner().invoke(messages, ["check"])

    assert (result.exit_code, result.output) == (0, "")


@pytest.fixture
def unfinished(monkeypatch, tmp_path):
    """A catalogue with these lines at its end."""

    def write(lines: str) -> None:
        path = tmp_path / "django.po"
        path.write_text(catalogue.PO.read_text(encoding="utf-8") + lines, encoding="utf-8")
        monkeypatch.setattr(catalogue, "PO", path)

    return write


@pytest.mark.parametrize(
    "lines",
    [
        '\nmsgid "Nobody wrote this in Indonesian"\nmsgstr ""\n',
        '\n#, python-format\nmsgid "%(days)s more"\nmsgstr "%(hari)s lagi"\n',
        '\n#, fuzzy\nmsgid "Doubtful"\nmsgstr "Meragukan"\n',
    ],
    ids=["untranslated", "other placeholders", "fuzzy"],
)
def test_what_is_not_finished_is_named_and_ends_with_one(unfinished, lines):
    unfinished(lines)

    result = CliRunner().invoke(messages, ["check"])

    assert result.exit_code == 1
    assert result.output
