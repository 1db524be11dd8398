"""What the address of a person says of where they work. It suggests: it never decides."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Domain:
    """`shape`: the one of its state."""

    label: str
    shape: str
    advice: str = ""


ALLOWED = Domain("Domaine admis", "bon")
KNOWN = Domain("Domaine déjà connu de l’organisation", "bon")
UNKNOWN = Domain(
    "Domaine inconnu",
    "verifier",
    "Personne de l’organisation n’a une adresse de ce domaine : vérifiez auprès d’elle avant "
    "d’accepter.",
)


def domain(email):
    return email.rpartition("@")[2].lower()


def is_allowed(email):
    """Tell whether the address is of an allowed domain, or of one below it."""
    name = domain(email)
    return any(name == own or name.endswith(f".{own}") for own in settings.ALLOWED_DOMAINS)


def reading_of(asked, known):
    """`known`: the pairs (organisation, domain) of the members there are."""
    if is_allowed(asked.user.email):
        return ALLOWED
    found = (asked.organization_id, domain(asked.user.email)) in known
    return KNOWN if found else UNKNOWN
