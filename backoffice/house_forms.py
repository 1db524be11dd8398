"""What the forms share. They check shape; the verbs check meaning."""

import uuid

from django import forms
from django.conf import settings
from django.utils.html import format_html

from catalog.templatetags.vitrine import size

TOO_LONG = (
    "Ce texte compte %(show_value)d caractères, la limite est de %(limit_value)d. "
    "Rien n’est perdu : raccourcissez-le."
)


class HouseForm(forms.Form):
    """A text that is too long is refused with its length: `maxlength` would cut it in silence."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)
            if isinstance(field, forms.CharField):
                field.error_messages["max_length"] = TOO_LONG


class SubmissionForm(HouseForm):
    """Sent twice, it makes one thing: the verb knows the form by its `submission`."""

    submission = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class LongText(forms.CharField):
    """Several lines, with the line ends of the database, not those that browsers send."""

    def __init__(self, *, rows=4, **options):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class DataFile(forms.FileField):
    """An empty file is the verb's to refuse: it says which one, and what to check."""

    def __init__(self, **options):
        super().__init__(allow_empty_file=True, **options)
        self.error_messages["required"] = "Choisissez un fichier."

    def get_bound_field(self, form, field_name):
        """Say the limit of this installation, whatever it is when the page is shown."""
        limit = size(settings.FILES_MAX_BYTES)
        self.help_text = f"{limit} au plus. De préférence un format ouvert : CSV, JSON, GeoJSON…"
        return super().get_bound_field(form, field_name)


def explained(label, explanation):
    """Return the label of a radio button, with a line that says what choosing it means."""
    return format_html('{}<span class="fr-hint-text">{}</span>', label, explanation)


def examples(hint, good, bad):
    """Return a hint with an example to follow and one to avoid."""
    return format_html("{}<br>Bon exemple : « {} ».<br>À éviter : « {} ».", hint, good, bad)
