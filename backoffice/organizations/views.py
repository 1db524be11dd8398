"""Organisations as those who publish see them: which to join, and who is in."""

import django_filters
from django.core.paginator import Paginator
from django.urls import reverse

from backoffice.organizations.creation import Doubtful
from backoffice.organizations.forms import DefaultsForm, PresentationForm
from backoffice.screens import AboutOrganization, FormPage, Page
from backoffice.wording import capital
from catalog.accounts.joining import Invitation
from catalog.accounts.models import AccessRequest, Membership, Organization
from catalog.actions.organization import describe_organization
from catalog.actions.organization_life import doubts_about
from catalog.actions.welcoming import welcome_holding
from catalog.enums import OrganizationKind, Right
from catalog.models import Dataset
from catalog.rules import held_among
from catalog.search.analyzer import words

RIGHTS = (
    Right.VIEW_MEMBERS, Right.MANAGE_MEMBERS, Right.CHANGE_ORGANIZATION, Right.DECIDE_ORGANIZATION,
    Right.WELCOME_MEMBERS,
)  # fmt: skip
ROWS = 20
MEMBERS = 50


class OrganizationFilter(django_filters.FilterSet):
    """Parameters of the list, in French: q."""

    q = django_filters.CharFilter(method="called")

    def called(self, rows, name, typed):
        return rows.called(words(typed[:200]))


class OrganizationList(Page):
    """Every organisation: the list is public, what differs is where this person stands."""

    template_name = "backoffice/organization_list.html"

    def get_context_data(self, **kwargs):
        found = OrganizationFilter(
            self.request.GET,
            queryset=Organization.objects.visible_to(self.request.user)
            .roots_first()
            .select_related("parent"),
        )
        page = Paginator(found.qs, ROWS).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            filter=found,
            page_obj=page,
            rows=standing(page, self.request.user),
            **kwargs,
        )


def standing(organizations, user):
    """Return each organisation with the person's membership there, or their pending request."""
    roles = {own.organization_id: own for own in user.memberships.all()}
    asked = {own.organization_id: own for own in AccessRequest.objects.of(user).pending()}
    return [(row, roles.get(row.pk), asked.get(row.pk)) for row in organizations]


class OrganizationDetail(AboutOrganization, Page):
    template_name = "backoffice/organization_detail.html"

    def trail(self):
        return super().trail()[:-1]

    def get_context_data(self, **kwargs):
        user, organization = self.request.user, self.organization
        held = held_among(RIGHTS, user, organization)
        own = Membership.objects.filter(user=user, organization=organization).first()
        knows = Right.VIEW_MEMBERS in held
        return super().get_context_data(
            organization=organization,
            own=own,
            invitations=self.invitations() if Right.MANAGE_MEMBERS in held else (),
            asked=AccessRequest.objects.of(user).within(organization).pending().first(),
            page_obj=self.members() if knows else None,
            defaults=defaults_in_words(organization) if own or user.is_superuser else (),
            may_manage=Right.MANAGE_MEMBERS in held,
            may_change=Right.CHANGE_ORGANIZATION in held,
            may_decide=Right.DECIDE_ORGANIZATION in held,
            may_welcome=Right.WELCOME_MEMBERS in held and organization.is_validated,
            welcome=welcome_holding(organization) if knows else None,
            may_create=own is not None or user.is_superuser,
            dataset_count=self.datasets().count(),
            **kwargs,
        )

    def members(self):
        """Return a page of members, for those who may know them."""
        rows = self.organization.memberships.select_related("user")
        rows = rows.order_by("user__last_name", "user__first_name", "pk")
        return Paginator(rows, MEMBERS).get_page(self.request.GET.get("page"))

    def invitations(self):
        """Return those that wait, for who may cancel them."""
        return Invitation.objects.within(self.organization).pending().for_page()[:MEMBERS]

    def datasets(self):
        visible = Dataset.objects.visible_to(self.request.user).outside_bin()
        return visible.filter(organization=self.organization)


class Describing(AboutOrganization, FormPage):
    """A part of what it says of itself; a field that was not sent stays as it is."""

    required_right = Right.CHANGE_ORGANIZATION

    def get_initial(self):
        return {
            name: getattr(self.organization, name, None) for name in self.form_class.base_fields
        }

    def act(self, form):
        named = {name: form.cleaned_data[name] for name in form.data.keys() & form.cleaned_data}
        return describe_organization(self.organization, by=self.request.user, **named)

    def after(self):
        return reverse("backoffice:organization-detail", args=[self.made.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(organization=self.organization, **kwargs)


class OrganizationEdit(Doubtful, Describing):
    template_name = "backoffice/organization_edit.html"
    form_class = PresentationForm

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if not Organization.objects.in_family().filter(pk=self.organization.pk).exists():
            form.leave_out_of_family()
        if self.organization.kind == OrganizationKind.REGIONAL:
            form.name_a_service()
        return form

    def doubts_of(self, said):
        """Only what changes is doubted: what it was called already was looked at."""
        changed = {
            name: said[name] if said[name] != getattr(self.organization, name) else ""
            for name in ("name", "siret", "acronym")
        }
        others = Organization.objects.validated().exclude(pk=self.organization.pk)
        return doubts_about(**changed, among=others)

    def sentence(self):
        return f"« {self.made} » est décrite."


class OrganizationDefaults(Describing):
    template_name = "backoffice/organization_defaults.html"
    form_class = DefaultsForm

    def sentence(self):
        return "Les prochains brouillons partiront avec ces valeurs."

    def after(self):
        return f"{super().after()}#defauts"


def defaults_in_words(organization):
    """Return the facts of what the drafts start with."""
    contact = [organization.default_contact_name, organization.default_contact_email]
    facts = {
        "Licence": organization.get_default_license_display(),
        "Mise à jour": capital(organization.get_default_frequency_display()),
        "Contact": ", ".join(filter(None, contact)),
        "Mots-clés": organization.default_keywords,
    }
    return [(name, value or "—", "") for name, value in facts.items()]
