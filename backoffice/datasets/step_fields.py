"""Fields of which a browser sends several values: boxes, places, lines that people add."""

from django import forms
from django.forms.boundfield import BoundField
from django.utils.choices import flatten_choices
from django.utils.functional import cached_property

from backoffice.house_forms import HouseForm
from catalog.models import Territory
from catalog.search.places import described

MOST_ROWS = 50


class StepField(BoundField):
    """In a step nothing is said to be optional: saved incomplete, it is still a draft."""

    def get_context(self):
        return {"field": self, "unmarked": True}

    def in_words(self, value):
        labels = dict(flatten_choices(getattr(self.field, "choices", ())))
        values = value if isinstance(value, list | tuple) else [value]
        return ", ".join(str(labels.get(one, one)) for one in values if one)


class Boxes(forms.CheckboxSelectMultiple):
    """An empty value comes with the others: none ticked is not the same as not asked."""

    def value_from_datadict(self, data, files, name):
        return [one for one in super().value_from_datadict(data, files, name) if one]


class Several(forms.MultipleChoiceField):
    """The verb says which value is unknown, and what to do."""

    widget = Boxes

    def __init__(self, *, aligned=False, **options):
        options.setdefault("template_name", "backoffice/_boxes_field.html")
        super().__init__(required=False, **options)
        self.aligned = aligned

    def valid_value(self, value):
        return True


class PlacesField(StepField):
    @cached_property
    def places(self):
        """Return (id, label, ticked) of the chosen places, then of those to choose from."""
        chosen = self.value() or []
        offered = [place.pk for place in self.form.candidates if place.pk not in chosen]
        known = Territory.objects.in_bulk([*chosen, *offered])
        return [(key, label_of(known, key), key in chosen) for key in [*chosen, *offered]]

    def in_words(self, value):
        known = Territory.objects.in_bulk(value or [])
        return ", ".join(label_of(known, key) for key in value or [])


def label_of(known, key):
    return described(known[key]) if key in known else key


class Row(HouseForm):
    """One line of several. Left as it was found, it is not one."""

    use_required_attribute = False
    bound_field_class = StepField

    @classmethod
    def is_blank(cls, values):
        return all(
            (values.get(name) or "").strip() in ("", field.initial or "")
            for name, field in cls.base_fields.items()
        )


class RowsInput(forms.Widget):
    """Reads the lines of a list; the field's own name carries how many there are."""

    names = ()

    def value_from_datadict(self, data, files, name):
        typed = data.get(name, "")
        count = min(int(typed), MOST_ROWS) if typed.isdecimal() else 0
        return [
            {one: data.get(f"{name}-{number}-{one}", "") for one in self.names}
            for number in range(count)
        ]


class RowsField(StepField):
    @cached_property
    def rows(self):
        """Return the lines as forms, an empty one when there is none."""
        values = self.value() or [{}]
        rows = [self.row(number, value) for number, value in enumerate(values)]
        if self.form.newest == self.name:
            next(iter(rows[-1].fields.values())).widget.attrs["autofocus"] = True
        return rows

    def row(self, number, value):
        prefix = f"{self.html_name}-{number}"
        if self.form.is_bound and not self.field.row.is_blank(value):
            sent = {f"{prefix}-{name}": text for name, text in value.items()}
            return self.field.row(sent, prefix=prefix, auto_id=self.form.auto_id)
        return self.field.row(initial=value, prefix=prefix, auto_id=self.form.auto_id)

    @property
    def rows_at_fault(self):
        """Tell whether the lines say themselves what is wrong."""
        return any(row.errors for row in self.rows)

    def in_words(self, value):
        return "\n".join(self.row_in_words(row) for row in value or [])

    def row_in_words(self, row):
        role = dict(self.field.row.base_fields["role"].choices).get(row["role"], "")
        texts = [text.strip() for name, text in row.items() if name != "role"]
        return ", ".join(filter(None, [*texts, role])) if any(texts) else ""


class Rows(forms.Field):
    """`row` is the form of one line, `one` its name, `more` what the button says."""

    widget = RowsInput

    def __init__(self, row, *, one, more, **options):
        super().__init__(
            required=False,
            bound_field_class=RowsField,
            template_name="backoffice/_rows_field.html",
            **options,
        )
        self.row, self.one, self.more = row, one, more
        self.widget.names = tuple(row.base_fields)

    def clean(self, value):
        rows, faults = [], []
        for number, values in enumerate(value or [], start=1):
            row = self.row(values)
            if self.row.is_blank(values):
                continue
            if row.is_valid():
                rows.append(row.cleaned_data)
            faults += [
                f"{self.one} {number} : {fault}"
                for errors in row.errors.values()
                for fault in errors
            ]
        if faults:
            raise forms.ValidationError(faults)
        return rows
