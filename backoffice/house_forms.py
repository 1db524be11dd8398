"""What the forms share. They check shape; the verbs check meaning."""

import uuid

from django import forms
from django.utils.html import format_html

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


def explained(label, explanation):
    """Return the label of a radio button, with a line that says what choosing it means."""
    return format_html('{}<span class="fr-hint-text">{}</span>', label, explanation)


def examples(hint, good, bad):
    """Return a hint with an example to follow and one to avoid."""
    return format_html("{}<br>Bon exemple : « {} ».<br>À éviter : « {} ».", hint, good, bad)
