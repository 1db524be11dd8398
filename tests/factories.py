"""Things to test with, all made by the verbs: a row that search cannot see is impossible here.

Each function gives the smallest valid thing; what a test is about, it says in arguments.
`canary=` puts an improbable word in every text of a thing that the public must not read.
"""

import io
import secrets
import uuid
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from PIL import Image

from catalog.accounts import models as accounts
from catalog.accounts.seed import DPNC
from catalog.actions import (
    access,
    certification as certifying,
    dataset as datasets,
    decisions,
    help as helping,
    keys,
    organization as organizations,
    organization_life,
    phrases,
    releasing,
    replacement,
    resource as resources,
)
from catalog.enums import DatasetState, InboxKind, OrganizationKind, Role, VersionState
from catalog.flows.terms import FlowTerms, InboxTerms
from catalog.flows.verbs import declaring, inboxes
from catalog.models import ResourceVersion, Territory

PASSWORD = "Une phrase de passe pour les essais"
CSV = "nom;commune\nMusée des Tisserands;Valbrume\nMusée du Sel;Port-Amer\n".encode()
LINK = "https://donnees.exemple.org/catalogue/musees.csv"
numbers = count(1)


@contextmanager
def quietly():
    """What making a fixture sends to people is not what the test looks at."""
    kept = list(getattr(mail, "outbox", []))
    yield
    if hasattr(mail, "outbox"):
        mail.outbox[:] = kept


def canary():
    return f"canari{secrets.token_hex(8)}"


def user(email="", *, first_name="Camille", last_name="Essai", **fields):
    email = email or f"personne{next(numbers)}@exemple.org"
    person = accounts.User.objects.create_user(
        email, PASSWORD, first_name=first_name, last_name=last_name, **fields
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def superuser(**fields):
    return user(is_staff=True, is_superuser=True, **fields)


def platform():
    """The superuser who makes what a test does not attribute to anybody."""
    known = accounts.User.objects.filter(email="plateforme@exemple.org").first()
    return known or superuser(email="plateforme@exemple.org")


def dpnc_user(**fields):
    person = user(**fields)
    person.groups.add(Group.objects.get(name=DPNC))
    return person


def family_root():
    """The ministry at the head of the family, made once a test."""
    root = accounts.Organization.objects.filter(is_family_root=True).first()
    return root or organization(
        "Ministère d’essai", kind=OrganizationKind.MINISTRY, is_family_root=True
    )


def png(side=8):
    """The bytes of a small picture."""
    written = io.BytesIO()
    Image.new("RGB", (side, side), "#000091").save(written, format="PNG")
    return written.getvalue()


def token(person, name="Un script", **fields):
    """A key of the API, as the person would copy it."""
    with quietly():
        return keys.create_api_key(person, by=person, name=name, **fields).token


def organization(
    name="", *, in_family=False, parent=None, kind=OrganizationKind.OPERATOR, **fields
):
    """An organisation without members, within the ministry's family if asked."""
    if in_family and parent is None:
        parent = family_root()
    name = name or f"Organisation {next(numbers)}"
    return organizations.create_organization(
        name=name, kind=kind, parent=parent, by=platform(), **fields
    )


def proposed_organization(name="", *, by=None, **fields):
    """An organisation that waits for the DPNC."""
    name = name or f"Organisation {next(numbers)}"
    fields = {"kind": OrganizationKind.REGIONAL} | fields
    with quietly():
        return organization_life.propose_organization(name=name, by=by or user(), **fields)


new_organization = organization  # for the functions below, where the word names an argument


def request(organization=None, *, by=None, role=Role.EDITOR, canary="", **fields):
    """A pending access request."""
    organization = organization or new_organization(in_family=True)
    texts = {"service": f"Service {canary}".strip(), "reason": f"Publier {canary}".strip()}
    with quietly():
        return access.request_access(organization, by=by or user(), role=role, **(texts | fields))


def help_request(*, by=None, message="Le bouton ne répond pas.", **fields):
    """Help asked of the DPNC, which has not answered."""
    with quietly():
        return helping.ask_help(message=message, by=by or user(), **fields)


def certification(organization, *, by=None, proof="Un arrêté.", **fields):
    """Asked by an administrator, and not answered."""
    asking, siret = by or administrator(organization), "11004601800013"
    with quietly():
        return certifying.ask_certification(
            organization, siret=siret, proof=proof, by=asking, **fields
        )


def phrase(text="Connu du service.", *, by=None, accepting=True):
    return phrases.keep_phrase(text=text, accepting=accepting, by=by or dpnc_user())


def member(organization=None, role=Role.EDITOR, *, person=None):
    """A person who asked to join with that role, and was accepted."""
    asked = request(organization, by=person or user(), role=role)
    with quietly():
        access.accept_request(asked, by=platform(), reason="Connu du service.")
    return asked.user


def editor(organization=None):
    return member(organization, Role.EDITOR)


def administrator(organization=None):
    return member(organization, Role.ADMINISTRATOR)


def contributor(organization=None):
    return member(organization, Role.CONTRIBUTOR)


def grant(dataset, *, to=None, publish=False):
    """A contributor named for the dataset."""
    to = to or contributor(dataset.organization)
    with quietly():
        access.grant_dataset(dataset, to=to, by=platform(), publish=publish)
    return to


def former_member(organization, *, datasets=(), role=Role.CONTRIBUTOR):
    """Somebody who had a role, and rights over the datasets, until they were removed."""
    person = member(organization, role)
    for given in datasets:
        grant(given, to=person, publish=True)
    with quietly():
        membership = accounts.Membership.objects.get(user=person, organization=organization)
        access.remove_member(membership, by=platform())
    return person


def dataset(
    title="",
    *,
    organization=None,
    by=None,
    state=DatasetState.DRAFT,
    published=False,
    with_file=None,
    with_link=False,
    keywords=(),
    canary="",
    at=None,
    **description,
):
    """A dataset in the state asked for; unless told otherwise, one that was public has a file."""
    organization = organization or new_organization()
    by = by or platform()
    state = DatasetState.PUBLISHED if published else DatasetState(state)
    title = f"{title or f'Jeu de données {next(numbers)}'} {canary}".strip()
    texts = {
        "description": f"Ce que contient ce jeu de données. {canary}".strip(),
        "short_description": canary,
        "frequency": "annual",
        "license": "lov2",
    } | description
    made = datasets.create_dataset(
        organization,
        by=by,
        title=title,
        at=at,
        keywords=[*keywords, *filter(None, [canary])],
        **texts,
    )
    if with_link:
        link(made, by=by, at=at)
    if with_file or (with_file is None and state != DatasetState.DRAFT and not with_link):
        resource(made, by=by, at=at, canary=canary)
    return brought_to(made, state, by=by, at=at)


def brought_to(made, state, *, by, at=None):
    """Walk the dataset to its state, by the verbs; a deleted one was published before."""
    if state == DatasetState.SCHEDULED:
        release(made, by=by, at=at)
    elif state != DatasetState.DRAFT:
        made = datasets.publish_dataset(made, by=by, at=at)
    if state == DatasetState.ARCHIVED:
        made = datasets.archive_dataset(made, by=by, reason="Remplacé.", at=at)
    if state == DatasetState.DELETED:
        made = datasets.delete_dataset(made, by=by, reason="Publié par mégarde.", at=at)
    made.refresh_from_db()
    return made


new_dataset = dataset


def release(*planned, name="", due_at=None, by=None, at=None, **fields):
    """Datasets that go on line together, tomorrow unless told otherwise."""
    due_at = due_at or (at or timezone.now()) + timedelta(days=1)
    name = name or f"Mise en ligne {next(numbers)}"
    return releasing.plan_release(
        name=name, due_at=due_at, datasets=planned, by=by or platform(), at=at, **fields
    )


def resource(dataset=None, *, by=None, content=CSV, filename="", title="", canary="", **fields):
    """A hosted file."""
    dataset = dataset or new_dataset()
    name = filename or f"fichier{'-' if canary else ''}{canary}.csv"
    return resources.add_file(
        dataset, file=io.BytesIO(content), filename=name, title=title, by=by or platform(), **fields
    )


def link(dataset=None, *, by=None, url=LINK, title="Un lien", **fields):
    """A remote resource."""
    dataset = dataset or new_dataset()
    return resources.add_link(dataset, url=url, title=title, by=by or platform(), **fields)


def version(resource, content, *, by=None, filename="fichier.csv", **fields):
    """A new version of the resource, on line: what it breaks is confirmed."""
    by = by or platform()
    with quietly():
        made = sent(resource, content, by=by, filename=filename, **fields)
        if not made.is_held:
            return made
        return decisions.confirm_version(
            made, by=by, reason="Confirmé.", legal_basis="not-personal"
        )


def past_versions(resource, count):
    """So many versions that were on line one day, as rows only: each verb would read a file."""
    last = resource.versions.order_by("number").last()
    last.number += count
    last.save(update_fields=["number"])
    ResourceVersion.objects.bulk_create(
        ResourceVersion(
            resource=resource,
            number=last.number - count + rank,
            state=VersionState.SUPERSEDED,
            key=f"00/{uuid.uuid4().hex}",
            filename="passé.csv",
            format="csv",
            mime="text/csv",
            size=1,
            sha256="0" * 64,
            created_by=last.created_by,
            created_at=last.created_at,
        )
        for rank in range(count)
    )


def sent(resource, content, *, by=None, filename="fichier.csv", **fields):
    """A file sent to replace the resource's: what becomes of it depends on what it contains."""
    return replacement.replace_resource(
        resource, file=io.BytesIO(content), filename=filename, by=by or platform(), **fields
    )


def inbox(folder="", *, name="", **fields):
    """A watched folder, which only a flow that reads it asks to exist."""
    folder = folder or f"{settings.WATCHED_FOLDERS[0]}/boite{next(numbers)}"
    terms = InboxTerms(
        name=name or f"Boîte {next(numbers)}", kind=InboxKind.FOLDER, folder=str(folder), **fields
    )
    return inboxes.declare_inbox(terms, by=platform())


new_inbox = inbox


def flow(dataset=None, *, by=None, inbox=None, name="Musées", pattern="musees/*.csv", **terms):
    """A flow as it is declared: nobody tried it."""
    dataset = dataset or new_dataset(published=True)
    said = FlowTerms(inbox=inbox or new_inbox(), name=name, pattern=pattern, **terms)
    return declaring.declare_flow(dataset, said, by=by or platform())


def commune(code, name, *, department):
    """A commune, as INSEE's file would have it loaded."""
    return Territory.objects.create(
        id=f"fr:commune:{code}",
        level="fr:commune",
        code=code,
        name=name,
        parent_id=f"fr:departement:{department}",
    )
