"""What people did to datasets before the walk: submitted, changed together, proposed elsewhere."""

from catalog.actions.batches import Terms, change_datasets
from catalog.actions.submitting import submit_dataset
from catalog.actions.transferring import propose_transfer
from catalog.enums import BatchKind
from tests import factories


def submitted(organization, *, by, token, **classed):
    """A draft that a contributor submitted to those who may publish it."""
    made = factories.dataset(
        "Gargouilles", organization=organization, by=by, canary=token, with_file=True, **classed
    )
    with factories.quietly():
        submit_dataset(made, by=by, note=f"Relu : {token}")
    return made


def worded(dataset, *, by, token):
    """A word that an editor added to a draft, as to any others that they chose."""
    terms = Terms(kind=BatchKind.ADD_KEYWORDS, words=(token, "clocher"))
    return change_datasets([dataset], terms, by=by)


def proposed(source, target, *, by, token):
    """A draft that its organisation proposes to another: read on both sides."""
    made = factories.dataset("Girouettes", organization=source, by=by, canary=token)
    with factories.quietly():
        return propose_transfer([made], to=target, by=by, note="Le service change.")
