"""A new dataset from the description of another."""

from django import forms

from backoffice.datasets.forms import TITLE_HINT, longest
from backoffice.datasets.steps import STEPS, address
from backoffice.house_forms import SubmissionForm
from backoffice.screens import AboutDataset, FormPage
from catalog.accounts.models import Organization
from catalog.actions.dataset import copy_dataset
from catalog.actions.guards import require
from catalog.enums import Right
from catalog.models import Dataset
from catalog.search.filters import BackOfficeDatasetFilter

MOST_PROPOSED = 6


class CopyForm(SubmissionForm):
    title = forms.CharField(
        label="Titre du nouveau jeu de données",
        help_text=TITLE_HINT,
        max_length=longest(Dataset, "title"),
    )


class DatasetCopy(AboutDataset, FormPage):
    """Whoever reads the dataset and may create in its organisation may start from it."""

    template_name = "backoffice/dataset_copy.html"
    form_class = CopyForm
    required_right = Right.VIEW_DATASET

    def fetch(self):
        super().fetch()
        require(self.request.user, Right.CREATE_DATASET, self.dataset.organization)

    def get_initial(self):
        return {"title": self.dataset.title}

    def act(self, form):
        return copy_dataset(self.dataset, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return (
            "Le brouillon est prêt, avec la même description. Relisez chaque étape, puis ajoutez "
            "ses fichiers."
        )

    def after(self):
        return address(self.made, STEPS[0], "title")

    def get_context_data(self, **kwargs):
        return super().get_context_data(dataset=self.dataset, **kwargs)


def copied_from(user, parameters):
    """Return the datasets proposed to start from: those found, or the last ones edited."""
    allowed = Organization.objects.allowing(user, Right.CREATE_DATASET)
    visible = Dataset.objects.visible_to(user).filter(organization__in=allowed)
    found = BackOfficeDatasetFilter({"q": parameters.get("q", "")}, queryset=visible, user=user)
    return found.results().select_related("organization")[:MOST_PROPOSED]
