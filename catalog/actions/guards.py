"""What every verb asks first: the right, then the state."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils import timezone

from catalog.enums import DatasetState
from catalog.exceptions import WrongState
from catalog.models import Dataset


def require(user: Any, right: str, thing: Model) -> None:
    """Raise PermissionDenied unless the person holds the right over the thing."""
    if not user.has_perm(right, thing):
        raise PermissionDenied(f"Vous n’avez pas le droit de faire cela sur « {thing} ».")


def require_state(dataset: Dataset, *states: str) -> None:
    """Raise WrongState unless the dataset is in one of the states."""
    if dataset.state not in states:
        expected = " ou ".join(DatasetState(state).label for state in states)
        raise WrongState(
            f"« {dataset.title} » est {dataset.get_state_display()} : ce geste n’est possible que "
            f"pour un jeu de données {expected}. Rechargez la page pour voir où il en est."
        )


def outside_bin(dataset: Dataset) -> None:
    require_state(dataset, DatasetState.DRAFT, DatasetState.PUBLISHED, DatasetState.ARCHIVED)


def moment(at: datetime | None) -> datetime:
    return at or timezone.now()
