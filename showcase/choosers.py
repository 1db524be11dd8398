"""How an editor chooses a dataset: among those the public reads, and no other."""

import uuid

from django import forms
from django.http import Http404
from django.utils.functional import cached_property
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.blocks import ChooserBlock

from catalog.models import Dataset
from catalog.search.query import matching, read
from showcase.public import public_datasets


class SearchForm(BaseFilterForm):
    q = forms.CharField(label="Recherche", required=False)

    def filter(self, objects):
        if not (typed := self.cleaned_data["q"]):
            return objects
        self.is_searching, self.search_query = True, typed
        return matching(objects, read(typed))


class WithOrganization:
    @property
    def columns(self):
        return [*super().columns, Column("organization", label="Organisation")]


class ChooseDataset(WithOrganization, views.ChooseView):
    pass


class ChooseDatasetResults(WithOrganization, views.ChooseResultsView):
    pass


class DatasetChosen(views.ChosenView):
    def get_object(self, pk):
        return found([pk])[0]


class DatasetsChosen(views.ChosenMultipleView):
    def get_objects(self, pks):
        return found(pks)


def found(keys):
    """Return the public datasets of these keys. Raises Http404 unless all of them are."""
    try:
        datasets = list(public_datasets().filter(pk__in=[uuid.UUID(key) for key in keys]))
    except ValueError:
        datasets = []
    if not datasets or len(datasets) < len(set(keys)):
        raise Http404
    return datasets


class TextKeyWidget(BaseChooser):
    """Wagtail writes the key in JSON: ours is a UUID, which JSON does not know."""

    def get_value_data_from_instance(self, instance):
        data = super().get_value_data_from_instance(instance)
        return data | {"id": str(instance.pk)}


class PublicChooserBlock(ChooserBlock):
    """A choice that was public when it was made; only one that still is can be saved again."""

    @cached_property
    def field(self):
        field = super().field
        field.queryset = public_datasets()
        return field

    def bulk_to_python(self, values):
        """Wagtail looks a key up as JSON kept it, as a text; it would find none."""
        datasets = Dataset.objects.once_public().in_bulk(filter(None, values))
        return [datasets.get(uuid.UUID(str(key))) if key else None for key in values]


class DatasetChooser(ChooserViewSet):
    model = Dataset
    base_block_class = PublicChooserBlock
    base_widget_class = TextKeyWidget
    icon = "table"
    choose_one_text = "Choisir un jeu de données"
    choose_another_text = "Choisir un autre jeu de données"
    choose_view_class = ChooseDataset
    choose_results_view_class = ChooseDatasetResults
    chosen_view_class = DatasetChosen
    chosen_multiple_view_class = DatasetsChosen

    def get_object_list(self):
        return public_datasets().select_related("organization").newest_first()

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(filter_form_class=SearchForm, **kwargs)

    def get_urlpatterns(self):
        """A dataset is made in the back office, never from here."""
        return [route for route in super().get_urlpatterns() if route.name != "create"]


dataset_chooser = DatasetChooser("choix-jeu-de-donnees")
DatasetChooserBlock = dataset_chooser.get_block_class(
    name="DatasetChooserBlock", module_path="showcase.choosers"
)
