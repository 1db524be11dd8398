from django.conf import settings
from django.db import migrations, models


def move_reminders(apps, schema_editor):
    """What was kept on the requests is kept on their cases, as for every kind."""
    cases = apps.get_model("accounts", "Case").objects
    requests = apps.get_model("accounts", "AccessRequest").objects.filter(reminders__gt=0)
    for key, reminders, at in requests.values_list("pk", "reminders", "reminded_at"):
        kept = {"reminders": reminders, "reminded_at": at}
        cases.update_or_create(kind="accounts.accessrequest", subject=key, defaults=kept)


def move_reminders_back(apps, schema_editor):
    requests = apps.get_model("accounts", "AccessRequest").objects
    cases = apps.get_model("accounts", "Case").objects.filter(kind="accounts.accessrequest")
    for key, reminders, at in cases.values_list("subject", "reminders", "reminded_at"):
        requests.filter(pk=key).update(reminders=reminders, reminded_at=at)


def date_proposals(apps, schema_editor):
    proposed = apps.get_model("accounts", "Organization").objects.filter(created_by__isnull=False)
    proposed.update(proposed_at=models.F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_oneself")]

    operations = [
        migrations.AddField(
            "case", "reminders", models.PositiveSmallIntegerField("relances", default=0)
        ),
        migrations.AddField(
            "case",
            "reminded_at",
            models.DateTimeField("relancé le", null=True, editable=False),
        ),
        migrations.AddField(
            "organization", "proposed_at", models.DateTimeField("proposée le", null=True)
        ),
        migrations.AddField(
            "organization",
            "decided_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                models.SET_NULL,
                null=True,
                related_name="+",
                verbose_name="validée ou refusée par",
            ),
        ),
        migrations.AddField(
            "organization",
            "decided_at",
            models.DateTimeField("validée ou refusée le", null=True),
        ),
        migrations.AddField(
            "organization",
            "answer",
            models.TextField("motif de la réponse", max_length=2000, blank=True),
        ),
        migrations.RunPython(date_proposals, migrations.RunPython.noop),
        migrations.RunPython(move_reminders, move_reminders_back),
        migrations.RemoveField("accessrequest", "reminders"),
        migrations.RemoveField("accessrequest", "reminded_at"),
    ]
