"""What a person is told, on the site and by mail."""

from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from backoffice.notifications.forms import CadenceForm, SubjectForm
from backoffice.notifications.reading import groups
from backoffice.screens import Button, FormPage, Page
from catalog.accounts.models import User
from catalog.actions.notifications import (
    choose_cadences,
    read_all,
    read_notification,
    stop_mails,
    told_to,
)
from catalog.enums import Cadence, Right, Topic
from catalog.journal.notify import KINDS, may_stop
from catalog.journal.unsubscribe import subscription_of
from catalog.permissions import platform_rights

PER_PAGE = 30


class NotificationList(Page):
    template_name = "backoffice/notification_list.html"
    section = "backoffice:notification-list"

    def get_context_data(self, **kwargs):
        rows = told_to(self.request.user)
        page = Paginator(rows.subjects(), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, groups=groups(rows, list(page)), **kwargs)


class NotificationOpen(Button):
    """Reading it is told to us by a form: a browser that looks ahead opens every link."""

    def fetch(self):
        rows = told_to(self.request.user)
        self.notification = get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        return redirect("backoffice:notification-list")

    def post(self, request, *args, **kwargs):
        read_notification(self.notification, by=request.user)
        parts = urlsplit(self.notification.context.get("link", ""))
        page = parts._replace(scheme="", netloc="").geturl()
        return redirect(page or reverse("backoffice:notification-list"))


class NotificationReadAll(Button):
    def act(self):
        form = SubjectForm(self.request.POST)
        if not form.is_valid():
            raise Http404
        self.about = form.cleaned_data["about"]
        read_all(self.request.user, by=self.request.user, about=self.about)

    def sentence(self):
        if self.about:
            return "Ce qui concerne ce jeu de données est marqué comme lu."
        return "Toutes vos notifications sont marquées comme lues."

    def after(self):
        return reverse("backoffice:notification-list")


class NotificationChoose(FormPage):
    template_name = "backoffice/notification_choose.html"
    section = "backoffice:notification-list"

    def get_form(self, form_class=None):
        user = self.request.user
        watches = Right.VIEW_WORK in platform_rights(user)
        topics = [topic for topic in Topic if watches or topic != Topic.PLATFORM]
        chosen = dict(user.preferences.values_list("kind", "cadence"))
        initial = dict.fromkeys(KINDS, Cadence.AT_ONCE) | chosen
        return CadenceForm(self.request.POST or None, topics=topics, initial=initial)

    def act(self, form):
        user = self.request.user
        return choose_cadences(user, by=user, cadences=form.cleaned_data)

    def sentence(self):
        return "Vos préférences sont enregistrées."

    def after(self):
        return reverse("backoffice:notification-choose")

    def trail(self):
        return [("Notifications", reverse("backoffice:notification-list"))]


@method_decorator(csrf_exempt, name="dispatch")  # a mail program has no form of ours, but the link
class NotificationUnsubscribe(TemplateView):
    """Open to whoever holds the link of a mail: it is signed, and stops the mails of one kind."""

    template_name = "backoffice/notification_unsubscribe.html"
    http_method_names = ("get", "head", "post")

    def dispatch(self, request, *args, **kwargs):
        self.subscription = subscription_of(kwargs["token"])
        if not self.subscription or self.subscription.kind not in KINDS:
            raise Http404
        if not may_stop(self.subscription.kind):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        person = get_object_or_404(User.objects.people(), pk=self.subscription.person)
        stop_mails(person, kind=self.subscription.kind)
        return self.render_to_response(self.get_context_data(stopped=True, **kwargs))

    def get_context_data(self, **kwargs):
        kind = KINDS[self.subscription.kind]
        return super().get_context_data(label=kind.label or "Courriel du jour", **kwargs)
