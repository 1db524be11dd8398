from django.db import migrations

# PostgreSQL keeps long values outside the row as soon as it is longer than this. A search walks
# through the rows: with the tokens in them, reading every row looked cheaper than the index.
NARROW = "ALTER TABLE search_searchdocument SET (toast_tuple_target = 128)"
WIDE = "ALTER TABLE search_searchdocument RESET (toast_tuple_target)"


def narrow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(NARROW)


def widen(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(WIDE)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_facets")]

    operations = [migrations.RunPython(narrow, widen)]
