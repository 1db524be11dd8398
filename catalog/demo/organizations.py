"""The four organisations of the demo, and how people came to belong to them."""

from dataclasses import dataclass

from catalog.demo import people
from catalog.demo.people import Person
from catalog.enums import OrganizationKind, Role

MINISTRY, MONUMENTS, BRITTANY, CITY = "ministere", "monuments", "bretagne", "besancon"


@dataclass(frozen=True)
class House:
    key: str
    name: str
    acronym: str
    kind: OrganizationKind
    administrator: Person
    description: str
    parent: str = ""


@dataclass(frozen=True)
class Asking:
    """An access request, and its answer if somebody gave one."""

    who: Person
    house: str
    role: Role
    service: str
    reason: str
    day: int
    decider: Person | None = None
    answer: str = ""
    given: Role | None = None
    refused: bool = False


HOUSES = (
    House(
        MINISTRY,
        "Ministère de la Culture",
        "MC",
        OrganizationKind.MINISTRY,
        people.ADMINISTRATOR,
        "Le ministère publie ici les données de ses directions et de son service statistique : "
        "musées, patrimoine, création, livre, pratiques culturelles.",
    ),
    House(
        MONUMENTS,
        "Centre des monuments nationaux",
        "CMN",
        OrganizationKind.OPERATOR,
        people.MONUMENTS_HEAD,
        "Établissement public qui conserve, anime et ouvre à la visite une centaine de monuments "
        "appartenant à l’État.",
        parent=MINISTRY,
    ),
    House(
        BRITTANY,
        "Direction régionale des affaires culturelles de Bretagne",
        "DRAC Bretagne",
        OrganizationKind.REGIONAL,
        people.BRITTANY_HEAD,
        "Service déconcentré du ministère : il soutient et contrôle, dans les quatre départements "
        "bretons, la création, les patrimoines et l’éducation artistique.",
        parent=MINISTRY,
    ),
    House(
        CITY,
        "Ville de Besançon",
        "",
        OrganizationKind.LOCAL_AUTHORITY,
        people.CITY_HEAD,
        "La ville publie les données de ses musées et de son réseau de bibliothèques.",
    ),
)

ASKINGS = (
    Asking(
        people.EDITOR, MINISTRY, Role.EDITOR, "Département des études",
        "Je publie les données du service statistique depuis trois ans.", 985,
        people.VALIDATOR, "Bienvenue : vous publiez pour le département des études.",
    ),
    Asking(
        people.MONUMENTS_EDITOR, MONUMENTS, Role.ADMINISTRATOR, "Pôle billetterie",
        "Mettre en ligne la fréquentation mensuelle et la liste des monuments.", 760,
        people.SECOND_VALIDATOR,
        "Le rôle d’éditrice suffit pour publier ; M. Vasseur reste l’administrateur.", Role.EDITOR,
    ),
    Asking(
        people.CITY_EDITOR, CITY, Role.EDITOR, "Réseau des bibliothèques",
        "Publier les prêts chaque trimestre.", 620, people.CITY_HEAD, "Comme convenu ensemble.",
    ),
    Asking(
        people.CONTRIBUTOR, BRITTANY, Role.CONTRIBUTOR, "Pôle création",
        "Tenir à jour la liste des lieux de spectacle vivant.", 295, people.VALIDATOR,
        "Accès donné ; l’administrateur de la DRAC vous nommera sur les jeux de données concernés.",
    ),
    Asking(
        people.REFUSED, MINISTRY, Role.EDITOR, "Agence de communication",
        "Nous préparons une campagne pour un client et avons besoin de publier.", 130,
        people.VALIDATOR,
        "Seuls les agents et les opérateurs publient. Un lien vers votre travail peut être proposé "
        "comme réutilisation.", refused=True,
    ),
    Asking(
        people.SECOND_APPLICANT, MINISTRY, Role.CONTRIBUTOR, "Service des musées de France",
        "Je suis stagiaire jusqu’en mars et je mets la liste des musées à jour avec M. Delaunay.",
        6,
    ),
    Asking(
        people.APPLICANT, MONUMENTS, Role.EDITOR, "Pôle billetterie",
        "Je remplace Mme Barrault pendant son congé : la fréquentation d’octobre reste à publier.",
        2,
    ),
)  # fmt: skip
