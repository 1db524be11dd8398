from django import forms

from backoffice.house_forms import HouseForm, LongText, SubmissionForm, examples
from catalog.accounts.models import Organization


class TransferForm(SubmissionForm):
    to = forms.ModelChoiceField(
        Organization.objects.none(),
        label="À quelle organisation",
        to_field_name="slug",
        empty_label="Choisissez une organisation",
        help_text="Ses administrateurs acceptent ou refusent ; d’ici là, rien ne change.",
    )
    note = LongText(
        label="Pourquoi",
        help_text=examples(
            "L’autre organisation le lit avant de répondre.",
            "Le bureau des festivals vous rejoint le 1er janvier",
            "Réorganisation",
        ),
        max_length=2000,
    )

    def __init__(self, *args, organizations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = organizations


class RefuseForm(HouseForm):
    reason = LongText(
        label="Motif du refus",
        help_text="L’autre organisation le reçoit par courriel.",
        max_length=2000,
    )
