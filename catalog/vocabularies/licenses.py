"""Licences of data.gouv.fr, by identifier.

Source: https://www.data.gouv.fr/api/1/datasets/licenses/. Administrations may choose `lov2` or
`odc-odbl` freely (article D323-2-1 of the CRPA); any other asks for a reason.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class License:
    title: str
    url: str = ""
    short: str = ""


LICENSES = {
    "lov2": License(
        "Licence Ouverte / Open Licence version 2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
        "Licence Ouverte 2.0",
    ),
    "odc-odbl": License(
        "Open Data Commons Open Database License (ODbL)",
        "http://opendatacommons.org/licenses/odbl/summary/",
        "ODbL 1.0",
    ),
    "fr-lo": License(
        "Licence Ouverte / Open Licence",
        "https://www.etalab.gouv.fr/wp-content/uploads/2014/05/Licence_Ouverte.pdf",
        "Licence Ouverte 1.0",
    ),
    "odc-by": License(
        "Open Data Commons Attribution License",
        "http://opendatacommons.org/licenses/by/summary/",
        "ODC-By",
    ),
    "odc-pddl": License(
        "Open Data Commons Public Domain Dedication and Licence (PDDL)",
        "http://opendatacommons.org/licenses/pddl/summary/",
        "PDDL",
    ),
    "cc-by": License(
        "Creative Commons Attribution", "http://www.opendefinition.org/licenses/cc-by", "CC BY"
    ),
    "cc-by-sa": License(
        "Creative Commons Attribution Share-Alike",
        "http://www.opendefinition.org/licenses/cc-by-sa",
        "CC BY-SA",
    ),
    "cc-zero": License(
        "Creative Commons CCZero", "http://www.opendefinition.org/licenses/cc-zero", "CC0"
    ),
    "other-at": License("Autre licence, avec attribution"),
    "other-open": License("Autre licence ouverte"),
    "other-pd": License("Autre licence, domaine public"),
    "notspecified": License("Licence non précisée"),
}
CHOICES = [(key, license.short or license.title) for key, license in LICENSES.items()]
