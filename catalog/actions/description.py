"""What a description is made of: plain fields, words of the vocabularies, producers and contacts.

The verbs decide whether it may change; here is how a change is checked, written and compared.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from catalog.accounts.models import Organization
from catalog.actions.guards import cleaned
from catalog.exceptions import CatalogError
from catalog.models import Contact, Dataset, Keyword, Producer, Territory, Theme
from catalog.search.analyzer import fold
from catalog.vocabularies import licenses

FIELDS = (
    "title",
    "acronym",
    "short_description",
    "description",
    "license",
    "license_reason",
    "frequency",
    "temporal_start",
    "temporal_end",
    "granularity",
    "producing_service",
    "legal_notice",
    "extras",
)
MOST_THEMES = 2


def fill(dataset: Dataset, values: Mapping[str, Any]) -> None:
    """Set the plain fields, after checking them. Raises CatalogError for a bad one."""
    for name, value in values.items():
        if name not in FIELDS:
            raise TypeError(name)
        setattr(dataset, name, cleaned(dataset, name, value))
    start, end = dataset.temporal_start, dataset.temporal_end
    if start and end and end < start:
        raise CatalogError(
            f"La période se termine ({end:%d/%m/%Y}) avant de commencer ({start:%d/%m/%Y}). "
            "Inversez les deux dates.",
            field="temporal_end",
        )


def relate(dataset: Dataset, values: Mapping[str, Any]) -> None:
    """Replace the words, producers and contacts that `values` names."""
    for name, value in values.items():
        RELATIONS[name](dataset, value)


def set_keywords(dataset: Dataset, names: Iterable[str]) -> None:
    """Give the dataset these keywords; two spellings of the same word are one keyword."""
    wanted = {slugify(fold(name))[:96]: " ".join(name.split())[:96] for name in names}
    wanted.pop("", None)
    Keyword.objects.bulk_create(
        [Keyword(slug=slug, name=name) for slug, name in sorted(wanted.items())],
        ignore_conflicts=True,
    )
    dataset.keywords.set(Keyword.objects.filter(slug__in=wanted))


def set_themes(dataset: Dataset, slugs: Iterable[str]) -> None:
    """Class the dataset in at most two themes. Raises CatalogError for a third or unknown one."""
    wanted = set(slugs)
    if len(wanted) > MOST_THEMES:
        raise CatalogError(
            f"Vous avez choisi {len(wanted)} thématiques : gardez les deux par lesquelles un "
            "visiteur chercherait ce jeu de données.",
            field="themes",
        )
    found = list(Theme.objects.filter(slug__in=wanted))
    if len(found) < len(wanted):
        raise CatalogError(
            "Cette thématique n’existe pas. Choisissez dans la liste.", field="themes"
        )
    dataset.themes.set(found)


def set_territories(dataset: Dataset, zones: Iterable[str]) -> None:
    """Say where the data are about. Raises CatalogError for a place that is not known."""
    wanted = list(dict.fromkeys(zones))
    found = list(Territory.objects.filter(pk__in=wanted))
    if unknown := set(wanted) - {territory.pk for territory in found}:
        raise CatalogError(
            f"« {sorted(unknown)[0]} » n’est pas un territoire connu. Choisissez dans la liste.",
            field="territories",
        )
    dataset.territories.set(found)


def set_producers(dataset: Dataset, rows: Sequence[Mapping[str, Any]]) -> None:
    """Replace the associated producers: each row has `role`, and `organization` or `name`."""
    producers = []
    for position, row in enumerate(rows):
        producer = Producer(dataset=dataset, role=row["role"], position=position)
        if isinstance(row.get("organization"), Organization):
            producer.organization = row["organization"]
        else:
            producer.name = cleaned(producer, "name", row.get("name", ""), field="producers")
        if not producer.organization and not producer.name:
            message = "Choisissez une organisation ou écrivez le nom d’un service."
            raise CatalogError(message, field="producers")
        cleaned(producer, "role", producer.role, field="producers")
        producers.append(producer)
    dataset.producers.all().delete()
    Producer.objects.bulk_create(producers)


def set_contacts(dataset: Dataset, rows: Sequence[Mapping[str, str]]) -> None:
    """Replace the contacts: each row has `name`, and `email` or `form`."""
    contacts = []
    for position, row in enumerate(rows):
        contact = Contact(dataset=dataset, position=position)
        for name in ("name", "email", "form", "role"):
            if name in row:
                setattr(contact, name, cleaned(contact, name, row[name], field="contacts"))
        if not contact.email and not contact.form:
            raise CatalogError(
                f"Donnez une adresse électronique ou un formulaire pour « {contact.name} ».",
                field="contacts",
            )
        contacts.append(contact)
    dataset.contacts.all().delete()
    Contact.objects.bulk_create(contacts)


RELATIONS: dict[str, Callable[[Dataset, Any], None]] = {
    "keywords": set_keywords,
    "themes": set_themes,
    "territories": set_territories,
    "producers": set_producers,
    "contacts": set_contacts,
}


def snapshot(dataset: Dataset) -> dict[str, Any]:
    """Return everything the journal compares, as JSON keeps it."""
    values: dict[str, Any] = {name: getattr(dataset, name) for name in (*FIELDS, "slug")}
    for name in ("temporal_start", "temporal_end"):
        values[name] = values[name] and values[name].isoformat()
    values["keywords"] = sorted(dataset.keywords.values_list("name", flat=True))
    values["themes"] = sorted(dataset.themes.values_list("name", flat=True))
    values["territories"] = sorted(dataset.territories.values_list("name", flat=True))
    values["producers"] = [str(row) for row in dataset.producers.select_related("organization")]
    values["contacts"] = [
        " ".join(filter(None, [row.name, row.email, row.form])) for row in dataset.contacts.all()
    ]
    return values


def parts(description: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the plain fields and the relations of a description. Raises TypeError for another."""
    related = {name: value for name, value in description.items() if name in RELATIONS}
    plain = {name: value for name, value in description.items() if name not in RELATIONS}
    return plain, related


def defaults_of(organization: Organization) -> dict[str, Any]:
    """Return what the organisation says once for all its datasets."""
    words = [word.strip() for word in organization.default_keywords.split(",") if word.strip()]
    contact = {
        "name": organization.default_contact_name or organization.name,
        "email": organization.default_contact_email,
    }
    defaults = {
        "license": organization.default_license,
        "frequency": organization.default_frequency,
        "keywords": words,
        "contacts": [contact] if contact["email"] else [],
    }
    return {name: value for name, value in defaults.items() if value}


def asks_why(dataset: Dataset) -> bool:
    """Tell whether the law asks an administration why it chose this licence (CRPA, D323-2-1)."""
    free = dataset.license in ("", *licenses.FREE)
    administration = dataset.organization.kind not in ("association", "company")
    return administration and not free and not dataset.license_reason.strip()
