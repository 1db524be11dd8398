"""The calendar of what goes on line, and the page of one release."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from backoffice.releases.forms import CancelForm, HourForm
from backoffice.releases.months import asked_month, month_of
from backoffice.releases.reading import lines_of, reading_of
from backoffice.screens import Button, FormPage, Page, Screen
from catalog.actions.releasing import cancel_release, move_release, remove_part
from catalog.enums import Right
from catalog.models import Release, ReleasePart
from catalog.templatetags.vitrine import moment

MOST_TO_COME = 50
LAST_SETTLED = 10


class ReleaseList(Page):
    """What goes on line, of the datasets that the person works on."""

    template_name = "backoffice/release_list.html"

    def get_context_data(self, **kwargs):
        month = asked_month(self.request.GET.get("mois", ""))
        rows = Release.objects.visible_to(self.request.user).with_parts_for(self.request.user)
        of_month = rows.after(month.opened_at).before(month.next.opened_at).soonest_first()
        shown = [reading_of(release) for release in of_month]
        to_come = rows.planned().soonest_first()[:MOST_TO_COME]
        settled = rows.settled().latest_first()[:LAST_SETTLED]
        return super().get_context_data(
            month=month,
            this_month=month_of(timezone.localdate()),
            today=timezone.localdate(),
            weeks=month.weeks(of_month),
            of_month=shown,
            to_come=[reading_of(release) for release in to_come],
            settled=[reading_of(release) for release in settled],
            **kwargs,
        )


class AboutRelease(Screen):
    section = "backoffice:release-"

    def fetch(self):
        rows = Release.objects.visible_to(self.request.user).with_parts_for(self.request.user)
        self.release = get_object_or_404(rows, pk=self.kwargs["pk"])
        if self.required_right:
            self.require(self.release)

    def trail(self):
        return [("Calendrier", reverse("backoffice:release-list"))]

    def after(self):
        return reverse("backoffice:release-detail", args=[self.release.pk])


class ReleasePage(AboutRelease):
    """The same page whatever became of it."""

    template_name = "backoffice/release_detail.html"

    def get_context_data(self, **kwargs):
        release, user = self.release, self.request.user
        may_change = release.is_planned and user.has_perm(Right.CHANGE_RELEASE, release)
        local = timezone.localtime(release.due_at)
        typed = {"name": release.name, "day": local.date(), "hour": local.time()}
        forms = {"move_form": HourForm(initial=typed), "cancel_form": CancelForm()}
        return super().get_context_data(
            release=release,
            reading=reading_of(release),
            lines=lines_of(release, user),
            others=release.parts.count() - len(release.shown_parts),
            may_change=may_change,
            **((forms if may_change else {}) | kwargs),
        )


class ReleaseDetail(ReleasePage, Page):
    """What it contains, and when."""


class ReleaseMove(ReleasePage, FormPage):
    """Opened by hand, it is the page of the release; refused, the same with what was typed."""

    required_right = Right.CHANGE_RELEASE
    form_class = HourForm

    def get(self, request, *args, **kwargs):
        return redirect(self.after())

    def act(self, form):
        typed = form.cleaned_data
        by = self.request.user
        return move_release(self.release, by=by, due_at=typed["due_at"], name=typed["name"])

    def sentence(self):
        return f"« {self.made.name} » est prévue le {moment(self.made.due_at)}."

    def get_context_data(self, form, **kwargs):
        self.fetch()
        return super().get_context_data(move_form=form, **kwargs)


class ReleaseCancel(AboutRelease, Button):
    required_right = Right.CHANGE_RELEASE

    def act(self):
        form = CancelForm(self.request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        cancel_release(self.release, by=self.request.user, reason=reason)

    def sentence(self):
        return f"« {self.release.name} » est annulée : rien ne sera mis en ligne."


class ReleaseRemovePart(AboutRelease, Button):
    """Whoever no longer reads anything of the release afterwards goes back to the calendar."""

    def fetch(self):
        super().fetch()
        parts = ReleasePart.objects.visible_to(self.request.user).for_page()
        self.part = parts.filter(release=self.release, pk=self.kwargs["part"]).first()

    def act(self):
        if self.part is None:
            return
        remove_part(self.part, by=self.request.user)

    def sentence(self):
        return f"Retiré de « {self.release.name} »."

    def after(self):
        visible = Release.objects.visible_to(self.request.user).filter(pk=self.release.pk)
        return super().after() if visible.exists() else reverse("backoffice:release-list")
