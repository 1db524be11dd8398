from django.db import migrations


def create_index(apps, schema_editor):
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    kind = "TABLE" if schema_editor.connection.vendor == "sqlite" else "VIEW"
    schema_editor.execute(f"DROP {kind} search_hit", params=None)


# External content: the tokens live in the document's row, triggers keep the index equal to it.
SQLITE = [
    "CREATE VIRTUAL TABLE search_hit USING fts5(title, context, body,"
    " content='search_searchdocument', content_rowid='id', tokenize='ascii', prefix='3 4')",
    "INSERT INTO search_hit(search_hit, rank) VALUES('rank', 'bm25(10.0, 4.0, 1.0)')",
    "CREATE TRIGGER search_hit_insert AFTER INSERT ON search_searchdocument BEGIN"
    " INSERT INTO search_hit(rowid, title, context, body)"
    " VALUES (new.id, new.title, new.context, new.body); END",
    "CREATE TRIGGER search_hit_delete AFTER DELETE ON search_searchdocument BEGIN"
    " INSERT INTO search_hit(search_hit, rowid, title, context, body)"
    " VALUES ('delete', old.id, old.title, old.context, old.body); END",
    "CREATE TRIGGER search_hit_update AFTER UPDATE ON search_searchdocument BEGIN"
    " INSERT INTO search_hit(search_hit, rowid, title, context, body)"
    " VALUES ('delete', old.id, old.title, old.context, old.body);"
    " INSERT INTO search_hit(rowid, title, context, body)"
    " VALUES (new.id, new.title, new.context, new.body); END",
]
POSTGRESQL = [
    "ALTER TABLE search_searchdocument ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', title), 'A') ||"
    " setweight(to_tsvector('simple', context), 'B') ||"
    " setweight(to_tsvector('simple', body), 'D')) STORED",
    "CREATE INDEX search_vector ON search_searchdocument USING gin (vector)",
    "CREATE VIEW search_hit AS"
    " SELECT id AS rowid, vector AS search_hit, NULL::float AS rank FROM search_searchdocument",
]


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create_index, drop_index)]
