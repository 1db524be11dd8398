"""ALL the rules, a module a subject: one function a right, `user -> Q`, which a list and an object
ask alike.

Roles come from memberships; a right over one dataset is a guardian grant. The state of a dataset is
looked at by the verbs, not here. The default answer is no.
"""

from catalog.permissions import automation, datasets, people  # noqa: F401 (declare their rules)
from catalog.permissions.platform import (
    RuleBackend,
    keeps_inboxes,
    keeps_vocabularies,
    platform_rights,
    watches_work,
)

__all__ = ["RuleBackend", "keeps_inboxes", "keeps_vocabularies", "platform_rights", "watches_work"]
