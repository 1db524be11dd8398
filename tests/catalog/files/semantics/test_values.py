"""Each semantic type, with values that are of it and values that only look so."""

import pytest

from catalog.files.semantics import LABELS, SEMANTICS

TRUE_AND_FALSE = {
    "siren": (["732829320", "732 829 320", "200054807"], ["732829321", "000000000", "73282932"]),
    "siret": (
        ["73282932000074", "732 829 320 00074", "35600000000048", "35600000049837"],
        ["73282932000075", "73282932100074", "35600000000041", "7328293200007"],
    ),
    "rna": (["W751212517", "W9C1234567", "W2A1000001"], ["W75121251", "751212517", "X751212517"]),
    "code_naf": (["91.02Z", "9102Z"], ["9102", "91.02", "Z9102"]),
    "uai": (["0750652B", "0331420P"], ["0750652C", "750652B", "0750652I"]),
    "nir": (
        ["255081416802538", "2 55 08 14 168 025 38", "1840714168025"],
        ["255081416802539", "955081416802538", "25508141680253"],
    ),
    "iban": (
        ["FR1420041010050500013M02606", "FR14 2004 1010 0505 0001 3M02 606"],
        ["FR1420041010050500013M02607", "FR14", "MUSEE2004101005"],
    ),
    "email": (
        ["contact@musee.example", "<a.b@c.example>;", "a@b.example; c@d.example"],
        ["contact@musee", "@musee.example", "musee.example"],
    ),
    "tel_fr": (
        ["04 74 36 72 06", "02.37.82.88.20", "+33 1 40 15 80 00", "0140158000 (mairie)"],
        ["04 74 36 72", "14 74 36 72 06", "2003-02-01"],
    ),
    "url": (
        ["https://musee.example/a?b=c", "www.musee.example", "musee.example/a"],
        ["musée", "a@b.example x", "12.5", "http://"],
    ),
    "museofile": (["M0965", "M5008-1"], ["M965", "0965", "MM0965"]),
    "merimee": (["PA00084643", "IA2A000123", "PA00084643;IA67009579"], ["PM00084643", "PA0008464"]),
    "palissy": (["PM75000123", "IM2b000123"], ["PA00084643", "PM7500012"]),
    "joconde": (["00000106305", "M0301000355"], ["0000010630", "M0965"]),
    "ark": (
        ["ark:/12148/btv1b8449691v", "https://ark.bnf.example/ark:/12148/x"],
        ["ark", "12148/x"],
    ),
    "code_postal": (["01470", "20000", "97400"], ["00100", "99000", "1470"]),
    "code_commune": (["75056", "2A004", "97411"], ["20004", "2C004", "7505"]),
    "code_departement": (["01", "2B", "974", "1"], ["20", "96", "975A", "00"]),
    "departement": (["Ain", "CÔTE-D'OR", "Val-d’Oise"], ["Bugey", "01", "Bretagne"]),
    "code_region": (["11", "1", "93"], ["12", "99", "111"]),
    "region": (["Île-de-France", "ILE DE FRANCE", "Midi-Pyrénées"], ["Gascogne", "Paris", "11"]),
    "iso_country_code_alpha2": (["FR", "BE"], ["XX", "fr", "FRA"]),
    "iso_country_code_alpha3": (["FRA", "BEL"], ["XXX", "FR"]),
    "latitude_wgs": (["48.87", "-12,5", "90"], ["91", "48.87, 2.3", "1234.5"]),
    "longitude_wgs": (["2.3", "-179,9", "180"], ["181", "2.3 E"]),
    "year": (["2026", "1789"], ["0042", "20260", "2200"]),
}


@pytest.mark.parametrize("semantic", SEMANTICS, ids=lambda one: one.key)
def test_a_type_holds_its_values_and_no_other(semantic):
    true, false = TRUE_AND_FALSE[semantic.key]

    assert [value for value in true if not semantic.holds(value)] == []
    assert [value for value in false if semantic.holds(value)] == []


def test_every_type_has_its_own_key_and_a_label():
    assert len(LABELS) == len(SEMANTICS) == len(TRUE_AND_FALSE)
    assert all(label and label == label.strip() for label in LABELS.values())
    assert all(len(key) <= 40 for key in LABELS)
