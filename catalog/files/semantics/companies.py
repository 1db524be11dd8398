"""Who is who in the State's registers: companies, establishments, associations, activities."""

import re

from catalog.files.semantics.base import Semantic, digits, headed, luhn

LA_POSTE = "356000000"
SCHOOL_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


class Siren(Semantic):
    key = "siren"
    label = "numéro SIREN"
    named = headed("sirens?", "numero siren", "code siren", "epci")
    pattern = re.compile(r"\d{3}[ \u00a0\u202f]?\d{3}[ \u00a0\u202f]?\d{3}")
    alone = 0.98
    distinct = 15

    def checks(self, value: str) -> bool:
        number = digits(value)
        return luhn(number) and int(number) > 0


class Siret(Semantic):
    key = "siret"
    label = "numéro SIRET"
    named = headed("sirets?", "numero siret", "code siret")
    pattern = re.compile(r"\d{3}[ \u00a0\u202f]?\d{3}[ \u00a0\u202f]?\d{3}[ \u00a0\u202f]?\d{5}")
    alone = 0.98
    distinct = 10

    def checks(self, value: str) -> bool:
        """La Poste has more offices than Luhn's key allows: the sum of theirs divides by 5."""
        number = digits(value)
        if number.startswith(LA_POSTE):
            return luhn(number) or sum(map(int, number)) % 5 == 0
        return luhn(number) and luhn(number[:9]) and int(number) > 0


class Rna(Semantic):
    key = "rna"
    label = "numéro RNA d’association"
    named = headed("rna", "waldec", "numero rna")
    pattern = re.compile(r"W\d[\dA-D]\d{7}")
    alone = 0.95


class Naf(Semantic):
    key = "code_naf"
    label = "code d’activité (NAF, APE)"
    named = headed("naf", "ape", "nace", "code activite")
    pattern = re.compile(r"\d{2}\.?\d{2}[A-Z]")


class Uai(Semantic):
    key = "uai"
    label = "code UAI d’établissement scolaire"
    named = headed("uai", "rne", "code etablissement", "code uai")
    pattern = re.compile(r"\d{3}\d{4}[A-HJ-NPR-Z]")
    alone = 0.95

    def checks(self, value: str) -> bool:
        return SCHOOL_LETTERS[int(value[:7]) % 23] == value[7]
