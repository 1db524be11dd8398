"""The accounts of the demo: invented people, one for each role, and the password they share."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from catalog.accounts.models import User
from catalog.accounts.seed import DPNC

PASSWORD = "une-vitrine-pour-essayer"  # noqa: S105 (shown to whoever starts the demo)


@dataclass(frozen=True)
class Person:
    email: str
    first_name: str
    last_name: str
    role: str = ""
    """What they are there to show, in the list of accounts; empty for those who are only there."""


PLATFORM = Person("plateforme@culture.example", "Alix", "Fontanel", "administration et /cms/")
VALIDATOR = Person("dpnc@culture.example", "Maud", "Kerivel", "DPNC, répond aux demandes")
ADMINISTRATOR = Person(
    "administratrice@culture.example", "Solène", "Marchetti", "administratrice du ministère"
)
EDITOR = Person("editeur@culture.example", "Karim", "Delaunay", "éditeur du ministère")
CONTRIBUTOR = Person(
    "contributeur@bretagne.example", "Yann", "Tanguy", "contributeur de la DRAC, un jeu de données"
)
APPLICANT = Person("agent@monuments.example", "Léo", "Santini", "sans accès, sa demande attend")
MONUMENTS_HEAD = Person("direction@monuments.example", "Paul", "Vasseur")
MONUMENTS_EDITOR = Person(
    "editrice@monuments.example", "Inès", "Barrault", "éditrice de l’opérateur"
)
BRITTANY_HEAD = Person(
    "administrateur@bretagne.example", "Gwenn", "Le Dantec", "administrateur de la DRAC, il relit"
)
CITY_HEAD = Person("administratrice@besancon.example", "Claire", "Humbert", "hors du ministère")
SECOND_VALIDATOR = Person("dpnc-2@culture.example", "Idris", "Belkhodja")
SECOND_APPLICANT = Person("stagiaire@culture.example", "Nora", "Weiss")
REFUSED = Person("prestataire@agence.example", "Hugo", "Ferrand")
CITY_EDITOR = Person("bibliotheques@besancon.example", "Mireille", "Castan")
EVERYBODY = (
    PLATFORM, VALIDATOR, ADMINISTRATOR, EDITOR, CONTRIBUTOR, APPLICANT, MONUMENTS_EDITOR, CITY_HEAD,
    MONUMENTS_HEAD, BRITTANY_HEAD, SECOND_VALIDATOR, SECOND_APPLICANT, REFUSED, CITY_EDITOR,
)  # fmt: skip


def already_there() -> bool:
    return User.objects.filter(email=PLATFORM.email).exists()


def arrive(*, at: datetime) -> dict[Person, User]:
    """Create the accounts, each with its confirmed address, as if they had signed up then."""
    password = make_password(PASSWORD)  # once: a slow hash for each would take longer than the rest
    users = {person: arrived(person, password, at=at) for person in EVERYBODY}
    validators = Group.objects.get(name=DPNC)
    validators.user_set.add(users[VALIDATOR], users[SECOND_VALIDATOR])
    return users


def arrived(person: Person, password: str, *, at: datetime) -> User:
    user = User.objects.create(
        email=person.email,
        first_name=person.first_name,
        last_name=person.last_name,
        password=password,
        date_joined=at,
        is_staff=person is PLATFORM,
        is_superuser=person is PLATFORM,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
