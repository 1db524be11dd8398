"""Who may do what on which dataset, beyond what roles give: one page for all of it."""

from dataclasses import dataclass

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from backoffice.house_forms import HouseForm
from backoffice.screens import AboutOrganization, Button, FormPage
from catalog.accounts.models import User
from catalog.actions.access import grant_dataset, withdraw_dataset
from catalog.enums import Right, Role
from catalog.models import Dataset, DatasetUserPermission

MOST = 200


@dataclass(frozen=True)
class Delegation:
    dataset: Dataset
    user: User
    may_publish: bool


class DelegationForm(HouseForm):
    member = forms.ModelChoiceField(
        User.objects.none(),
        label="Contributeur",
        empty_label="Choisissez une personne",
        help_text="Les éditeurs et les administrateurs peuvent déjà modifier tous les jeux.",
    )
    dataset = forms.ModelChoiceField(
        Dataset.objects.none(),
        label="Jeu de données",
        empty_label="Choisissez un jeu de données",
    )
    publish = forms.BooleanField(label="Peut aussi le publier", required=False)

    def __init__(self, *args, members, datasets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
        self.fields["dataset"].queryset = datasets


class Delegating(AboutOrganization):
    required_right = Right.MANAGE_MEMBERS

    def after(self):
        return reverse("backoffice:delegation-list", args=[self.organization.slug])

    def datasets(self):
        """Naming somebody is the administrators' decision: the DPNC only reads the list."""
        rows = Dataset.objects.allowing(self.request.user, Right.DELEGATE_DATASET)
        return rows.of_organization(self.organization).outside_bin()


class DelegationList(Delegating, FormPage):
    template_name = "backoffice/delegation_list.html"
    form_class = DelegationForm

    def get_form_kwargs(self):
        members = User.objects.people().filter(
            memberships__organization=self.organization, memberships__role=Role.CONTRIBUTOR
        )
        return super().get_form_kwargs() | {
            "members": members.order_by("last_name", "first_name", "pk"),
            "datasets": self.datasets().order_by("title", "pk"),
        }

    def act(self, form):
        said = form.cleaned_data
        self.person, publish = said["member"], said["publish"]
        grant_dataset(said["dataset"], to=self.person, by=self.request.user, publish=publish)
        return said["dataset"]

    def sentence(self):
        return f"{self.person} peut modifier « {self.made} », et le sait par courriel."

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            organization=self.organization, delegations=delegations_of(self.organization), **kwargs
        )


class DelegationWithdraw(Delegating, Button):
    def act(self):
        self.dataset = get_object_or_404(self.datasets(), pk=self.kwargs["dataset"])
        members = User.objects.filter(memberships__organization=self.organization)
        self.person = get_object_or_404(members, pk=self.kwargs["user"])
        withdraw_dataset(self.dataset, from_=self.person, by=self.request.user)

    def sentence(self):
        return f"{self.person} n’a plus de droit particulier sur « {self.dataset} »."


def delegations_of(organization):
    """Return each person named for each dataset once, by name, with what they may do."""
    grants = DatasetUserPermission.objects.filter(content_object__organization=organization)
    grants = grants.select_related("user", "permission", "content_object")
    grants = grants.order_by("user__last_name", "user__first_name", "user", "content_object__title")
    found = {}
    for grant in grants[: 2 * MOST]:
        publishes = grant.permission.codename == "publish_dataset"
        key = (grant.user_id, grant.content_object_id)
        before = found.get(key)
        may_publish = publishes or bool(before and before.may_publish)
        found[key] = Delegation(grant.content_object, grant.user, may_publish)
    return list(found.values())
