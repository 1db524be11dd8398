"""Naming contributors for one dataset."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse

from backoffice.datasets.forms import GrantForm
from backoffice.screens import AboutDataset, Button, FormPage
from catalog.accounts.models import User
from catalog.actions.access import grant_dataset, withdraw_dataset
from catalog.enums import Right, Role
from catalog.models import DatasetUserPermission


@dataclass(frozen=True)
class NamedPerson:
    user: User
    may_publish: bool


def named_people(dataset):
    """Return each person named for the dataset once, with what they may do."""
    grants = DatasetUserPermission.objects.filter(content_object=dataset)
    grants = grants.select_related("user", "permission").order_by("user__last_name", "user")
    publishing = {grant.user for grant in grants if grant.permission.codename == "publish_dataset"}
    people = dict.fromkeys(grant.user for grant in grants)
    return [NamedPerson(user, user in publishing) for user in people]


class Delegation(AboutDataset):
    required_right = Right.DELEGATE_DATASET

    def after(self):
        return f"{reverse('backoffice:dataset-detail', args=[self.dataset.pk])}#personnes"


class DatasetGrant(Delegation, FormPage):
    template_name = "backoffice/dataset_grant.html"
    form_class = GrantForm

    def get_form_kwargs(self):
        contributors = User.objects.filter(
            is_active=True,
            memberships__organization=self.dataset.organization_id,
            memberships__role=Role.CONTRIBUTOR,
        )
        return super().get_form_kwargs() | {"members": contributors.order_by("last_name")}

    def get_initial(self):
        return {"member": self.request.GET.get("membre")}

    def act(self, form):
        self.person = form.cleaned_data["member"]
        publish = form.cleaned_data["publish"]
        grant_dataset(self.dataset, to=self.person, by=self.request.user, publish=publish)

    def sentence(self):
        return f"{self.person} peut maintenant modifier ce jeu de données, et le sait par courriel."

    def get_context_data(self, **kwargs):
        return super().get_context_data(dataset=self.dataset, **kwargs)


class DatasetWithdraw(Delegation, Button):
    def act(self):
        named = User.objects.filter(memberships__organization=self.dataset.organization_id)
        self.person = get_object_or_404(named, pk=self.kwargs["user"])
        withdraw_dataset(self.dataset, from_=self.person, by=self.request.user)

    def sentence(self):
        return f"{self.person} n’a plus de droit particulier sur ce jeu de données."
