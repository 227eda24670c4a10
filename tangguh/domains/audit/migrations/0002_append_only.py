"""The chain's head, and triggers that refuse to change or remove an entry."""

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END",
    "CREATE TRIGGER audit_entry_is_never_removed BEFORE DELETE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'an audit entry is never removed'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION audit_entry_stands() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'an audit entry is never changed or removed'; END $$",
    "CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_entry_stands()",
)


def begin_chain(apps, schema_editor):
    apps.get_model("audit", "Head").objects.create(pk=1)
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(begin_chain, migrations.RunPython.noop, atomic=True)]
