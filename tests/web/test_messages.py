import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from tangguh.web import catalogue
from tangguh.web.commands.messages import messages


def test_every_text_is_translated_with_the_same_placeholders():
    result = CliRunner().invoke(messages, ["check"])

    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ('msgid "Audit trail"\nmsgstr ".*"', 'msgid "Audit trail"\nmsgstr ""', "not translated"),
        ('msgid "Audit trail"', '#, fuzzy\nmsgid "Audit trail"', "doubtful"),
        ('msgid "Audit trail"', 'msgid "Audit trial"', "not collected: Audit trail"),
        ('msgid "Audit trail"', 'msgid "Audit trial"', "no longer said: Audit trial"),
        (
            'msgid "in %\\(days\\)d day"(.*\n)*?msgstr\\[0\\] ".*"',
            'msgid "in %(days)d day"\nmsgid_plural "in %(days)d days"\nmsgstr[0] "%(hari)d hari lagi"',
            "other placeholders: in %(days)d day",
        ),
    ],
    ids=["untranslated", "fuzzy", "missing", "obsolete", "other placeholders"],
)
def test_what_is_not_finished_is_named_and_ends_with_one(
    monkeypatch, tmp_path, was, becomes, named
):
    path = tmp_path / "django.po"
    changed, times = re.subn(was, becomes, catalogue.PO.read_text(encoding="utf-8"))
    path.write_text(changed, encoding="utf-8")
    monkeypatch.setattr(catalogue, "PO", path)

    result = CliRunner().invoke(messages, ["check"])

    assert times == 1
    assert result.exit_code == 1
    assert named in result.output


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
