"""The directory of people and rights, its review, and its CSV."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View

from backoffice.directory.reading import (
    Asked,
    asked_by,
    found,
    lines_of,
    organizations_of,
    powers,
    reviewable,
    reviewed_before,
)
from backoffice.screens import Button, Page, Screen
from backoffice.sheet import line_of, sheet
from catalog.actions.access import remove_member
from catalog.actions.rights import confirm_memberships, withdraw_grant
from catalog.enums import Right, Role
from catalog.models import Dataset
from catalog.templatetags.vitrine import counted, day

ROWS = 50
MOST = 200
COLUMNS = (
    *("personne", "courriel", "organisation", "rôle", "service", "depuis", "donné par"),
    *("confirmé le", "confirmé par", "jeux de données désignés"),
)


class Directory(Screen):
    """For the DPNC, in the family, and for administrators, at home."""

    required_right = Right.REVIEW_MEMBERSHIP
    section = "backoffice:right-list"

    def fetch(self):
        if not reviewable(self.request.user).exists():
            raise PermissionDenied("L’annuaire est pour les personnes qui administrent.")

    def after(self):
        kept = self.request.GET.urlencode()
        return reverse("backoffice:right-list") + (f"?{kept}" if kept else "")


class RightList(Directory, Page):
    template_name = "backoffice/right_list.html"

    def get_context_data(self, **kwargs):
        user, asked = self.request.user, asked_by(self.request.GET)
        page = Paginator(found(user, asked), ROWS).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            asked=asked,
            page_obj=page,
            lines=lines_of(page, user),
            organizations=[(one.slug, one.name) for one in organizations_of(user)],
            powers=powers(user),
            roles=[(role.value, role.label.capitalize()) for role in Role],
            to_review=reviewable(user).unconfirmed_since(reviewed_before()).count(),
            **kwargs,
        )


class RightWithdraw(Directory, Button):
    """One click: the person is told by mail, and may ask again."""

    def fetch(self):
        rows = reviewable(self.request.user).for_page()
        self.membership = get_object_or_404(rows, pk=self.kwargs["pk"])

    def act(self):
        remove_member(self.membership, by=self.request.user)

    def sentence(self):
        return f"{self.membership} : c’est retiré. Un courriel le lui dit."


class GrantWithdraw(RightWithdraw):
    """One dataset only: the role stays."""

    def fetch(self):
        super().fetch()
        person = self.membership.user_id
        rows = Dataset.objects.visible_to(self.request.user).filter(grants__user=person).distinct()
        rows = rows.of_organization(self.membership.organization)
        self.dataset = get_object_or_404(rows, pk=self.kwargs["dataset"])

    def act(self):
        withdraw_grant(self.membership, self.dataset, by=self.request.user)

    def sentence(self):
        person, dataset = self.membership.user, self.dataset
        return f"{person} n’est plus désigné pour « {dataset} ». Un courriel le lui dit."


class RightConfirm(Directory, Button):
    """Those that are ticked, all or none; one that is hidden hides the gesture."""

    def fetch(self):
        super().fetch()
        keys = {key for key in self.request.POST.getlist("droit")[:MOST] if key.isdecimal()}
        self.ticked = list(reviewable(self.request.user).filter(pk__in=keys))
        if len(self.ticked) != len(keys):
            raise Http404

    def act(self):
        confirm_memberships(self.ticked, by=self.request.user)

    def sentence(self):
        count = len(self.ticked)
        confirmed = "confirmés" if count > 1 else "confirmé"
        return f"{counted(count, 'droit', 'droits')} {confirmed} pour un an."


class RightExport(Directory, View):
    def get(self, request, *args, **kwargs):
        return sheet(written(request.user, asked_by(request.GET)), "droits.csv")


def written(user, asked):
    yield "\ufeff" + line_of(COLUMNS)
    for power in powers(user) if asked == Asked() else ():
        yield line_of([str(power.person), power.person.email, "plateforme", power.allows])
    for line in lines_of(found(user, asked), user):
        own = line.membership
        yield line_of(
            [
                *(str(own.user), own.user.email, own.organization.name, own.get_role_display()),
                *(own.service, day(own.created_at), line.given),
                *(day(own.confirmed_at), str(own.confirmed_by or "")),
                ", ".join(f"{named.title} ({named.given})" for named in line.datasets),
            ]
        )
