"""A trigger that refuses an entry in the place of another: on SQLite, INSERT OR REPLACE deletes without the trigger on deletion.

On PostgreSQL, ON CONFLICT DO UPDATE is an update and is refused as one.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# the key is not the table's rowid, so either may be taken already
SQLITE = """
    CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit_entry
    WHEN EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number OR rowid = NEW.rowid)
    BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END
"""


def install(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute(SQLITE, params=None)


def remove(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER audit_no_replace", params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_refuse_change")]
    operations = [migrations.RunPython(install, remove)]
