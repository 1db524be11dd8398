"""E1, E3, E4 and E5 of the threats, on every form of people and organisations, as browsers send
them: nobody answers for themselves, leaves nobody in charge, or writes what a form does not ask.
"""

from types import SimpleNamespace

import pytest
from django.db import transaction
from django.urls import reverse

from catalog.accounts.joining import Invitation
from catalog.accounts.models import Membership, Organization, User
from catalog.accounts.welcome import Welcome
from catalog.actions.certification import accept_certification, ask_certification
from catalog.actions.invitations import invite
from catalog.actions.organization import describe_organization
from catalog.actions.submitting import ask_four_eyes
from catalog.actions.welcoming import set_welcome
from catalog.enums import Deciders, Right, Role
from catalog.journal.models import Activity
from tests import factories
from tests.backoffice.foreign_names import DECLARED, foreign_names, picture, temptation
from tests.client import StrictClient
from tests.url_walk.forms import FORMS

pytestmark = pytest.mark.django_db
NAMES_TRIED = 1800
UNSEEN = {"organization-logo", "organization-four-eyes", "delegation-list"}
"""What they write is elsewhere than in the tables of the picture, or there already."""
SIGN_UP = {
    "email": "neuve@exemple.org",
    "password1": "une phrase longue à retenir",
    "first_name": "Neuve",
    "last_name": "Essai",
}
DESCRIBED = {
    "acronym": "ME",
    "description": "Décrite.",
    "siret": "11004601800013",
    "default_license": "odc-by",
    "default_frequency": "annual",
    "default_contact_name": "Contact",
    "default_contact_email": "contact@exemple.org",
    "default_keywords": "sel, mer",
    "requests_by": Deciders.DPNC,
}

PROOF = {"siret": DESCRIBED["siret"], "proof": "Arrêté."}
GUEST = {"email": "invitee@exemple.org", "role": "editor"}


class Stage:
    """Whom and what the forms are about; each sending is undone."""

    def __init__(self):
        self.home = factories.organization("Maison d’essai", in_family=True)
        self.elsewhere = factories.organization(in_family=True)
        self.boss, self.dpnc = factories.administrator(self.home), factories.dpnc_user()
        factories.member(self.elsewhere, Role.ADMINISTRATOR, person=self.boss)
        self.people = {"member": factories.contributor(self.home)}
        self.colleague = Membership.objects.get(user=factories.editor(self.home))
        self.draft = factories.dataset(organization=self.home)
        self.request = factories.request(self.home)
        self.stranger = factories.user()
        self.pending = factories.proposed_organization(by=self.stranger)
        with factories.quietly():
            describe_organization(self.home, by=self.boss, **DESCRIBED)
            set_welcome(self.home, domains=["bnf.fr"], role=Role.CONTRIBUTOR, by=self.dpnc)
            ask_four_eyes(self.home, asked=True, by=self.boss)
            self.asked = ask_certification(self.home, by=self.boss, **PROOF)
            self.badged = self.certified()
            self.invited = invite(
                self.home, email=self.stranger.email, role=Role.EDITOR, by=self.boss
            )

    def certified(self):
        organization = factories.organization(in_family=True)
        boss = factories.administrator(organization)
        asked = ask_certification(organization, by=boss, **PROOF)
        return accept_certification(asked, by=self.dpnc).organization

    def person(self, form):
        """Return who may send it: the one whom it would serve most to write more."""
        if form.startswith(("request-a", "request-ref", "certification-w", "case-answer")):
            return self.dpnc
        if form in ("organization-place", "organization-merge", "organization-welcome"):
            return self.dpnc
        strangers = ("request-create", "invitation-answer", "organization-delete", "account_signup")
        return self.stranger if form in strangers else self.boss

    def address(self, form):
        things = {
            "account_signup": [], "profile": [], "organization-create": [], "help-create": [],
            "organization-delete": [self.pending.slug], "invitation-answer": [self.invited.token],
            "case-answer/organisation": ["organisation", self.pending.pk],
            "case-answer/certification": ["certification", self.asked.pk],
            "member-role": [self.home.slug, self.colleague.pk],
            "member-remove": [self.home.slug, self.colleague.pk],
            "certification-create": [self.elsewhere.slug],
            "certification-withdraw": [self.badged.slug],
            "request-accept": [self.request.pk], "request-refuse": [self.request.pk],
        }  # fmt: skip
        page = form.partition("/")[0]
        name = page if page == "account_signup" else f"backoffice:{page}"
        return reverse(name, args=things.get(form, [self.home.slug]))

    def client(self, form):
        client = StrictClient()
        if form != "account_signup":
            client.force_login(self.person(form))
        return client

    def payload(self, form):
        if form == "account_signup":
            return SIGN_UP
        world = SimpleNamespace(**vars(self))
        page = form.partition("/")[0]
        return FORMS.get(f"backoffice:{page}", lambda world: {})(world)

    def written_by(self, form, payload):
        """Return the answer and every row after it; then all is as before."""
        if form == "organization-logo":
            payload["logo"].seek(0)
        with transaction.atomic():
            answer = self.client(form).post(self.address(form), payload)
            found = picture()
            transaction.set_rollback(True)
        return answer.status_code, found


def test_each_form_asks_for_what_is_agreed_upon_and_nothing_else():
    stage = Stage()

    asked = {
        form: set(stage.client(form).get(stage.address(form)).context["form"].fields)
        for form in DECLARED
    }

    assert asked == {form: set(names.split()) for form, names in DECLARED.items()}


def test_a_name_that_a_form_does_not_ask_for_changes_nothing(cases):
    stage, tried, faults = Stage(), 0, []
    before, unseen = picture(), set()
    for form in DECLARED:
        payload, names = stage.payload(form), foreign_names(form)
        more = {
            name: temptation(name, person=stage.person(form), organization=stage.elsewhere)
            for name in names
        }

        honest = stage.written_by(form, payload)
        greedy = stage.written_by(form, more | payload)

        assert honest[0] == 302, (form, honest[0])
        if honest != greedy:
            faults.append(form)
        if honest[1] == before:
            unseen.add(form)
        tried += len(names)

    assert faults == []
    assert unseen == UNSEEN
    assert tried >= NAMES_TRIED
    cases("E4", tried)


PARTIAL = [
    ("organization-edit", {}, ""),
    ("organization-edit", {"name": "Maison d’essai"}, ""),
    ("organization-edit", {"name": "Maison d’essai", "acronym": "MDE"}, "acronym"),
    ("organization-edit", {"name": "Maison d’essai", "description": ""}, "description"),
    ("organization-defaults", {}, ""),
    ("organization-defaults", {"default_license": "odc-odbl"}, "default_license"),
    ("organization-defaults", {"default_keywords": ""}, "default_keywords"),
    ("organization-four-eyes", {}, ""),
    ("organization-logo", {}, ""),
    ("organization-welcome", {}, ""),
    ("organization-welcome", {"role": "editor"}, "role"),
    ("organization-place", {}, ""),
    ("organization-place", {"kind": "department"}, "kind"),
    ("profile", {}, ""),
    ("profile", {"first_name": "Autre"}, ""),
    ("member-role", {}, ""),
]
"""Form, what is sent of it, and the only column that may change."""


def columns_of(stage):
    rows = [
        Organization.objects.filter(pk=stage.home.pk), User.objects.filter(pk=stage.boss.pk),
        Welcome.objects.filter(organization=stage.home),
        Membership.objects.filter(pk=stage.colleague.pk),
    ]  # fmt: skip
    found = [(model.model.__name__, *pair) for model in rows for pair in model.values()[0].items()]
    return {(name, column): value for name, column, value in found}


def test_what_is_not_sent_stays_as_it_was(cases):
    stage = Stage()
    before = columns_of(stage)

    for form, sent, column in PARTIAL:
        with transaction.atomic():
            stage.client(form).post(stage.address(form), sent)
            after = columns_of(stage)
            transaction.set_rollback(True)
        moved = {name for table, name in before if after[table, name] != before[table, name]}
        assert moved - {"last_login", "set_at", "set_by_id"} == {column} - {""}, (form, sent)

    cases("E5", len(PARTIAL))


def test_who_answers_is_not_asked_outside_the_family_even_when_it_is_sent(client_of):
    organization = factories.organization()
    client = client_of(factories.administrator(organization))
    sent = {"name": organization.name, "requests_by": Deciders.ADMINISTRATORS}

    client.post(reverse("backoffice:organization-edit", args=[organization.slug]), sent)

    organization.refresh_from_db()
    assert organization.requests_by == Deciders.DPNC


@pytest.mark.rule("E1")
@pytest.mark.parametrize("first", ["accept", "refuse"])
@pytest.mark.parametrize("second", ["accept", "refuse"])
def test_a_decision_is_made_once_by_somebody_the_journal_names(client_of, first, second):
    asked, decider = factories.request(role=Role.CONTRIBUTOR), factories.dpnc_user()
    words = {"role": "contributor", "reason": "Relu."}
    addresses = [reverse(f"backoffice:request-{one}", args=[asked.pk]) for one in (first, second)]
    boss = factories.administrator(asked.organization)
    outside = [asked.user, boss, factories.editor(asked.organization), factories.user()]

    refused = [client_of(one).post(addresses[0], words).status_code for one in outside]
    client_of(decider).post(addresses[0], words)
    told = client_of(factories.dpnc_user()).post(addresses[1], words | {"role": "administrator"})

    roles = list(Membership.objects.filter(user=asked.user).values_list("role", flat=True))
    entry = Activity.objects.get(verb__in=["request.accepted", "request.refused"], actor=decider)
    assert refused == [403, 403, 403, 404]
    assert told.status_code == 422
    assert roles == (["contributor"] if first == "accept" else [])
    assert entry.verb == {"accept": "request.accepted", "refuse": "request.refused"}[first]


@pytest.mark.rule("E3")
def test_the_last_administrator_the_dpnc_and_the_badge_are_out_of_reach(client_of):
    organization = factories.organization(in_family=True)
    boss, dpnc = factories.administrator(organization), factories.dpnc_user()
    factories.member(organization, person=dpnc)
    own, hers = (Membership.objects.get(user=one).pk for one in (boss, dpnc))
    client = client_of(boss)
    gestures = [("member-role", own, {"role": "editor"}), ("member-remove", own, {})]

    answers = [
        client.post(reverse(f"backoffice:{name}", args=[organization.slug, pk]), sent).status_code
        for name, pk, sent in gestures
    ]
    client.post(reverse("backoffice:member-remove", args=[organization.slug, hers]))

    assert answers == [422, 422]
    assert Membership.objects.get(user=boss).role == Role.ADMINISTRATOR
    assert dpnc.has_perm(Right.DECIDE_ORGANIZATION, organization)


@pytest.mark.rule("E3")
@pytest.mark.parametrize("creator", ["agent", "dpnc"])
def test_an_organization_in_the_name_of_another_is_public_only_once_somebody_else_said_so(
    client_of, client, creator
):
    person = factories.user() if creator == "agent" else factories.dpnc_user()
    made = factories.proposed_organization("Préfecture de Valbrume", by=person)
    own = client_of(person)
    slug = [made.slug]

    accepting = {"decision": "accepter"}
    case = reverse("backoffice:case-answer", args=["organisation", made.pk])
    review = own.post(case, accepting)
    own.post(reverse("backoffice:certification-create", args=slug), PROOF)
    own.post(reverse("backoffice:invitation-create", args=slug), GUEST)

    made.refresh_from_db()
    assert review.status_code == 404
    assert made.is_pending
    assert not made.certified_at
    assert not Invitation.objects.exists()
    assert client.get(made.get_absolute_url()).status_code == 404
