"""How to reach or to pay people, and the number that names each of them."""

import re
from collections.abc import Sequence

from catalog.files.semantics.base import Semantic, digits, headed

EMAIL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
GAP = r"[\s.\-/\u00a0\u202f]*"


class Email(Semantic):
    key = "email"
    label = "adresse électronique"
    named = headed("e ?mails?", "courriels?", "mel", "adresse electronique", "adresse mail")
    pattern = re.compile(rf"<?{EMAIL}>?[;, ]*(?:{EMAIL}[;, ]*)*")
    announced = 0.6
    alone = 0.8
    distinct = 2


class Phone(Semantic):
    """A French number, or one that says its country."""

    key = "tel_fr"
    label = "numéro de téléphone"
    named = headed("tel(?:ephones?)?", "phone", "fax", "mobile", "portable")
    pattern = re.compile(
        rf"(?:\+|00)33{GAP}(?:\(0\){GAP})?[1-9](?:{GAP}\d\d){{4}}"
        rf"|0[1-9](?:{GAP}\d\d){{4}}(?: *[;,/(].*)?|(?:\+|00)[1-9](?:{GAP}\d){{7,13}}"
    )
    announced = 0.5
    alone = 0.8


class Url(Semantic):
    key = "url"
    label = "adresse web"
    named = headed("urls?", "sites?", "site ?web", "sitweb", "liens?", "web", "permalien")
    pattern = re.compile(
        r"(?i)(?:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}(?:/\S*)?"
    )
    announced = 0.6
    alone = 0.8


class Nir(Semantic):
    """The number of registration in INSEE's directory, « numéro de sécurité sociale »."""

    key = "nir"
    label = "numéro de sécurité sociale (NIR)"
    named = headed("nir", "secu", "securite sociale", "insee individu", "num(?:ero)? secu")
    pattern = re.compile(
        rf"[1-478]{GAP}\d\d{GAP}(?:0[1-9]|1[0-2]|[2-9]\d){GAP}(?:\d\d|2[AB]){GAP}\d{{3}}{GAP}\d{{3}}"
        rf"(?:{GAP}\d\d)?"
    )
    alone = 0.8

    def checks(self, value: str) -> bool:
        """Order of 22 January 1982: the key is 97 less the remainder; Corsica has its own rule."""
        number = digits(value).upper()
        if len(number) == 13:
            return True
        body = number[:13].replace("2A", "19").replace("2B", "18")
        return 97 - int(body) % 97 == int(number[13:])

    def fits(self, header: str, values: Sequence[str]) -> float:
        """Thirteen digits without their key are anything: the header must say it."""
        if not self.named.search(header):
            values = [value if len(digits(value)) == 15 else "" for value in values]
        return super().fits(header, values)


class Iban(Semantic):
    """ISO 13616-1."""

    key = "iban"
    label = "compte bancaire (IBAN)"
    named = headed("iban", "rib", "compte bancaire")
    pattern = re.compile(r"[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?")
    alone = 0.8
    distinct = 1

    def checks(self, value: str) -> bool:
        number = digits(value)
        return int("".join(str(int(char, 36)) for char in number[4:] + number[:4])) % 97 == 1
