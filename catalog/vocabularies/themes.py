"""The themes of culture.data.gouv.fr, as any installation finds them at first.

The slugs are the site's own filters. `keywords` are those in use on data.gouv.fr that speak of the
theme: they suggest it to whoever describes or imports a dataset. EU themes come from the European
Union's authority table data-theme, where culture is a part of EDUC.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from catalog.vocabularies.spelling import slug

EU_THEMES = "http://publications.europa.eu/resource/authority/data-theme/"
CULTURE = f"{EU_THEMES}EDUC"
ECONOMY = f"{EU_THEMES}ECON"


@dataclass(frozen=True)
class Theme:
    label: str
    description: str
    keywords: frozenset[str]
    eu_theme: str = CULTURE


def theme(label: str, description: str, keywords: str, eu_theme: str = CULTURE) -> Theme:
    return Theme(label, description, frozenset(keywords.split()), eu_theme)


THEMES = {
    "archives": theme(
        "Archives",
        "Inventaires, fonds numérisés, état civil et fréquentation des services d’archives.",
        "archives archive archives-departementales archives-nationales archives-numerisees "
        "archives-publiques archives-regionales archivage-numerique communication-des-archives "
        "francearchives prosopographie sacs-a-proces parlement-de-toulouse naturalisation",
    ),
    "architecture": theme(
        "Architecture et patrimoine",
        "Monuments, jardins, objets protégés, fouilles et architecture contemporaine.",
        "architecture archeologie cadastre chateau fouille jardin journees-patrimoine jep "
        "journees-europeennes-du-patrimoi merimee monument monument-historique monuments "
        "monuments-historiques objet-mobilier objets-mobiliers palissy patrimoine "
        "patrimoine-architectural patrimoine-culturel patrimoines protection-du-patrimoine moulin",
    ),
    "arts-plastiques": theme(
        "Arts plastiques",
        "Commandes publiques, collections des Frac, expositions et résidences d’artistes.",
        "art-contemporain arts-plastiques arts-visuels creation-artistique dessin estampes frac "
        "peinture photographie sculpture",
    ),
    "cinema": theme(
        "Cinéma et audiovisuel",
        "Salles, films, production, tournages, télévision et radio.",
        "acteur actrice art-et-essai audience audiovisuel cinema film films radio "
        "salles-de-cinema television tournage tournages video",
    ),
    "spectacle-vivant": theme(
        "Spectacle vivant",
        "Festivals, théâtres, danse, cirque et billetterie.",
        "ballet billetterie cirque danse entrepreneur-de-spectacles exploitant-de-lieu festival "
        "festivals spectacle spectacle-vivant spectacles theatre",
    ),
    "livre": theme(
        "Livre et lecture",
        "Bibliothèques, prêts, édition, librairies et manuscrits.",
        "bibliophile bibliotheque bibliotheque-numerique bibliotheques emprunts imprimerie "
        "lecture librairie librairies litterature livre livre-ancien livre-lecture "
        "livre-lecture-publique livres manuscrits mediatheque mediatheque-departementale "
        "mediatheques prets",
    ),
    "musique": theme(
        "Musique",
        "Lieux, labels, conservatoires, concerts et partitions.",
        "chant concert concerts conservatoire jazz musique musiques-actuelles opera partitions",
    ),
    "presse": theme(
        "Presse et médias",
        "Titres reconnus, aides à la presse et audiences.",
        "aide-a-la-presse aides-a-la-presse aides-la-presse-ecrite medias presse",
    ),
    "musee": theme(
        "Musées",
        "Collections, fréquentation, expositions et acquisitions des musées de France.",
        "exposition expositions joconde musee musee-de-france musees musees-de-france museofile "
        "nuit-des-musees oeuvre oeuvres",
    ),
    "langue": theme(
        "Langue française et langues de France",
        "Terminologie, lexiques, corpus et pratiques linguistiques.",
        "francophonie langue langue-francaise langues langues-regionales linguistique "
        "terminologie thesaurus vocabulaire",
    ),
    "industries-culturelles": theme(
        "Industries culturelles",
        "Entreprises, emploi, jeu vidéo, consommation et usages numériques.",
        "industries-culturelles jeu-video jeux-video hadopi medias-industries-culturelles "
        "streaming usages-internet usages-numeriques",
        ECONOMY,
    ),
}


def suggested(keywords: Iterable[str], limit: int = 2) -> tuple[str, ...]:
    """Return the themes that the keywords speak of most, at most `limit`, the strongest first."""
    words = {slug(keyword) for keyword in keywords}
    strength = Counter({name: len(theme.keywords & words) for name, theme in THEMES.items()})
    return tuple(name for name, count in strength.most_common(limit) if count)
