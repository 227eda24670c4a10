import re
import shutil
from pathlib import Path

from click.testing import CliRunner
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from tangguh.web import catalogue
from tangguh.web.commands.messages import messages


def test_every_text_is_translated_with_the_same_placeholders():
    result = CliRunner().invoke(messages, ["check"])

    assert (result.exit_code, result.output) == (0, "")


UNFINISHED = {  # what stands in the catalogue, what it becomes, what is told of it
    "not translated": ('msgid "Audit trail"\nmsgstr ".*"', 'msgid "Audit trail"\nmsgstr ""'),
    "doubtful": ('msgid "Village head"', '#, fuzzy\nmsgid "Village head"'),
    "not collected: Regent": ('msgid "Regent"', 'msgid "Regant"'),
    "no longer said: Regant": ('msgid "Regant"', 'msgid "Regant"'),
    "other placeholders: in %(days)d day": (
        'msgid "in %\\(days\\)d day"(.*\n)*?msgstr\\[0\\] ".*"',
        'msgid "in %(days)d day"\nmsgid_plural "in %(days)d days"\nmsgstr[0] "%(hari)d hari lagi"',
    ),
}


def test_what_is_not_finished_is_named_and_ends_with_one(monkeypatch, tmp_path):
    text = catalogue.PO.read_text(encoding="utf-8")
    for was, becomes in UNFINISHED.values():
        text, times = re.subn(was, becomes, text)
        assert times == 1, was
    path = tmp_path / "django.po"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogue, "PO", path)

    result = CliRunner().invoke(messages, ["check"])

    assert result.exit_code == 1
    assert [named for named in UNFINISHED if named not in result.output] == []
    assert len(result.output.splitlines()) == len(UNFINISHED)


def test_words_compiled_now_are_spoken_at_once(settings, tmp_path: Path, monkeypatch):
    # As on a first start: the language was in use before its catalogue was there.
    folder = tmp_path / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(catalogue.PO, folder)
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.setattr(catalogue, "MO", folder / "django.mo")
    translation_file_changed(sender=None, file_path=catalogue.MO)
    with translation.override("id"):
        assert translation.gettext("Village head") == "Village head"

        catalogue.compile_catalogue()

        assert translation.gettext("Village head") == "Kepala desa"
