"""What is said of the file whichever its version: its guard, its schema, its columns, its date."""

import hashlib
from dataclasses import dataclass

from django.urls import reverse

from backoffice.replacement.forms import ColumnForm, GuardForm
from backoffice.replacement.history import AboutFile
from backoffice.screens import AboutResource, Button, FormPage
from catalog.actions.upkeep import (
    ColumnText,
    confirm_still_valid,
    describe_columns,
    set_guard,
)

MOST_COLUMNS = 300
"""A form of three fields a column must stay below what Django accepts."""


@dataclass(frozen=True)
class DictionaryLine:
    """A column of the file on line, or one that is described and no longer there."""

    name: str
    type: str
    filled: str
    example: str
    absent: bool
    form: ColumnForm


class ResourceGuard(AboutFile, FormPage):
    template_name = "backoffice/resource_guard.html"
    form_class = GuardForm

    def get_initial(self):
        resource = self.resource
        return {
            "guard": resource.guard,
            "row_tolerance": resource.row_tolerance,
            "key_columns": ", ".join(resource.key_columns),
        }

    def act(self, form):
        return set_guard(self.resource, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return f"Le contrôle de « {self.resource} » est réglé."

    def after(self):
        return reverse("backoffice:resource-guard", args=[self.resource.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(dataset=self.dataset, resource=self.resource, **kwargs)


class ResourceColumns(AboutFile, FormPage):
    """The whole dictionary on one screen; the names of the columns are those of the file."""

    template_name = "backoffice/resource_columns.html"
    form_class = ColumnForm

    def act(self, form):
        texts = [
            ColumnText(line.name, **line.form.cleaned_data)
            for line in self.lines()
            if line.form.add_prefix("label") in form.data and line.form.is_valid()
        ]
        describe_columns(self.resource, by=self.request.user, columns=texts)

    def lines(self):
        version = self.resource.current_version
        contents = version.contents if version else None
        said = {row.name: row for row in self.resource.column_descriptions.all()}
        columns = {column.name: column for column in contents.columns} if contents else {}
        names = [*columns, *(name for name in said if name not in columns)]
        sent = self.request.POST or None
        return [
            dictionary_line(name, columns.get(name), said.get(name), sent)
            for name in names[:MOST_COLUMNS]
        ]

    def sentence(self):
        return f"Les colonnes de « {self.resource} » sont décrites."

    def after(self):
        return reverse("backoffice:resource-columns", args=[self.resource.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            dataset=self.dataset, resource=self.resource, lines=self.lines(), **kwargs
        )


def dictionary_line(name, column, said, sent):
    """Return a line whose fields are named after the column: another file may come meanwhile."""
    initial = {field: getattr(said, field, "") for field in ColumnForm.base_fields}
    key = hashlib.sha256(name.encode()).hexdigest()[:12]
    form = ColumnForm(sent, initial=initial, prefix=f"colonne-{key}")
    for field, label in (("label", "Libellé"), ("description", "Description"), ("unit", "Unité")):
        form.fields[field].label = f"{label} de {name}"
    filled = f"{round(100 * (1 - column.null_share))}" if column else ""
    example = column.examples[0] if column and column.examples else ""
    type_ = column.type.label if column else ""
    return DictionaryLine(name, type_, filled, example, column is None, form)


class ResourceConfirm(AboutResource, Button):
    def act(self):
        confirm_still_valid(self.resource, by=self.request.user)

    def sentence(self):
        return f"« {self.resource} » est dit toujours valable aujourd’hui."

    def after(self):
        return f"{reverse('backoffice:dataset-detail', args=[self.dataset.pk])}#fichiers"
