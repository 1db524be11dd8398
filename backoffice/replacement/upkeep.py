"""What is said of the file whichever its version: its guard, its schema, its columns, its date."""

import hashlib
from dataclasses import dataclass

from django.shortcuts import redirect
from django.urls import reverse

from backoffice.replacement.forms import ColumnForm, GuardForm, SchemaForm
from backoffice.replacement.history import AboutFile
from backoffice.screens import AboutResource, Button, FormPage
from catalog.actions.upkeep import (
    ColumnText,
    confirm_still_valid,
    describe_columns,
    draw_schema,
    schema_at,
    set_guard,
    set_schema,
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
        return guard_of(self.resource)

    def act(self, form):
        return set_guard(self.resource, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return f"Le contrôle de « {self.resource} » est réglé."

    def after(self):
        return reverse("backoffice:resource-guard", args=[self.resource.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**guard_page(self.resource), **kwargs)


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


class SchemaPage(AboutFile):
    """The page of the guard says whether there is a schema, and asks for one."""

    def after(self):
        return reverse("backoffice:resource-guard", args=[self.resource.pk])


class ResourceSchema(SchemaPage, FormPage):
    """A schema that is sent; refused, it comes back on the page of the guard."""

    template_name = "backoffice/resource_guard.html"
    form_class = SchemaForm

    def get(self, request, *args, **kwargs):
        return redirect(self.after())

    def act(self, form):
        file, address = form.cleaned_data["file"], form.cleaned_data["address"]
        schema = schema_at(address) if file is None else file
        url = address if file is None else ""
        return set_schema(self.resource, by=self.request.user, schema=schema, url=url)

    def sentence(self):
        return f"Les prochains fichiers de « {self.resource} » seront comparés à ce schéma."

    def get_context_data(self, form, **kwargs):
        guard = GuardForm(initial=guard_of(self.resource))
        page = guard_page(self.resource) | {"form": guard, "schema_form": form}
        return super().get_context_data(**page, **kwargs)


class SchemaDraw(SchemaPage, Button):
    def act(self):
        draw_schema(self.resource, by=self.request.user)

    def sentence(self):
        return "Le schéma est dessiné d’après le fichier en ligne."


class SchemaRemove(SchemaPage, Button):
    def act(self):
        set_schema(self.resource, by=self.request.user, schema=None)

    def sentence(self):
        return "Le schéma est retiré : les prochains fichiers n’y seront plus comparés."


def guard_page(resource):
    fields = (resource.table_schema or {}).get("fields", [])
    return {
        "dataset": resource.dataset,
        "resource": resource,
        "schema_form": SchemaForm(),
        "schema_columns": [field["name"] for field in fields],
    }


def guard_of(resource):
    return {
        "guard": resource.guard,
        "row_tolerance": resource.row_tolerance,
        "key_columns": ", ".join(resource.key_columns),
    }


class ResourceConfirm(AboutResource, Button):
    def act(self):
        confirm_still_valid(self.resource, by=self.request.user)

    def sentence(self):
        return f"« {self.resource} » est dit toujours valable aujourd’hui."

    def after(self):
        return f"{reverse('backoffice:dataset-detail', args=[self.dataset.pk])}#fichiers"
