from django.db import migrations

from showcase.seed import create_home


def seed(apps, schema_editor):
    create_home(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("showcase", "0001_home_page"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
