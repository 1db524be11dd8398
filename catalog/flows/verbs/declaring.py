"""What an editor says of a flow, and asks the DPNC to validate."""

import uuid
from datetime import datetime

from catalog.accounts.models import User
from catalog.flows.models import Flow, FlowTest
from catalog.flows.terms import FlowTerms
from catalog.models import Dataset


def declare_flow(
    dataset: Dataset,
    terms: FlowTerms,
    *,
    by: User,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Flow:
    """Write down a flow, as a draft: nothing is read before it is tried, nor published before the
    DPNC validates it.

    Raises CatalogError, about a field of the form, for what cannot be.
    """
    raise NotImplementedError


def change_flow(
    flow: Flow,
    terms: FlowTerms,
    *,
    by: User,
    revision: int | None = None,
    at: datetime | None = None,
) -> Flow:
    """Say it otherwise. Another inbox or another pattern is another flow for those who validate: it
    loses its right and must be tried and submitted again.

    `revision`: the one that the form was opened on. Raises Conflict when somebody changed it since.
    """
    raise NotImplementedError


def try_flow(flow: Flow, *, by: User, at: datetime | None = None) -> FlowTest:
    """Ask for a trial; one that is under way already is returned. Its report comes with a task."""
    raise NotImplementedError


def submit_flow(flow: Flow, *, by: User, at: datetime | None = None) -> Flow:
    """Ask the DPNC to validate it. Raises WrongState unless its last trial passed."""
    raise NotImplementedError
