from django import forms

from backoffice.house_forms import DataFile, LongText, SubmissionForm, examples


class ReplaceForm(SubmissionForm):
    """`expected_version` is what the person saw: if another came since, nothing moves."""

    file = DataFile(label="Nouveau fichier")
    note = LongText(
        label="Quoi de neuf ?",
        required=False,
        help_text=examples(
            "Pour ceux qui réutilisent le fichier. Gardé avec la version.",
            "Onze jardins labellisés en 2026, sept adresses corrigées",
            "Mise à jour",
        ),
        max_length=2000,
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def show_conflict(self, version):
        """Start again from the version now on line, so that sending again is a choice."""
        self.data = self.data.copy()
        self.data["expected_version"] = str(version.number)
