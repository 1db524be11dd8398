"""Who is in an organisation, with which role."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from backoffice.house_forms import HouseForm
from backoffice.organizations.forms import RoleForm
from backoffice.screens import FormPage, trail_of_organization
from catalog.accounts.models import Organization
from catalog.actions.access import change_role, remove_member
from catalog.enums import Right, Role


class MemberPage(FormPage):
    """Members are known to members: for the others there is nothing here."""

    required_right = Right.MANAGE_MEMBERS
    section = "backoffice:organization-"

    def fetch(self):
        known = Organization.objects.standing().allowing(self.request.user, Right.VIEW_MEMBERS)
        self.organization = get_object_or_404(known.named(self.kwargs["slug"]))
        members = self.organization.memberships.select_related("user", "organization")
        self.membership = get_object_or_404(members, pk=self.kwargs["pk"])
        self.require(self.organization)

    def trail(self):
        return trail_of_organization(self.organization)

    def after(self):
        return reverse("backoffice:organization-detail", args=[self.organization.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            organization=self.organization, membership=self.membership, **kwargs
        )


class MemberRole(MemberPage):
    template_name = "backoffice/member_role.html"
    form_class = RoleForm

    def get_initial(self):
        return {"role": self.membership.role}

    def act(self, form):
        role = form.cleaned_data["role"]
        return change_role(self.membership, by=self.request.user, role=role)

    def sentence(self):
        return f"{self.made.user} : {Role(self.made.role).label}. Un courriel le lui dit."


class MemberRemove(MemberPage):
    """Taking somebody out is the administrators' right; leaving is everybody's."""

    template_name = "backoffice/member_remove.html"
    form_class = HouseForm

    def require(self, thing):
        if self.membership.user_id != self.request.user.pk:
            super().require(thing)

    def act(self, form):
        remove_member(self.membership, by=self.request.user)

    def sentence(self):
        if self.membership.user_id == self.request.user.pk:
            return f"Vous avez quitté « {self.organization} »."
        return f"{self.membership.user} n’est plus membre. Un courriel le lui dit."
