from django.db import migrations

from showcase.seed import compose_untouched_home


def compose(apps, schema_editor):
    compose_untouched_home(apps)


class Migration(migrations.Migration):
    dependencies = [("showcase", "0003_home_blocks")]

    operations = [migrations.RunPython(compose, migrations.RunPython.noop)]
