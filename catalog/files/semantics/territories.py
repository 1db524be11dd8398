"""Where: codes and names of communes, departments, regions and countries, and coordinates."""

import re

from catalog.files.semantics.base import Semantic, headed, words
from catalog.files.semantics.names import (
    COUNTRIES,
    COUNTRIES_OF_THREE,
    DEPARTMENT,
    DEPARTMENTS,
    REGION_CODES,
    REGIONS,
)

ANYTHING = re.compile(r".{2,60}")
NUMBER = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)?")


class CommuneCode(Semantic):
    """INSEE's code of a commune: its department, then three digits."""

    key = "code_commune"
    label = "code INSEE de commune"
    named = headed("insee", "cog", "code commune", "code geo", "codgeo", "depcom", "commune code")
    pattern = re.compile(r"(?:0[1-9]|[13-8]\d|2[1-9AB]|9[0-5])\d{3}|9[78]\d{3}")


class PostalCode(Semantic):
    """Not INSEE's: Corsica is 20, and a commune may have several."""

    key = "code_postal"
    label = "code postal"
    named = headed("code postal", "codes postaux", "cp", "postal", "code post", "zip", "postcode")
    pattern = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-8])\d{3}")


class DepartmentCode(Semantic):
    key = "code_departement"
    label = "code de département"
    named = re.compile(r"^(?!.*region).*\b(?:dep|dept|dpt|departement|insee)\b")
    pattern = re.compile(rf"{DEPARTMENT}|[1-9]")
    announced = 0.9


class DepartmentName(Semantic):
    key = "departement"
    label = "département"
    named = headed("dep", "nomdep", "dept", "dpt", "departements?")
    pattern = ANYTHING
    alone = 0.95
    distinct = 4

    def checks(self, value: str) -> bool:
        return words(value) in DEPARTMENTS


class RegionCode(Semantic):
    key = "code_region"
    label = "code de région"
    named = headed("code (?:\\w+ )*region", "reg", "codreg", "region code", "insee region")
    pattern = re.compile(r"\d{1,2}")
    announced = 0.85

    def checks(self, value: str) -> bool:
        return value.zfill(2) in REGION_CODES


class RegionName(Semantic):
    key = "region"
    label = "région"
    named = headed("regions?", "reg", "libelle region")
    pattern = ANYTHING
    alone = 0.95

    def checks(self, value: str) -> bool:
        return words(value) in REGIONS


class CountryCode(Semantic):
    """ISO 3166-1 alpha-2."""

    key = "iso_country_code_alpha2"
    label = "code de pays (deux lettres)"
    named = headed("pays", "country", "code pays", "nationalite", "iso2?")
    pattern = re.compile(r"[A-Z]{2}")

    def checks(self, value: str) -> bool:
        return value in COUNTRIES


class LongCountryCode(Semantic):
    """ISO 3166-1 alpha-3."""

    key = "iso_country_code_alpha3"
    label = "code de pays (trois lettres)"
    named = headed("pays", "country", "code pays", "nationalite", "iso3?")
    pattern = re.compile(r"[A-Z]{3}")
    alone = 0.98
    distinct = 8

    def checks(self, value: str) -> bool:
        return value in COUNTRIES_OF_THREE


class Latitude(Semantic):
    key = "latitude_wgs"
    label = "latitude (WGS 84)"
    named = headed("lat", "latitude", "y wgs ?84")
    pattern = NUMBER

    def checks(self, value: str) -> bool:
        return abs(float(value.replace(",", "."))) <= 90


class Longitude(Semantic):
    key = "longitude_wgs"
    label = "longitude (WGS 84)"
    named = headed("lon", "lng", "long", "longitude", "x wgs ?84")
    pattern = NUMBER

    def checks(self, value: str) -> bool:
        return abs(float(value.replace(",", "."))) <= 180
