"""Rows as lines of JSON and back, the same from and for SQLite and PostgreSQL."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeAlias, cast

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Field, Model

# Sign-ins that are open and wrong passwords are not taken back; types and rights come with migrate.
LEFT_OUT = {"sessions", "axes", "contenttypes", "auth"}
AT_ONCE = 500
Column: TypeAlias = "Field[Any, Any]"
PLAIN = (str, int, float, bool, list, dict, type(None))


def carried() -> list[type[Model]]:
    """The tables that a backup carries, in an order that stays the same."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not leads_out(model)
    ]
    return sorted(models, key=lambda model: model._meta.label_lower)


def leads_out(model: type[Model]) -> bool:
    """Whether a table belongs to a framework that fills it itself, or joins one of ours to such."""
    named = {model._meta.app_label}
    if model._meta.auto_created:
        named |= {f.related_model._meta.app_label for f in fields(model) if f.related_model}
    return bool(named & LEFT_OUT)


def fields(model: type[Model]) -> list[Column]:
    return [field for field in model._meta.concrete_fields if not field.generated]


@contextmanager
def snapshot() -> Iterator[None]:
    """One moment of the whole database, while others go on writing."""
    outermost = not connection.in_atomic_block
    with deferred(), transaction.atomic():
        if connection.vendor == "postgresql" and outermost:
            execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def deferred() -> Iterator[None]:
    """Begin as a reader. Our transactions on SQLite begin as writers, who keep others waiting."""
    if connection.vendor != "sqlite":
        yield
        return
    sqlite = cast(Any, connection)
    mode, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = mode


def lines(model: type[Model]) -> Iterator[bytes]:
    """The rows of a table, each a line with its values in the order of the first line's names."""
    known = fields(model)
    yield line([field.attname for field in known])
    rows = model._base_manager.order_by("pk")
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield line([plain(field, row) for field in known])


def line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def plain(field: Column, row: Model) -> Any:
    """A value that JSON can hold. Times keep their microseconds: the audit chain hashes them."""
    value = field.value_from_object(row)
    return value if isinstance(value, PLAIN) else field.value_to_string(row)


def load(model: type[Model], rows: Iterable[bytes]) -> int:
    """Write lines back into their table; how many there were."""
    each = iter(rows)
    known = {field.attname: field for field in fields(model)}
    order = [known[name] for name in json.loads(next(each))]
    count = 0
    while batch := list(islice(each, AT_ONCE)):
        objects = [model(**values(order, json.loads(text))) for text in batch]
        model._base_manager.bulk_create(objects)
        count += len(objects)
    return count


def values(order: list[Column], row: list[Any]) -> dict[str, Any]:
    return {field.attname: field.to_python(value) for field, value in zip(order, row, strict=True)}


def empty_all() -> None:
    """Remove every row of every carried table; the caller's transaction can still take it back."""
    for model in carried():
        execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def continue_numbering() -> None:
    """Let PostgreSQL number new rows after those that came with their numbers."""
    for statement in connection.ops.sequence_reset_sql(no_style(), carried()):
        execute(statement)


def restart_numbering() -> None:
    """Number the first new row of every empty table 1 again."""
    options = [model._meta for model in carried()]
    sequences = [{"table": each.db_table, "column": each.pk.column} for each in options]
    for statement in connection.ops.sequence_reset_by_name_sql(no_style(), sequences):
        execute(statement)


@contextmanager
def triggers_lifted() -> Iterator[None]:
    """Let rows be removed that stand for good otherwise; the triggers are back at the end."""
    off, on = trigger_statements()
    for statement in off:
        execute(statement)
    yield
    for statement in on:
        execute(statement)


def trigger_statements() -> tuple[list[str], list[str]]:
    """How this database's own triggers are taken away, and how they come back."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            kept = cursor.fetchall()
        return [f'DROP TRIGGER "{name}"' for name, _ in kept], [sql for _, sql in kept]
    names = [connection.ops.quote_name(model._meta.db_table) for model in carried()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
        )
        guarded = {name.strip('"') for (name,) in cursor.fetchall()}
    ours = [name for name in names if name.strip('"') in guarded]
    return (
        [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in ours],
        [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in ours],
    )


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
