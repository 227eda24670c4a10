"""The Indonesian catalogue: collected from the source, checked, and compiled, with Babel alone."""

import ast
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

from tangguh import __version__

LOCALE = Path(settings.LOCALE_PATHS[0]) / "id" / "LC_MESSAGES"
PO, MO = LOCALE / "django.po", LOCALE / "django.mo"
KEYWORDS = dict.fromkeys(
    ("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "gettext_noop")
)
CALL = re.compile(
    r"""(?P<name>n?gettext)\(\s*u?(?P<first>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\"{3}.*?\"{3})"""
    r"""(?:,\s*u?(?P<second>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?""",
    re.DOTALL,
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
BEGUN = datetime(2026, 11, 24, tzinfo=UTC)  # fixed: a header that changes hides what changed
HEADER = {
    "locale": "id",
    "project": "Tangguh",
    "version": __version__,
    "copyright_holder": "Tangguh",
    "msgid_bugs_address": "-",
    "last_translator": "Tangguh",
    "language_team": "Indonesia",
    "charset": "utf-8",
    "header_comment": "# The Indonesian words of Tangguh; tangguh messages extract keeps them.",
}
Text = str | tuple[str, ...]


def texts() -> Iterator[Text]:
    """Every text of the source that a reader may see; a pair where it has a plural."""
    for path in sorted(settings.PACKAGE_DIR.rglob("*.py")):
        yield from texts_of_python(path)
    for path in sorted(settings.PACKAGE_DIR.rglob("*.html")):
        yield from texts_of_template(path)


def texts_of_python(path: Path) -> Iterator[Text]:
    found: Iterable[Any] = extract_python(io.BytesIO(path.read_bytes()), KEYWORDS, [], {})
    for _line, name, said, _comments in found:  # said: a text, or the texts of a call with several
        words = (said,) if isinstance(said, str) else tuple(said)
        yield words[:2] if name in {"ngettext", "ngettext_lazy"} else words[0]


def texts_of_template(path: Path) -> Iterator[Text]:
    """Django turns a template into calls of gettext; their arguments are Python literals."""
    for call in CALL.finditer(templatize(path.read_text(encoding="utf-8"))):
        first = literal(call["first"])
        yield (first, literal(call["second"])) if call["second"] else first


def literal(quoted: str) -> str:
    return str(ast.literal_eval(quoted))


def read_catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="id")


def update_catalogue() -> int:
    """Write the .po anew: all texts of the source, with the translations that there are."""
    old = read_catalogue() if PO.exists() else Catalog(locale="id")
    new = Catalog(fuzzy=False, creation_date=BEGUN, revision_date=BEGUN, **HEADER)
    for text in texts():
        known = old.get(text)
        new.add(text, known.string if known and not known.fuzzy else None)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, new, sort_output=True, width=100, no_location=True)
    return len(new)


def compile_catalogue() -> None:
    """Write the .mo beside the .po, unless it is the newer of the two.

    What runs next in this process, such as loading the example, speaks with the new words.
    """
    if MO.exists() and MO.stat().st_mtime >= PO.stat().st_mtime:
        return
    with MO.open("wb") as file:
        write_mo(file, read_catalogue())
    translation_file_changed(sender=None, file_path=MO)


def faults() -> list[str]:
    """What is missing or doubtful in the catalogue, one line each."""
    catalogue = read_catalogue()
    wanted = {text if isinstance(text, str) else text[0] for text in texts()}
    known = {key(message.id): message for message in catalogue if message.id}
    missing = [f"not collected: {text}" for text in sorted(wanted - known.keys())]
    stale = [f"no longer said: {text}" for text in sorted(known.keys() - wanted)]
    doubtful = [fault for message in known.values() for fault in faults_of(message)]
    return missing + stale + doubtful


def key(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else text[0]


def faults_of(message: Message) -> Iterator[str]:
    said = key(message.id)
    string = message.string or ""
    words = [string] if isinstance(string, str) else list(string)
    if not all(words):
        yield f"not translated: {said}"
    elif message.fuzzy:
        yield f"doubtful: {said}"
    elif any(holes(said) != holes(word) for word in words):
        yield f"other placeholders: {said}"


def holes(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))
