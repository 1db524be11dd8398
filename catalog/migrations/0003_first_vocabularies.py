from django.db import migrations

from catalog.vocabularies.seed import create_vocabularies


def seed(apps, schema_editor):
    create_vocabularies(apps)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_full_description")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
