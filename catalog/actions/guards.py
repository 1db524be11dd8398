"""What every verb asks first: the right, then the state."""

import re
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import CharField, Model
from django.utils import timezone

from catalog.accounts.models import Organization
from catalog.enums import DatasetState
from catalog.exceptions import CatalogError, WrongState
from catalog.models import Dataset
from catalog.models.dataset import BIN_DAYS, PRIVATE_STATES, PUBLIC_STATES, bin_opened

LINE_BREAKS = re.compile(r"[\r\n\t\v\f\x85\u2028\u2029]+")


def require(user: Any, right: str, thing: Model) -> None:
    """Raise PermissionDenied unless the person holds the right over the thing."""
    if not user.has_perm(right, thing):
        raise PermissionDenied(f"Vous n’avez pas le droit de faire cela sur « {thing} ».")


def require_state(dataset: Dataset, *states: str) -> None:
    """Raise WrongState unless the dataset is in one of the states."""
    if dataset.state not in states:
        expected = " ou ".join(DatasetState(state).label for state in states)
        raise WrongState(
            f"« {dataset.title} » est {dataset.get_state_display()} : ce geste n’est possible que "
            f"pour un jeu de données {expected}. Rechargez la page pour voir où il en est."
        )


def require_validated(organization: Organization) -> None:
    """Raise WrongState for what only a validated organisation does: publishing, inviting."""
    if not organization.is_validated:
        raise WrongState(
            f"« {organization} » attend que la DPNC la valide : d’ici là, rien n’en est public et "
            "personne ne la rejoint. Vos brouillons sont gardés."
        )


def outside_bin(dataset: Dataset) -> None:
    require_state(dataset, *PRIVATE_STATES, *PUBLIC_STATES)


def require_recoverable(title: str, *, since: datetime | None, at: datetime | None) -> None:
    """Raise WrongState for what has been in the bin for longer than it keeps things."""
    if since is None or since < bin_opened(at):
        raise WrongState(
            f"« {title} » est à la corbeille depuis plus de {BIN_DAYS} jours : on ne peut plus "
            "l’en sortir."
        )


def moment(at: datetime | None) -> datetime:
    return at or timezone.now()


def cleaned(thing: Model, name: str, value: Any, *, field: str = "") -> Any:
    """Return the value as that field of the thing may keep it: a short text is of one line.

    Raises CatalogError, about `field` of the form, for what the database would refuse or cut.
    """
    kept: Any = thing._meta.get_field(name)
    label = str(kept.verbose_name)
    if isinstance(value, str):
        value = (LINE_BREAKS.sub(" ", value) if isinstance(kept, CharField) else value).strip()
    try:
        if isinstance(value, str):
            check_text(value, kept.max_length)
        kept.clean(value, thing)
    except ValidationError as error:
        message = f"{label[:1].upper()}{label[1:]} : {error.messages[0]}"
        raise CatalogError(message, field=field or name) from error
    return value


def check_text(text: str, longest: int | None) -> None:
    """Raise ValidationError for a text that is too long or that holds a null character."""
    if longest and len(text) > longest:
        written, limit = grouped(len(text)), grouped(longest)
        message = f"{written} caractères, pour {limit} au plus. Raccourcissez ce texte."
        raise ValidationError(message)
    if "\0" in text:
        raise ValidationError("ce texte contient un caractère nul. Écrivez-le de nouveau.")


def grouped(figure: int) -> str:
    return f"{figure:,}".replace(",", "\u202f")
