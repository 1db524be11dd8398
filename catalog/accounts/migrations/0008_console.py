import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_sessions_and_addresses'),
    ]

    operations = [
        migrations.AlterField(
            model_name='organization',
            name='members',
            field=models.ManyToManyField(related_name='organizations', through='accounts.Membership', through_fields=('organization', 'user'), to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='accessrequest',
            name='reminded_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='relancé le'),
        ),
        migrations.AddField(
            model_name='accessrequest',
            name='reminders',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='relances'),
        ),
        migrations.AddField(
            model_name='membership',
            name='confirmed_at',
            field=models.DateTimeField(null=True, verbose_name='confirmé le'),
        ),
        migrations.AddField(
            model_name='membership',
            name='confirmed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmé par'),
        ),
        migrations.AddField(
            model_name='membership',
            name='granted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='rôle donné par'),
        ),
        migrations.AlterField(
            model_name='accessrequest',
            name='status',
            field=models.CharField(choices=[('pending', 'en attente'), ('accepted', 'acceptée'), ('refused', 'refusée'), ('canceled', 'annulée'), ('expired', 'expirée')], default='pending', max_length=10, verbose_name='état'),
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='nature')),
                ('subject', models.UUIDField(verbose_name='sujet')),
                ('assigned_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='suivi par')),
            ],
            options={
                'verbose_name': 'dossier',
            },
        ),
        migrations.CreateModel(
            name='CaseNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='note')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='écrite le')),
                ('submission', models.UUIDField(editable=False, null=True, unique=True, verbose_name='envoi du formulaire')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='accounts.case')),
            ],
            options={
                'verbose_name': 'note de dossier',
                'verbose_name_plural': 'notes de dossier',
                'ordering': ('created_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='HelpRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('page', models.CharField(blank=True, max_length=300, verbose_name='page')),
                ('about', models.CharField(blank=True, max_length=300, verbose_name='à propos de')),
                ('message', models.TextField(max_length=4000, verbose_name='message')),
                ('answer', models.TextField(blank=True, max_length=4000, verbose_name='réponse')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='répondu le')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='demandé le')),
                ('submission', models.UUIDField(editable=False, null=True, unique=True, verbose_name='envoi du formulaire')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='répondu par')),
                ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='help_requests', to='accounts.organization', verbose_name='organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='help_requests', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'demande d’aide',
                'verbose_name_plural': 'demandes d’aide',
            },
        ),
        migrations.CreateModel(
            name='Phrase',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField(max_length=2000, verbose_name='phrase')),
                ('is_acceptance', models.BooleanField(verbose_name='pour accepter')),
                ('is_shared', models.BooleanField(default=False, verbose_name='commune à la DPNC')),
                ('kept_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gardée le')),
                ('kept_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gardée par')),
            ],
            options={
                'verbose_name': 'phrase gardée',
                'verbose_name_plural': 'phrases gardées',
            },
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('kind', 'subject'), name='one_case_each'),
        ),
    ]
