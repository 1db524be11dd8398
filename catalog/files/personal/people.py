"""How a person shows in values: an address with a name in it, a mobile number, a full name."""

import re

from catalog.files.personal.first_names import FIRST_NAMES
from catalog.files.semantics.base import digits, words
from catalog.files.semantics.people import EMAIL

ADDRESSES = re.compile(EMAIL)
MOBILE = re.compile(
    r"(?<![\d.,])(?:(?:\+|00)33[\s.\-\u00a0\u202f]*(?:\(0\)\s?)?|0)[67]"
    r"(?:[\s.\-\u00a0\u202f]?\d\d){4}(?!\d)"
)
MOBILE_SQL = (
    r"(^|[^0-9.,])((\+|00)33[ .\-]*(\(0\) ?)?|0)[67]"
    r"([ .\-\x{00A0}\x{202F}]?[0-9]{2}){4}([^0-9]|$)"
)
TITLE = re.compile(r"(?:m|mr|mme|mlle|monsieur|madame|mademoiselle|dr|docteur|me|maitre) ")
GENERIC_TEXT = (
    "accueil administration agence archives asso association atelier biblio bibliotheque "
    "billetterie bureau centre chateau cinema collection commune communication compagnie "
    "conservation contact courrier culture departement direction documentation ecole festival "
    "fondation galerie info infos information jardin journal mairie maison mediatheque mission "
    "monument musee museum office opera patrimoine pole presse production projet public "
    "reservation ressources rh saint sainte secretariat service site standard theatre tourisme "
    "ville visite webmaster"
)
GENERIC = frozenset(GENERIC_TEXT.split())
PARTICLES_TEXT = "de du des d le la l van von ben el al saint"
PARTICLES = frozenset(PARTICLES_TEXT.split())


def names_a_person(address: str) -> bool:
    """Tell « zoe.durand@ » and « z.durand@ » from « contact@ » and « musee.rodin@ »."""
    local = words(address.partition("@")[0])
    parts = [part for part in re.sub(r"\d+", " ", local).split() if part not in PARTICLES]
    if not 2 <= len(parts) <= 4 or GENERIC.intersection(parts):
        return False
    if FIRST_NAMES.intersection(parts):
        return True
    first, last = parts[0], parts[-1]
    return len(parts) == 2 and len(first) == 1 and len(last) >= 4


def is_generic(address: str) -> bool:
    return bool(GENERIC.intersection(words(address.partition("@")[0]).split()))


def has_a_persons_address(value: str, *, among_people: bool = False) -> bool:
    """`among_people`: the rows are people, so that any address is theirs but « contact@ »."""
    found = ADDRESSES.findall(value)
    if among_people:
        return any(not is_generic(address) for address in found)
    return any(map(names_a_person, found))


def is_first_name(value: str) -> bool:
    parts = words(value).split()
    return 0 < len(parts) <= 3 and parts[0] in FIRST_NAMES


def is_full_name(value: str) -> bool:
    """Tell « Mme Zoé Durand » or « DURAND Zoé » from a title, a firm or a place."""
    text = words(value)
    titled = bool(TITLE.match(text))
    parts = [part for part in TITLE.sub("", text, count=1).split() if part not in PARTICLES]
    if not 1 + (not titled) <= len(parts) <= 4 or any(char in "@0123456789" for char in value):
        return False
    return titled or bool(FIRST_NAMES.intersection((parts[0], parts[-1])))


def is_mobile(value: str) -> bool:
    return bool(MOBILE.search(value)) and len(digits(value)) >= 10
