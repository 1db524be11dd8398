from django.db import migrations
from django.db.models import F


def keep_what_imports_brought(apps, schema_editor):
    """Until here nothing else was ever added to these counters."""
    names = {"Dataset": ("views", "downloads"), "Resource": ("downloads",)}
    for model, counters in names.items():
        values = {f"source_{name}": F(name) for name in counters}
        apps.get_model("catalog", model).objects.update(**values)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0004_counts_of_the_source")]

    operations = [migrations.RunPython(keep_what_imports_brought, migrations.RunPython.noop)]
