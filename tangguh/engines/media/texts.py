import csv
import json
import re
from io import StringIO
from itertools import islice

from tangguh.engines.media.errors import UnknownType
from tangguh.engines.media.facts import Kind, MediaFacts

GEOJSON_TYPES = {
    "FeatureCollection",
    "Feature",
    "GeometryCollection",
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
}
DELIMITERS = ",;\t"  # Indonesian spreadsheets write ; because the comma is the decimal mark
ROWS_LOOKED_AT = 50
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def examine_text(content: bytes) -> MediaFacts:
    """GeoJSON, a table, or plain text; markup and other JSON are not kept."""
    text = readable(content)
    beginning = text.lstrip()[:1]
    if not beginning:
        raise UnknownType(found="empty")
    if beginning == "<":
        raise UnknownType(found="markup")
    if beginning in "{[" and (document := parsed(text)) is not None:
        return examine_json(document)
    if is_table(text):
        return MediaFacts("text/csv", "csv", Kind.TABLE)
    return MediaFacts("text/plain", "txt", Kind.DOCUMENT)


def readable(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise UnknownType(found="unknown") from reason
    if NOT_TEXT.search(text):
        raise UnknownType(found="unknown")
    return text


def parsed(text: str) -> object | None:
    """The JSON that the text is; None where it only begins like some."""
    try:
        document: object = json.loads(text)
    except ValueError:
        return None
    except RecursionError as reason:
        raise UnknownType(found="application/json") from reason
    return document


def examine_json(document: object) -> MediaFacts:
    named = document.get("type") if isinstance(document, dict) else None
    if not isinstance(named, str) or named not in GEOJSON_TYPES:
        raise UnknownType(found="application/json")
    return MediaFacts("application/geo+json", "geojson", Kind.MAP)


def is_table(text: str) -> bool:
    """Whether the first rows have the same number of columns, at least two, by one delimiter."""
    return any(columns(text, delimiter) >= 2 for delimiter in DELIMITERS)


def columns(text: str, delimiter: str) -> int:
    """How many columns the first rows have; 0 where they differ or there are fewer than two rows."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        widths = [len(row) for row in islice(reader, ROWS_LOOKED_AT) if row]
    except csv.Error:
        return 0
    return widths[0] if len(widths) >= 2 and len(set(widths)) == 1 else 0
