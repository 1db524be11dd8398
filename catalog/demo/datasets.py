"""The datasets of the demo, in every state that a dataset can be in."""

from collections.abc import Callable

from catalog.demo import people, tables
from catalog.demo.files import (
    csv_file,
    dictionary_file,
    geojson_file,
    json_file,
    xlsx_file,
)
from catalog.demo.organizations import BRITTANY, CITY, MINISTRY, MONUMENTS
from catalog.demo.plans import Deposit, Hosted, Maker, Plan, Remote
from catalog.demo.tables import Table
from catalog.enums import ResourceType

MUSEUM_COLUMNS = (
    ("nom", "nom du musée, tel que son site l’écrit"),
    ("commune", "commune où il se trouve"),
    ("departement", "code INSEE du département, sur deux ou trois caractères"),
    ("region", "nom de la région"),
    ("latitude, longitude", "degrés décimaux, WGS 84"),
)


Rows = Callable[[int], Table]


def csv_of(rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8") -> Maker:
    return lambda version: csv_file(rows(version), delimiter=delimiter, encoding=encoding)


def geojson_of(rows: Rows) -> Maker:
    return lambda version: geojson_file(rows(version))


def every(days: int, *, times: int, last: int, note: str = "") -> tuple[Deposit, ...]:
    """Return deposits at a regular pace; the first one has nothing new to tell."""
    first = last + days * (times - 1)
    return (Deposit(first), *(Deposit(first - days * n, note) for n in range(1, times)))


SIX_MORE = (
    Deposit(630),
    Deposit(420, "Six musées ajoutés."),
    Deposit(210, "Six musées ajoutés."),
    Deposit(35, "Six musées ajoutés, dont ceux de Corse et d’outre-mer."),
)

PLANS = (
    Plan(
        "musees", "Musées de France : liste et localisation", MINISTRY, people.EDITOR, 640,
        "Le nom, la commune et la position des musées les plus connus.",
        ("musée", "patrimoine", "localisation"), "semiannual",
        themes=("musee", "architecture"), granularity="poi",
        files=(
            Hosted("musees-de-france.csv", "Liste des musées (CSV)",
                   csv_of(tables.museums), SIX_MORE, "Séparateur point-virgule, UTF-8."),
            Hosted("musees-de-france.geojson", "Musées sur la carte (GeoJSON)",
                   geojson_of(tables.museums), SIX_MORE),
            Hosted("dictionnaire-musees.md", "Dictionnaire des colonnes",
                   lambda _: dictionary_file("Musées de France", MUSEUM_COLUMNS), (Deposit(628),),
                   type=ResourceType.DOCUMENTATION),
        ),
        links=(
            Remote("https://www.pop.culture.gouv.fr/search/list?base=%5B%22Mus%C3%A9ofile%22%5D",
                   "Muséofile, sur la plateforme ouverte du patrimoine", "html"),
        ),
        published_on=625,
    ),
    Plan(
        "entrees-musees", "Fréquentation des musées de France depuis 2016",
        MINISTRY, people.EDITOR, 955,
        "Les entrées de chaque musée, année après année, gratuites comprises.",
        ("musée", "fréquentation", "statistique publique"), "annual",
        themes=("musee",), granularity="poi",
        files=(
            Hosted("frequentation-musees.csv", "Entrées par musée et par année (CSV)",
                   csv_of(tables.museum_visits),
                   (Deposit(950), Deposit(765, "Année 2023 ajoutée."),
                    Deposit(400, "Année 2024 ajoutée."), Deposit(40, "Année 2025 ajoutée."))),
            Hosted("frequentation-musees.xlsx", "Les mêmes entrées, en classeur (XLSX)",
                   lambda version: xlsx_file(tables.museum_visits(version + 3)), (Deposit(40),)),
        ),
        published_on=945,
    ),
    Plan(
        "territoires", "Régions et départements : codes de référence",
        MINISTRY, people.ADMINISTRATOR, 905,
        "Les codes INSEE auxquels les autres jeux de données se rattachent.",
        ("territoire", "référentiel"), "irregular",
        granularity="fr:departement",
        files=(
            Hosted("regions.csv", "Régions (CSV)", csv_of(tables.regions), (Deposit(900),)),
            Hosted("departements.csv", "Départements (CSV)",
                   csv_of(tables.departments), (Deposit(900),)),
            Hosted("departements.json", "Départements (JSON)",
                   lambda version: json_file(tables.departments(version)), (Deposit(899),)),
        ),
        links=(
            Remote("https://www.insee.fr/fr/information/2028028",
                   "Code officiel géographique, à l’INSEE", "html", ResourceType.DOCUMENTATION),
        ),
        published_on=898,
    ),
    Plan(
        "journees-patrimoine", "Thèmes des Journées européennes du patrimoine",
        MINISTRY, people.EDITOR, 802,
        "Le thème de chaque édition, depuis 2015.",
        ("patrimoine", "événement"), "annual",
        themes=("architecture",), granularity="country",
        files=(
            Hosted("journees-du-patrimoine.csv", "Thèmes par année (CSV)",
                   csv_of(tables.heritage_days, delimiter=","),
                   (Deposit(800), Deposit(430, "Édition 2025 ajoutée."))),
        ),
        published_on=799,
    ),
    Plan(
        "festivals", "Festivals : lieux, disciplines et calendrier", MINISTRY, people.EDITOR, 468,
        "Vingt-sept grands rendez-vous, du livre au spectacle vivant.",
        ("festival", "musique", "spectacle vivant", "livre", "cinéma"), "quarterly",
        themes=("spectacle-vivant", "musique"), granularity="fr:commune",
        files=(
            Hosted("festivals.csv", "Festivals (CSV)", csv_of(tables.festivals),
                   (Deposit(465), Deposit(370, "Deux festivals ajoutés."),
                    Deposit(275, "Deux festivals ajoutés."),
                    Deposit(180, "Nouvelle colonne : le numéro de l’édition."),
                    Deposit(85, "Deux festivals ajoutés."))),
        ),
        links=(
            Remote("https://data.culture.gouv.fr/explore/dataset/festivals-global-festivals-_-pl/",
                   "Liste complète, sur data.culture.gouv.fr", "html"),
            Remote("https://data.culture.gouv.fr/api/explore/v2.1/catalog/datasets/"
                   "festivals-global-festivals-_-pl/records", "Interface de programmation", "json",
                   ResourceType.API),
        ),
        published_on=464, former_title="Liste des festivals", renamed_on=300,
    ),
    Plan(
        "pratiques", "Pratiques culturelles par âge, enquête de 2018", MINISTRY, people.EDITOR, 980,
        "La part de la population qui visite, lit, écoute ou sort, par tranche d’âge.",
        ("pratiques culturelles", "statistique publique"), "never",
        themes=("industries-culturelles",), granularity="country",
        files=(
            Hosted("pratiques-culturelles.csv", "Pratiques par tranche d’âge (CSV)",
                   csv_of(tables.practices, encoding="cp1252"), (Deposit(978),)),
        ),
        published_on=975, archived_on=200,
        reason="Une enquête plus récente la remplace ; celle-ci reste lisible pour comparer.",
    ),
    Plan(
        "residences", "Résidences d’artistes accueillies en 2026", MINISTRY, people.EDITOR, 4,
        keywords=("création",), license="",
    ),
    Plan(
        "monuments", "Monuments nationaux ouverts à la visite",
        MONUMENTS, people.MONUMENTS_EDITOR, 705,
        "Où sont les monuments, et de quelle époque ils datent.",
        ("monument", "patrimoine", "localisation"), "annual",
        themes=("architecture",), granularity="poi",
        files=(
            Hosted("monuments-nationaux.geojson", "Monuments sur la carte (GeoJSON)",
                   geojson_of(tables.monuments),
                   (Deposit(700), Deposit(330, "Deux monuments ouverts dans l’année."))),
            Hosted("monuments-nationaux.csv", "Liste des monuments (CSV)", csv_of(tables.monuments),
                   (Deposit(700), Deposit(330, "Deux monuments ouverts dans l’année."))),
        ),
        published_on=698,
    ),
    Plan(
        "entrees-monuments", "Fréquentation mensuelle des monuments nationaux",
        MONUMENTS, people.MONUMENTS_EDITOR, 372,
        "Les entrées de chaque monument, mois par mois depuis 2025.",
        ("monument", "fréquentation", "statistique publique"), "monthly",
        themes=("architecture",), granularity="poi",
        files=(
            Hosted("frequentation-monuments.csv", "Entrées par mois (CSV)",
                   csv_of(tables.monument_visits),
                   every(30, times=12, last=36, note="Un mois de plus.")),
        ),
        published_on=364,
    ),
    Plan(
        "tarifs", "Tarifs d’entrée des monuments nationaux en 2027",
        MONUMENTS, people.MONUMENTS_EDITOR, 9,
        "Le plein tarif, celui des groupes et les gratuités.", ("monument", "tarif"), "annual",
        files=(
            Hosted("tarifs-2027.csv", "Tarifs 2027 (CSV)",
                   csv_of(tables.monument_prices), (Deposit(8),)),
        ),
    ),
    Plan(
        "lieux-bretagne", "Lieux de spectacle vivant en Bretagne",
        BRITTANY, people.BRITTANY_HEAD, 285,
        "Scènes labellisées ou conventionnées, avec leur nombre de places.",
        ("spectacle vivant", "musique", "Bretagne", "localisation"), "quarterly",
        themes=("spectacle-vivant", "musique"), territories=("fr:region:53",), granularity="poi",
        files=(
            Hosted("lieux-spectacle-bretagne.csv", "Lieux et places (CSV)", csv_of(tables.venues),
                   (Deposit(280), Deposit(100, "Une scène de musiques actuelles ajoutée."),
                    Deposit(20, "Le pôle national cirque ajouté.", by=people.CONTRIBUTOR))),
        ),
        published_on=279, named=((people.CONTRIBUTOR, 270),),
    ),
    Plan(
        "aides-bretagne", "Aides versées en 2025 par la DRAC Bretagne",
        BRITTANY, people.BRITTANY_HEAD, 152,
        "Montants par département et par objet.", ("subvention", "Bretagne"), "annual",
        themes=("spectacle-vivant",), territories=("fr:region:53",), granularity="fr:departement",
        files=(
            Hosted("aides-2025.csv", "Aides 2025 (CSV)", csv_of(tables.grants), (Deposit(150),)),
        ),
        published_on=148, deleted_on=141,
        reason="Publié avant la fin du contrôle des montants.",
    ),
    Plan(
        "ecoles-bretagne", "Écoles de musique et conservatoires de Bretagne",
        BRITTANY, people.CONTRIBUTOR, 15, keywords=("musique", "enseignement", "Bretagne"),
        themes=("musique",), territories=("fr:region:53",), granularity="fr:commune",
        links=(
            Remote("https://www.culture.gouv.fr/Regions/DRAC-Bretagne", "Page de la DRAC", "html"),
        ),
    ),
    Plan(
        "ateliers-bretagne", "Ateliers de métiers d’art ouverts au public en Bretagne",
        BRITTANY, people.CONTRIBUTOR, 5, "Ce qu’on y fabrique, où, et quels jours.",
        ("métiers d’art", "artisanat", "Bretagne"), "annual",
        themes=("arts-plastiques",), territories=("fr:region:53",), granularity="fr:commune",
    ),
    Plan(
        "bibliotheques", "Bibliothèques de Besançon : lieux et prêts",
        CITY, people.CITY_EDITOR, 585,
        "Les six bibliothèques du réseau, et leurs prêts par trimestre.",
        ("bibliothèque", "lecture publique", "livre"), "quarterly", license="odc-odbl",
        themes=("livre",), territories=("fr:departement:25",), granularity="poi",
        files=(
            Hosted("bibliotheques.geojson", "Bibliothèques sur la carte (GeoJSON)",
                   geojson_of(tables.libraries), (Deposit(582),)),
            Hosted("prets.csv", "Prêts par trimestre (CSV)",
                   csv_of(tables.loans, encoding="cp1252"),
                   every(92, times=7, last=30, note="Un trimestre de plus.")),
            Hosted("horaires-ete.csv", "Horaires d’été", csv_of(tables.libraries), (Deposit(500),),
                   removed_on=420),
        ),
        published_on=581,
    ),
)  # fmt: skip
