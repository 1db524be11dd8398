"""What a person says of themselves."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.accounts.models import User
from catalog.actions.guards import cleaned
from catalog.exceptions import CatalogError
from catalog.journal.record import Subject, differences, record


@transaction.atomic
def rename_person(
    person: User, *, by: User, first_name: str, last_name: str, at: datetime | None = None
) -> User:
    """Change one's own names, which sign what one does."""
    if by.pk != person.pk:
        raise PermissionDenied("Chacun écrit son propre nom.")
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = {"first_name": person.first_name, "last_name": person.last_name}
    after = {"first_name": first_name.strip(), "last_name": last_name.strip()}
    for name, value in after.items():
        if not value:
            raise CatalogError("Ce champ signe ce que vous faites : remplissez-le.", field=name)
        setattr(person, name, cleaned(person, name, value))
    if changed := differences(before, after):
        person.save(update_fields=["first_name", "last_name"])
        record("person.renamed", Subject(str(person)), by=by, at=at, changes=changed)
    return person
