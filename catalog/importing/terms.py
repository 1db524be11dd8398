"""From what a source writes to the identifiers of our vocabularies, with a warning where none fits.

An empty value stays empty: the source has nothing to say, which the producer will have to.
"""

from catalog.drafts import UNSET, Maybe
from catalog.importing.values import Fields
from catalog.vocabularies import formats, frequencies, granularities, licenses
from catalog.vocabularies.territories import zone


def license_of(fields: Fields) -> Maybe[str]:
    written = fields.line("license")
    if not written:
        return written
    found = licenses.guess(written)
    if found is None:
        fields.warnings.append(f"Licence inconnue « {written} » : reprise comme non précisée.")
    return found or licenses.NOT_SPECIFIED


def frequency_of(fields: Fields) -> Maybe[str]:
    """Return the frequency; « unknown » is how the source says that nobody chose one."""
    written = fields.line("frequency")
    if not written:
        return written
    found = frequencies.canonical(written)
    if found is None:
        fields.warnings.append(f"Fréquence inconnue « {written} » : elle est à choisir.")
    return "" if found in (None, frequencies.UNKNOWN) else found


def granularity_of(fields: Fields) -> Maybe[str]:
    written = fields.line("spatial.granularity")
    if not written:
        return written
    found = granularities.canonical(written)
    if found is None:
        fields.warnings.append(f"Finesse inconnue « {written} » : reprise comme autre.")
    return found or "other"


def places_of(fields: Fields) -> tuple[Maybe[tuple[str, ...]], Maybe[tuple[str, ...]]]:
    """Return the identifiers of the zones, and the names of the places that are none of them."""
    written = fields.words("spatial.zones")
    if written is UNSET:
        return UNSET, UNSET
    found = {place: zone(place) for place in written}
    known = tuple(dict.fromkeys(one.id for one in found.values() if one))
    return known, tuple(place for place, one in found.items() if one is None)


def formats_of(fields: Fields) -> Maybe[tuple[str, ...]]:
    written = fields.words("resources_formats")
    if written is UNSET:
        return UNSET
    known = (formats.normalize(one) for one in written)
    return tuple(dict.fromkeys(one for one in known if one))
