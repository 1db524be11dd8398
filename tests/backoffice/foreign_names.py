"""Names of columns that no form of people and organisations asks for, and what they would gain."""

from django.db import models

from catalog.accounts.joining import CertificationRequest, Invitation
from catalog.accounts.keys import ApiKey
from catalog.accounts.models import Membership, Organization, User
from catalog.accounts.requests.models import AccessRequest, HelpRequest
from catalog.accounts.welcome import Welcome

MODELS = (
    User, Organization, Membership, AccessRequest, HelpRequest, Invitation, CertificationRequest,
    Welcome, ApiKey,
)  # fmt: skip
LINKS = ("groups", "user_permissions")
HIGHEST = ("administrator", "accepted", "active", "administrators", "ministry")
OF_THEIR_OWN = ("digest", "prefix", "password", "last_login", "submission", "logo")
"""Different each time the form is sent, with or without anything else."""
DECLARED = {
    "account_signup": "email first_name last_name password1",
    "profile": "first_name last_name",
    "organization-create": "name acronym description kind siret parent sure submission",
    "organization-edit": "name acronym description siret requests_by sure",
    "organization-defaults": "default_license default_frequency default_contact_name "
    "default_contact_email default_keywords",
    "organization-four-eyes": "deciders",
    "organization-logo": "logo",
    "organization-welcome": "domains role",
    "organization-place": "kind parent",
    "organization-delete": "reason",
    "organization-merge": "into reason",
    "case-answer/organisation": "decision reason keep",
    "certification-create": "siret proof",
    "case-answer/certification": "decision reason keep",
    "certification-withdraw": "reason",
    "invitation-create": "email role message",
    "invitation-answer": "",
    "member-role": "role",
    "member-remove": "",
    "delegation-list": "member dataset publish",
    "request-create": "role service reason",
    "request-accept": "role reason keep",
    "request-refuse": "reason keep",
    "help-create": "message submission page",
}
"""What each form asks for, and nothing else: read and agreed upon here."""


def foreign_names(form):
    """Return every name that this form does not ask for."""
    asked = set(DECLARED[form].split())
    names = {name for model in MODELS for name in columns(model)}
    return sorted((names | set(LINKS)) - asked)


def columns(model):
    for field in model._meta.concrete_fields:
        yield field.name
        yield field.attname


def temptation(name, *, person, organization):
    """Return what somebody would send there to gain something."""
    if name in LINKS:
        return "1"
    for model in MODELS:
        for field in model._meta.concrete_fields:
            if name in (field.name, field.attname):
                return of_field(field, person, organization)
    raise KeyError(name)


def of_field(field, person, organization):
    if isinstance(field, models.ForeignKey):
        return str((person if field.related_model is User else organization).pk)
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField):
        return "2001-02-03T04:05"
    if isinstance(field, models.IntegerField):
        return "77"
    known = [value for value, _ in field.choices or ()]
    return next((value for value in HIGHEST if value in known), "pirate")


def picture():
    """Return the rows of all these tables; moments and what is drawn at random are left out."""
    return {
        model.__name__: sorted(str(told(model, row)) for row in model.objects.values())
        for model in MODELS
    } | {"links": sorted(User.objects.filter(groups__isnull=False).values_list("pk", "groups"))}


def told(model, row):
    """Without the keys of rows, which are drawn or counted: two sendings make two rows."""
    shown = {}
    for field in model._meta.concrete_fields:
        value = row[field.attname]
        if field.primary_key or field.attname in OF_THEIR_OWN:
            continue
        if isinstance(field, models.DateTimeField):
            value = value and value.year
        if isinstance(field, models.ForeignKey):
            value = value is not None and str(field.related_model.objects.get(pk=value))
        shown[field.attname] = value
    return shown
