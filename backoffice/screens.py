"""What the screens share: who is let in, what they may see, and how a refusal is said."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect
from django.urls import get_callable, reverse
from django.views.generic import FormView, TemplateView, View

from catalog.accounts.models import AccessRequest, Organization
from catalog.actions.guards import require
from catalog.actions.notifications import told_to
from catalog.enums import Right
from catalog.exceptions import CatalogError
from catalog.models import Dataset, Resource
from catalog.permissions import platform_rights
from catalog.standing import answering_for

READING = ("GET", "HEAD")
REFUSED = 422


class Screen:
    """For people who are signed in. `fetch` looks for what the address names: hidden, it answers
    404; visible, the person still needs `required_right` over it.
    """

    required_right = None
    section = ""
    """The menu entry of a page whose name does not begin with it."""
    http_method_names = ("get", "head", "post")
    """Django's form views answer a PUT as a POST: a form without a field would do its gesture."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.fetch()
            return super().dispatch(request, *args, **kwargs)
        if request.method in READING:
            return redirect_to_login(request.get_full_path())
        return get_callable(settings.CSRF_FAILURE_VIEW)(request)

    def fetch(self):
        """A screen about nothing in particular fetches nothing."""

    def trail(self):
        """Return the pages above this one, as pairs of title and address."""
        return []

    def require(self, thing):
        require(self.request.user, self.required_right, thing)


def frame_of(user):
    """Return what the header and the menu show to this person, on our pages and on allauth's."""
    rights = platform_rights(user)
    return {
        "may_decide_requests": Right.VIEW_WORK in rights or answers_requests(user),
        "may_keep_themes": Right.MANAGE_VOCABULARIES in rights,
        "may_watch_work": Right.VIEW_WORK in rights,
        "unread": told_to(user).unread().count(),
    }


class PageScreen(Screen):
    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **frame_of(self.request.user),
            section=self.section,
            trail=self.trail(),
            **kwargs,
        )


class Page(PageScreen, TemplateView):
    """A page that shows."""


class FormPage(PageScreen, FormView):
    """A form that hands what it read to a verb; with a refusal, what was typed comes back."""

    def form_valid(self, form):
        try:
            self.made = self.act(form)
        except CatalogError as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.message)
            return self.form_invalid(form)
        if sentence := self.sentence():
            messages.success(self.request, sentence)
        return redirect(self.after())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=REFUSED)

    def sentence(self):
        """Say what was done, unless the next page does."""
        return ""


class Button(Screen, View):
    """A gesture without a form. Its address, opened by hand, leads to the page of the button."""

    def get(self, request, *args, **kwargs):
        return redirect(self.after())

    def post(self, request, *args, **kwargs):
        try:
            self.act()
        except CatalogError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, self.sentence())
        return redirect(self.after())


class AboutDataset(Screen):
    required_right = Right.CHANGE_DATASET
    section = "backoffice:dataset-"

    def fetch(self):
        self.dataset = get_object_or_404(self.datasets(), pk=self.kwargs["pk"])
        self.require(self.dataset)

    def datasets(self):
        return Dataset.objects.visible_to(self.request.user).for_page()

    def trail(self):
        return trail_of_dataset(self.dataset)


class AboutResource(Screen):
    required_right = Right.CHANGE_DATASET
    section = "backoffice:dataset-"

    def fetch(self):
        rows = Resource.objects.of_visible_datasets(self.request.user)
        rows = rows.select_related(
            "dataset__organization", "current_version__created_by", "link_check"
        )
        self.resource = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.dataset = self.resource.dataset
        self.require(self.dataset)

    def trail(self):
        return trail_of_dataset(self.dataset)


class AboutOrganization(Screen):
    """Organisations are public: only what is done to one asks for a right."""

    section = "backoffice:organization-"

    def fetch(self):
        rows = Organization.objects.visible_to(self.request.user).named(self.kwargs["slug"])
        self.organization = get_object_or_404(rows.select_related("parent"))
        if self.required_right:
            self.require(self.organization)

    def trail(self):
        return trail_of_organization(self.organization)


class AboutRequest(Screen):
    required_right = Right.DECIDE_REQUEST

    def fetch(self):
        rows = AccessRequest.objects.allowing(self.request.user, Right.VIEW_REQUEST)
        self.asked = get_object_or_404(rows.with_people(), pk=self.kwargs["pk"])
        self.require(self.asked)

    def trail(self):
        return [("Demandes", reverse("backoffice:request-list"))]


def trail_of_dataset(dataset):
    page = reverse("backoffice:dataset-detail", args=[dataset.pk])
    return [("Jeux de données", reverse("backoffice:dataset-list")), (dataset.title, page)]


def trail_of_organization(organization):
    page = reverse("backoffice:organization-detail", args=[organization.slug])
    return [("Organisations", reverse("backoffice:organization-list")), (organization.name, page)]


def answers_requests(user):
    """Tell whether this person answers the requests of some organisation."""
    return user.is_superuser or Organization.objects.filter(answering_for(user)).exists()
