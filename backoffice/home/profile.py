"""Mon compte: who one is here, where one belongs, what one did, asked and was asked."""

from django.db.models import Count, Q
from django.urls import reverse

from backoffice.access.forms import SignupNames
from backoffice.datasets.journal import entries
from backoffice.home.views import own_memberships, own_requests
from backoffice.screens import FormPage
from catalog.accounts.joining import Invitation
from catalog.actions.people import rename_person
from catalog.journal.models import Activity
from catalog.models import Dataset

ACTIVITIES = 10
DATASETS = 5
HELPS = 5


class Profile(FormPage):
    template_name = "backoffice/profile.html"

    def get_form(self, form_class=None):
        user = self.request.user
        names = {"first_name": user.first_name, "last_name": user.last_name}
        return NamesForm(self.request.POST or None, initial=names)

    def act(self, form):
        return rename_person(self.request.user, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return "Votre nom est enregistré."

    def after(self):
        return reverse("backoffice:profile")

    def get_context_data(self, **kwargs):
        user = self.request.user
        visible = Dataset.objects.visible_to(user)
        kept = visible.outside_bin()
        activities = Activity.objects.done_by(user).readable_with(visible).for_page()
        return super().get_context_data(
            memberships=with_datasets(own_memberships(user), kept),
            created=created_by(user, kept),
            requests=own_requests(user),
            helps=user.help_requests.order_by("-created_at")[:HELPS],
            invitations=received(user),
            journal=entries(activities[:ACTIVITIES]),
            **kwargs,
        )


class NamesForm(SignupNames):
    """The names of the account, under the same rule as at sign-up."""


def with_datasets(memberships, visible):
    """Return the pairs of a membership and how many datasets its organisation shows the person."""
    memberships = list(memberships)
    own = Q(organization__in=[membership.organization_id for membership in memberships])
    counts = visible.filter(own).order_by().values_list("organization").annotate(Count("pk"))
    found = dict(counts)
    return [(each, found.get(each.organization_id, 0)) for each in memberships]


def created_by(person, visible):
    """Return the datasets that this person created and may still read, the last edited first."""
    rows = visible.filter(created_by=person).select_related("organization")
    return rows.recently_edited_first()[:DATASETS]


def received(person):
    """Return the invitations that still wait for this person's answer."""
    rows = Invitation.objects.pending().filter(email__iexact=person.email).for_page()
    return [invitation for invitation in rows if not invitation.has_expired()]
