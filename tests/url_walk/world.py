"""What the walk goes through: an organisation, what it hides, and everybody who comes near it."""

import io
import tempfile
import uuid
from email.message import EmailMessage
from pathlib import Path

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from catalog.accounts.models import Membership
from catalog.actions import access, dataset as datasets, keys, resource as resources, upkeep
from catalog.actions.email_change import ask_email_change
from catalog.actions.logo import set_logo
from catalog.actions.oneself import record_sign_in
from catalog.actions.releasing import Confirmation
from catalog.actions.vocabulary import create_theme
from catalog.enums import Guard, Role
from catalog.models import Theme
from showcase.models import HomePage
from tests import factories, queue_rows
from tests.showcase.blocks import compose, newest, picks
from tests.url_walk.flows import flows
from tests.url_walk.gestures import proposed, submitted, worded
from tests.url_walk.organizations import organizations
from tests.url_walk.table import PEOPLE
from tests.url_walk.things import MAIL, REGION, THEME, Things

WRITERS = "Rédaction"
NOWHERE = uuid.UUID("00000000-0000-4000-8000-000000000000")

EVERYBODY = " ".join(PEOPLE)
AUDIENCES = {
    "public": EVERYBODY,
    "mail": EVERYBODY,
    "title": EVERYBODY,
    "draft": "named editor admin dpnc super",
    "inside": "named editor admin super",
    "deleted": "named editor admin super",
    "given": "editor admin other dpnc super",
    "answered": "editor admin dpnc super",
    "help": "member dpnc super",
    "phrase": "dpnc super",
    "request": "applicant editor admin dpnc super",
    "proposed": "dpnc super",
    "invited": "stranger",
    "certified": "dpnc super",
    "colleague": "member named editor admin dpnc super",
    "page": "writer super",
    "document": "writer super",
}
"""Who may ever read each secret, wherever it is. Public: what is published, the control that the
walk can find a word. Mail: the demo's mailbox, open to all and absent from production. Title: the
title of a deleted dataset, which the public knew. Draft: every text of a private dataset. Inside:
what was removed or replaced before a publication. Deleted: the other texts of the deleted dataset.
Given: a draft that waits for the answer of another organisation.
Request: why somebody asks to join. Answered: what was answered to somebody. Help: what a
contributor asked of the DPNC. Phrase: one that it keeps. Proposed: an organisation that the DPNC
has not validated. Invited: what an invitation says. Certified: by what an organisation proves what
it is. Colleague: name and address of a member who did it all. Page: a page that is only a draft.
Document: a file kept for those who compose the pages."""

CLASSED = {"themes": [THEME], "territories": [REGION]}


class World(Things):
    """Built in two steps, so that the public pages can be read with and without what is hidden."""

    def __init__(self):
        self.secrets = {name: factories.canary() for name in AUDIENCES}
        self.home = factories.organization("Organisation de la marche", in_family=True)
        self.elsewhere = factories.organization(in_family=True)
        self.people = self.make_people()
        self.theme = Theme.objects.get(slug=THEME)
        self.spare_theme = create_theme(
            by=self.people["dpnc"], name="Moulins", description="À vent"
        )
        self.lease = queue_rows.set_aside()
        self.public = self.make_public()
        self.transfer = proposed(
            self.home, self.elsewhere, by=self.people["admin"], token=self.secrets["given"]
        )
        self.show_on_home(self.public)

    def make_people(self):
        home, token = self.home, self.secrets["colleague"]
        self.colleague = factories.user(f"{token}@exemple.org", last_name=token)
        factories.member(home, Role.EDITOR, person=self.colleague)
        people = {
            "nobody": None,
            "stranger": factories.user(),
            "applicant": factories.user(),
            "member": factories.contributor(home),
            "named": factories.contributor(home),
            "editor": factories.editor(home),
            "admin": factories.administrator(home),
            "other": factories.administrator(self.elsewhere),
            "gone": factories.user(),
            "dpnc": factories.dpnc_user(),
            "writer": factories.user(),
            "super": factories.superuser(),
            "closed": factories.member(home, Role.ADMINISTRATOR, person=factories.dpnc_user()),
        }
        factories.member(role=Role.EDITOR, person=people["other"])
        people["writer"].groups.add(Group.objects.get(name=WRITERS))
        self.key = key_of_somebody_new()
        self.own_key = keys.create_api_key(people["named"], by=people["named"], name="Script").key
        return people

    def make_public(self):
        """A dataset whose past, before its publication, stays between those who prepared it."""
        token, inside, by = self.secrets["public"], self.secrets["inside"], self.colleague
        made = factories.dataset("Orgues", organization=self.home, by=by, canary=token, **CLASSED)
        self.public_file = self.replaced_file(made, token)
        self.removed_early = factories.resource(made, by=by, canary=inside)
        resources.remove_resource(self.removed_early, by=by)
        self.removed_late = factories.link(made, by=by, title=f"Lien {token}")
        factories.grant(made, to=self.people["named"])
        upkeep.set_schema(self.public_file, by=by, schema={"fields": [{"name": "nom"}]})
        made = datasets.publish_dataset(made, by=by)
        resources.remove_resource(self.removed_late, by=by)
        self.take_whatever_comes(self.public_file)
        return made

    def replaced_file(self, dataset, token):
        """A file whose first two versions only those who prepare the dataset know."""
        inside, by = self.secrets["inside"], self.colleague
        made = factories.resource(
            dataset, by=by, title=f"Liste {token}", canary=inside, content=table(inside)
        )
        for word in (inside, token):
            factories.version(
                made, table(f"{word}_relu"), by=by, filename=f"{word}.csv", note=f"Relu : {word}"
            )
        made.refresh_from_db()
        return made

    def show_on_home(self, *chosen):
        compose(newest(), picks(*((dataset, "") for dataset in chosen)))

    def hide_things(self):
        """Add all that must change nothing for those who may not see it."""
        self.draft = self.make_draft()
        self.planned = self.make_planned()
        self.submitted = submitted(
            self.home, by=self.people["named"], token=self.secrets["draft"], **CLASSED
        )
        self.batch = worded(self.draft, by=self.people["editor"], token=self.secrets["draft"])
        self.flows = self.make_flows()
        self.deleted = self.make_deleted()
        with factories.quietly():
            factories.sent(self.file, table("autre"), by=self.colleague)
        self.take_whatever_comes(self.file)
        self.request = factories.request(
            self.home, by=self.people["applicant"], canary=self.secrets["request"]
        )
        told = self.people["dpnc"].notifications.filter(kind="request_to_decide")
        self.told = told.latest("created_at")
        named = self.people["named"]
        self.sign_in = record_sign_in(named, session_key="marche", ip="192.0.2.1", agent="")
        self.email_change = ask_email_change(named, by=named, email="nouvelle@exemple.org")
        self.help = factories.help_request(
            by=self.people["member"], message=f"Où est {self.secrets['help']} ?"
        )
        self.phrase = factories.phrase(self.secrets["phrase"], by=self.people["dpnc"])
        self.answer_somebody()
        with factories.quietly():
            set_logo(self.elsewhere, file=io.BytesIO(factories.png()), by=self.people["other"])
        self.young = organizations(
            self.home, by=self.people["admin"], guest=self.people["stranger"], secrets=self.secrets
        )
        self.take_out(self.people["gone"])
        self.show_on_home(self.public, self.draft, self.deleted)
        self.hide_a_page()
        self.document = self.make_document()
        self.write_a_mail()
        self.people["closed"].is_active = False
        self.people["closed"].save()

    def take_whatever_comes(self, file):
        """Let what the walk sends to the file go on line."""
        upkeep.set_guard(file, guard=Guard.OFF, by=self.colleague)
        file.refresh_from_db()

    def make_draft(self):
        token, by = self.secrets["draft"], self.colleague
        made = factories.dataset("Cloches", organization=self.home, by=by, canary=token, **CLASSED)
        self.file = self.replaced_file(made, token)
        factories.member(self.home, Role.CONTRIBUTOR, person=self.people["gone"])
        for name in ("named", "gone"):
            factories.grant(made, to=self.people[name], publish=name == "gone")
        self.link = factories.link(
            made,
            by=self.people["named"],
            title=f"Lien {token}",
            url=f"https://donnees.exemple.org/{token}.csv",
        )
        self.removed = factories.resource(
            made, by=self.people["gone"], canary=self.secrets["inside"]
        )
        resources.remove_resource(self.removed, by=by)
        self.held = self.make_held(made)
        made.refresh_from_db()
        return made

    def answer_somebody(self):
        """Leave in the history the answer given to somebody who is nobody here."""
        self.answered = factories.request(self.home)
        with factories.quietly():
            access.refuse_request(
                self.answered, by=self.people["dpnc"], reason=self.secrets["answered"]
            )

    def make_flows(self):
        """Leave flows on the draft, in an inbox that the platform declared."""
        folder = tempfile.mkdtemp(dir=watched())
        self.inbox, self.spare_inbox = factories.inbox(folder), factories.inbox()
        return flows(
            self.draft,
            inbox=self.inbox,
            by=self.colleague,
            dpnc=self.people["dpnc"],
            token=self.secrets["draft"],
        )

    def make_held(self, dataset):
        """Leave a file that waits for a decision: its column is not the one that was there."""
        token, by = self.secrets["draft"], self.colleague
        made = factories.resource(dataset, by=by, content=factories.CSV, filename="retenu.csv")
        held = factories.sent(made, table(token), by=by, filename=f"{token}.csv")
        assert held.is_held
        return made

    def make_planned(self):
        """A scheduled dataset, which goes on line with the file that waits in the draft."""
        token, by = self.secrets["draft"], self.colleague
        made = factories.dataset(
            "Vitraux", organization=self.home, by=by, canary=token, with_file=True, **CLASSED
        )
        factories.grant(made, to=self.people["named"])
        confirmed = Confirmation(self.held.versions.get(number=2), f"Relu : {token}")
        return factories.release(made, by=by, name=f"Lot {token}", confirmations=[confirmed])

    def make_deleted(self):
        """Once public: its title was known, and is still said; the rest is not."""
        token, by = self.secrets["deleted"], self.colleague
        made = factories.dataset(
            f"Tuiles {self.secrets['title']}",
            organization=self.home,
            by=by,
            description=f"Décrit {token}",
            short_description=f"Résumé {token}",
            keywords=[token],
        )
        self.deleted_file = factories.resource(
            made,
            by=by,
            content=table(token),
            filename=f"{token}.csv",
            title=f"Liste {self.secrets['title']}",
        )
        for name in ("named", "gone"):
            factories.grant(made, to=self.people[name], publish=name == "gone")
        made = datasets.publish_dataset(made, by=by)
        return datasets.delete_dataset(made, by=by, reason=f"Par mégarde {token}")

    def take_out(self, person):
        with factories.quietly():
            access.remove_member(self.membership(person), by=factories.platform())

    def membership(self, person):
        return Membership.objects.get(user=person, organization=self.home)

    def hide_a_page(self):
        """Leave a draft over the home page, and a page that was never published."""
        token, home = self.secrets["page"], HomePage.objects.get(live=True)
        home.title = f"Accueil {token}"
        home.save_revision()
        hidden = HomePage(title=f"Brouillon {token}", slug="brouillon", live=False)
        home.get_parent().add_child(instance=hidden)

    def make_document(self):
        """Store a document in a collection that only those who compose the pages may read."""
        token = self.secrets["document"]
        kept = Collection.get_first_root_node().add_child(name=f"Interne {token}")
        restriction = CollectionViewRestriction.objects.create(
            collection=kept, restriction_type="groups"
        )
        restriction.groups.add(Group.objects.get(name=WRITERS))
        file = ContentFile(table(token), name="note.csv")
        return Document.objects.create(title=f"Note {token}", file=file, collection=kept)

    def write_a_mail(self):
        """Leave a mail in the demo's mailbox."""
        message = EmailMessage()
        message["Subject"] = message["To"] = f"{self.secrets['mail']}@exemple.org"
        message["Date"] = timezone.now()
        message.set_content(self.secrets["mail"])
        (Path(settings.MAILBOX_DIR) / MAIL).write_bytes(message.as_bytes())


def watched():
    """Return the folder below which this installation lets inboxes be."""
    folder = Path(settings.WATCHED_FOLDERS[0])
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def key_of_somebody_new():
    """Return what the mail of a sign-up would carry."""
    person = factories.user()
    address = EmailAddress.objects.get(user=person)
    address.verified = False
    address.save()
    return EmailConfirmationHMAC(address).key


def table(token):
    """Return a CSV file with the word as a column and as a cell."""
    return f"nom;{token}\nMusée du Sel;{token}\n".encode()


def nowhere(argument):
    """Return what names nothing, of the same kind as this part of an address."""
    if isinstance(argument, uuid.UUID):
        return NOWHERE
    if isinstance(argument, int):
        return 987654
    return "nulle-part/" if argument.endswith("/") else "nulle-part"
